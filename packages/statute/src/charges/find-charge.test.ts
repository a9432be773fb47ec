import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import test from 'node:test';
import fc from 'fast-check';
import { ABOLISHED_CHARGES, chargeOfCode, CHARGES, SUPERSEDED_NAMES } from './catalogue.ts';
import { findCharge, isChargeName, knownChargeNames, matchChargeAt } from './find-charge.ts';

// name in the text, code, via, note = what it shows
const FOUND = [
  ['盗窃罪', 'cl-264', 'exact', 'catalogue name'],
  ['危险驾驶罪', 'cl-133-1', 'exact', 'article 之一'],
  ['过失致人死亡罪', 'cl-233', 'exact', 'negligent'],
  ['走私、贩卖、运输、制造毒品罪', 'cl-347', 'exact', 'full selective name'],
  ['贩卖、运输毒品罪', 'cl-347', 'selective', 'two acts of four'],
  ['贩卖毒品罪', 'cl-347', 'selective', 'one act'],
  ['贩卖、走私毒品罪', 'cl-347', 'selective', 'another order'],
  ['非法制造枪支罪', 'cl-125a', 'selective', 'one act, one object'],
  ['非法制造、买卖枪支、弹药罪', 'cl-125a', 'selective', 'two acts, two objects'],
  ['非法持有枪支罪', 'cl-128a', 'selective', 'possession, another article'],
  ['伪造国家机关证件、印章罪', 'cl-280a', 'selective', 'one act, two objects'],
  ['伪造、买卖国家机关印章罪', 'cl-280a', 'selective', 'two acts, one object'],
  ['盗窃国家机关印章罪', 'cl-280b', 'selective', 'theft stands in the next charge of the article'],
  ['伪造公司印章罪', 'cl-280c', 'selective', 'a company, not a state organ'],
  ['窝藏罪', 'cl-310', 'selective', 'harbouring'],
  ['包庇罪', 'cl-310', 'selective', 'covering up'],
  ['购买假币罪', 'cl-171a', 'selective', 'buying'],
  ['收买、非法提供信用卡信息罪', 'cl-177-1b', 'selective', 'two acts of three'],
  ['拒不执行判决罪', 'cl-313', 'selective', 'judgment only'],
  ['掩饰、隐瞒犯罪所得罪', 'cl-312', 'selective', 'proceeds only'],
  ['组织他人偷越国境罪', 'cl-318', 'selective', 'bracketed object'],
  ['组织他人偷越边境罪', 'cl-318', 'selective', 'bracketed object'],
  ['偷越国(边)境罪', 'cl-322', 'variant', 'narrow brackets'],
  ['容留卖淫罪', 'cl-359a', 'selective', 'one act of three'],
  ['引诱幼女卖淫罪', 'cl-359b', 'exact', 'its neighbour is not a choice of it'],
  ['销售伪劣产品罪', 'cl-140', 'selective', 'selling'],
  ['销售假药罪', 'cl-141', 'selective', 'stands in the present name'],
  ['生产、销售假药罪', 'cl-141', 'superseded', 'the full name before 2021'],
  ['虚开用于抵扣税款发票罪', 'cl-205', 'selective', 'nested choice'],
  ['非法采集血液罪', 'cl-334a', 'selective', 'nested choice'],
  ['偷税罪', 'cl-201', 'superseded', 'renamed in 2009'],
  ['强制猥亵妇女罪', 'cl-237b', 'superseded', 'choice from a replaced name'],
  ['非法买卖制毒物品罪', 'cl-350', 'superseded', 'merged in 2015'],
  ['非法采伐、毁坏珍贵树木罪', 'cl-344', 'superseded', 'replaced twice'],
  ['嫖宿幼女罪', 'cl-360x', 'superseded', 'abolished without a successor'],
  ['流氓罪', 'cl1979-160', 'superseded', 'abolished with the 1979 code'],
  ['盗窃', 'cl-264', 'variant', '罪 missing'],
  ['窝藏包庇罪', 'cl-310', 'variant', 'separator missing'],
  ['贩卖，运输毒品罪', 'cl-347', 'variant', 'comma for 、'],
  ['生产、销售有毒有害食品罪', 'cl-144', 'variant', 'separator missing'],
  ['隐匿、故意销毁会计凭证、会计帐簿、财务会计报告', 'cl-162-1', 'variant', '帐 for 账'],
  ['战时拒绝军事征收、征用罪', 'cl-381', 'exact', 'stood under art. 190 in the source'],
  ['非法批准征用、占用土地罪', 'cl-410a', 'superseded', 'stood under art. 190 in the source'],
] as const;

for (const [name, code, via, note] of FOUND) {
  test(`finds ${name} → ${code} via ${via} (${note})`, () => {
    const found = findCharge(name);
    assert.ok(found.ok);
    assert.deepEqual([found.value.code, found.value.via, found.value.literal], [code, via, name]);
  });
}

// What is no charge, however similar.
const REFUSED = [
  ['毒品罪', 'no act'], ['贩卖罪', 'no object'], ['走私', 'which goods?'], ['走私罪', 'which goods?'],
  ['种植毒品罪', 'an act of another charge'], ['持有毒品罪', 'the charge is 非法持有毒品罪'],
  ['贩卖、持有毒品罪', 'acts of two charges'], ['伪造国家机关车辆罪', 'an object of no charge'],
  ['盗窃、诈骗罪', 'two charges'], ['盗窃罪、诈骗罪', 'two charges'], ['贩卖、贩卖毒品罪', 'the same act twice'],
  ['制造、贩卖、传播淫秽物品罪', 'a label of a data set'], ['组织、强迫、引诱、容留、介绍卖淫罪', 'the title of a section'],
  ['犯罪', 'a word'], ['罪', 'a word'], ['', 'nothing'], ['盗窃罪判处', 'more than a name'], ['犯盗窃罪', 'more than a name'],
  ['故意犯罪', 'a word'], ['轮奸罪', 'a circumstance of rape'], ['constructor', 'a name of the language'],
  ['__proto__', 'a name of the language'],
] as const;

for (const [name, note] of REFUSED) {
  test(`refuses “${name}” (${note})`, () => {
    assert.deepEqual(findCharge(name), { ok: false, error: { code: 'CHARGE_UNKNOWN' } });
    assert.equal(isChargeName(name), false);
  });
}

test('text longer than any name is refused without being looked at', () => {
  assert.deepEqual(findCharge('、'.repeat(1_000_000)), { ok: false, error: { code: 'CHARGE_TOO_LONG' } });
});

test('the catalogue has 483 charges with distinct codes and names', () => {
  assert.equal(CHARGES.length, 483);
  const all = [...CHARGES, ...ABOLISHED_CHARGES];
  assert.equal(new Set(all.map((charge) => charge.code)).size, all.length);
  assert.equal(new Set(all.map((charge) => charge.name)).size, all.length);
  for (const charge of all) {
    assert.match(charge.code, /^cl(1979)?-\d+(-\d+)?[a-z]?$/);
    assert.equal(chargeOfCode(charge.code), charge);
  }
});

test('every charge in force is found by its own name, every replaced name by its own', () => {
  for (const charge of CHARGES) {
    const found = findCharge(charge.name);
    assert.ok(found.ok && found.value.code === charge.code && found.value.via === 'exact', charge.name);
  }
  for (const old of SUPERSEDED_NAMES) {
    const found = findCharge(old.name);
    assert.ok(found.ok && found.value.superseded?.replacedOn === old.replacedOn, old.name);
  }
});

test('a statutory maximum stands with the paragraph that applies', () => {
  const months = (name: string): number | string | undefined => {
    const found = findCharge(name);
    assert.ok(found.ok);
    const max = found.value.statutoryMax;
    return max !== undefined && 'months' in max ? max.months : max?.penalty;
  };
  // The source had taken the whole article: 84, 120, 180, 180, 'lifeImprisonment'.
  assert.deepEqual(['妨害公务罪', '赌博罪', '重大责任事故罪', '非法猎捕陆生野生动物罪', '协助组织卖淫罪'].map(months),
    [36, 36, 84, 36, 120]);
  assert.deepEqual(['危险驾驶罪', '盗窃罪', '故意杀人罪', '交通肇事罪'].map(months), [6, 'lifeImprisonment', 'death', 180]);
});

test('negligence is told apart, and disputed where doctrine disputes it', () => {
  const of = (name: string): string | undefined => {
    const found = findCharge(name);
    return found.ok ? found.value.negligence : undefined;
  };
  assert.deepEqual(['交通肇事罪', '盗窃罪', '污染环境罪', '滥用职权罪', '玩忽职守罪'].map(of),
    ['negligent', 'intentional', 'disputed', 'intentional', 'negligent']);
});

// text, offset, name found, note
const AT = [
  ['犯窝藏、包庇罪、盗窃罪', 1, '窝藏、包庇罪', 'the longest name, not the first 罪 of two charges'],
  ['犯掩饰、隐瞒犯罪所得、犯罪所得收益罪，判处', 1, '掩饰、隐瞒犯罪所得、犯罪所得收益罪', 'a name with 罪 inside'],
  ['犯掩饰、隐瞒犯罪所得罪，判处', 1, '掩饰、隐瞒犯罪所得罪', 'its choice'],
  ['犯帮助信息网络犯罪活动罪', 1, '帮助信息网络犯罪活动罪', '罪 inside'],
  ['犯诈骗罪、合同诈骗罪', 4, undefined, 'not from the separator'],
  ['犯诈骗罪、合同诈骗罪', 5, '合同诈骗罪', 'from the second name'],
  ['犯盗窃，判处', 1, undefined, '罪 is required inside a text'],
  ['盗窃罪', 3, undefined, 'the end of the text'],
] as const;

for (const [text, offset, name, note] of AT) {
  test(`in “${text}” at ${offset}: ${name ?? 'nothing'} (${note})`, () => {
    const at = matchChargeAt(text, offset);
    assert.equal(at === undefined ? undefined : text.slice(offset, at.end), name);
  });
}

test('any known name is found inside any text, up to its end', () => {
  const names = knownChargeNames();
  fc.assert(fc.property(fc.nat(names.length - 1), fc.string({ maxLength: 20 }), (index, before) => {
    const name = names[index] ?? '';
    const at = matchChargeAt(`${before}${name}，判处有期徒刑`, before.length);
    assert.equal(at?.end, before.length + name.length);
  }), { numRuns: 2_000, seed: 483 });
});

test('the words alone tell charges apart: a name without separators is still the same charge', () => {
  for (const name of knownChargeNames()) {
    const [whole, bare] = [findCharge(name), findCharge(name.replaceAll('、', ''))];
    assert.ok(whole.ok && bare.ok && whole.value.code === bare.value.code, name);
  }
});

test('any text is answered: found, or refused with a code', () => {
  const word = fc.constantFrom('贩卖', '毒品', '罪', '、', '，', '盗窃', '（', '非法', ' ', '持有', '枪支');
  fc.assert(fc.property(fc.array(word, { maxLength: 40 }), (words) => {
    const found = findCharge(words.join(''));
    if (found.ok) assert.ok(chargeOfCode(found.value.code) !== undefined);
    else assert.match(found.error.code, /^CHARGE_/);
  }), { numRuns: 2_000, seed: 483 });
});

// Third-party data outside the repository; only counts and data-set labels appear here, no names of persons.
const CAIL = '../shared/data/cail.dev.jsonl';
test('charge labels of the shared data resolve, but for three labels that are no charges', (t) => {
  if (!existsSync(CAIL)) return t.skip('shared data is absent');
  const unresolved = new Set<string>();
  for (const line of readFileSync(CAIL, 'utf8').trim().split('\n')) {
    const row: { accusation: readonly string[] } = JSON.parse(line);
    for (const name of row.accusation) if (!isChargeName(name)) unresolved.add(name);
  }
  assert.deepEqual([...unresolved].sort(), ['制造、贩卖、传播淫秽物品', '组织、强迫、引诱、容留、介绍卖淫', '走私'].sort());
});
