import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import test from 'node:test';
import { CHARGES } from '../charges/catalogue.ts';
import { SEALING_PERIODS } from '../calendar/deadline.ts';
import { TEXTS } from '../corpus/texts.ts';
import { citation, cite, resolveCitation } from './citation.ts';
import { formatCitation } from './format-citation.ts';
import { INSTRUMENTS } from './instruments.ts';
import { statuteNumeral } from './statute-numeral.ts';

// id, Chinese label, English label
const LABELS = [
  ['CPL_286_1', '《刑事诉讼法》第二百八十六条第一款', 'Criminal Procedure Law (2018), art. 286(1)'],
  ['CPL_105', '《刑事诉讼法》第一百零五条', 'Criminal Procedure Law (2018), art. 105'],
  ['CPL_200_3', '《刑事诉讼法》第二百条第（三）项', 'Criminal Procedure Law (2018), art. 200, item 3'],
  ['CL_133_1', '《刑法》第一百三十三条之一', 'Criminal Law (to Amendment XII), art. 133-1'],
  ['CL_133_P1', '《刑法》第一百三十三条第一款', 'Criminal Law (to Amendment XII), art. 133(1)'],
  ['CL_253_1_2', '《刑法》第二百五十三条之一第二款', 'Criminal Law (to Amendment XII), art. 253-1(2)'],
  ['CL_100_2', '《刑法》第一百条第二款', 'Criminal Law (to Amendment XII), art. 100(2)'],
  ['CL_17', '《刑法》第十七条', 'Criminal Law (to Amendment XII), art. 17'],
  ['PSAP_22_4', '《治安管理处罚法》第二十二条第（四）项', 'Public Security Administration Punishments Law (2025), art. 22, item 4'],
  ['M2022_18_1_3', '《关于未成年人犯罪记录封存的实施办法》第十八条第一款第（三）项',
    'Measures on Sealing Juvenile Criminal Records (2022), art. 18(1), item 3'],
  ['O2012_2_3', '《关于建立犯罪人员犯罪记录制度的意见》二（三）', 'Opinions on the Criminal Record System (2012), art. 2.3'],
  ['S001_VIEW_1', '《建立轻微犯罪记录封存制度的调研报告》（第一种意见）',
    'SPC Advisory Committee Report on Sealing Minor-Offence Records (2025), view 1'],
  ['REF1034', '《刑事审判参考第1034号》', 'Criminal Trial Reference No. 1034'],
] as const;

for (const [id, zh, en] of LABELS) {
  test(`${id} prints ${zh}`, () => {
    assert.equal(formatCitation(cite(id), 'zh'), zh);
    assert.equal(formatCitation(cite(id), 'en'), en);
  });
}

// Ids that rules, packs and documents use.
const NEEDED = `CPL_286 CPL_286_1 CPL_286_2 CPL_105 CPL_76 CPL_177_2 CPL_175_4 CPL_200_3 CPL_282 CPL_284 CPL_284_2 CPL_182 CPL_279
M2022_1 M2022_2 M2022_3 M2022_4_1 M2022_4_2 M2022_5 M2022_6 M2022_7 M2022_8 M2022_9 M2022_9_2 M2022_10 M2022_10_3 M2022_11
M2022_12 M2022_13 M2022_14 M2022_15 M2022_16 M2022_16_1 M2022_16_2 M2022_16_3 M2022_17_1 M2022_18_1 M2022_18_1_1 M2022_18_1_2
M2022_18_1_3 M2022_18_2 M2022_19 M2022_20 M2022_21 M2022_22_1 M2022_22_2 M2022_23 M2022_24 PSAP_136 PSAP_22 PSAP_22_4 PSAP_23
PL2026_59 PL2026_115 PJD_58 PJD_59_1 PJD_59_2 CL_13 CL_14 CL_15 CL_17 CL_33 CL_34 CL_35 CL_37 CL_37_1 CL_41 CL_42 CL_44 CL_47
CL_65 CL_66 CL_67 CL_68 CL_69 CL_70 CL_71 CL_72 CL_73 CL_76 CL_77 CL_96 CL_99 CL_100_1 CL_100_2 CL_133_1 CL_253_1 CL_308_1
CL_356 SPC2021_146_2 SPC2021_202_1 SPC2021_202_2 SPC2021_581 SPC2021_581_1 SPC2006_2 SPC2006_4 SPC2006_12 SPC2006_12_2
SPC2011_3 PPR_481 PPR_482_2 PPR_483 PPR_484 PPR_485 PPR_486 PPR_487 MPS2020_331 MPS2021_2 MPS2021_4_2 MPS2021_5 MPS2021_10
MPS2021_REVIEW O2012_2_1 O2012_2_2 O2012_2_3 O2012_2_4 LPM_62 LPM_126 PSE_44 CSL_26 CCL_44 PIPL_45 PIPL_47 PIPL_50 PIPL_55
APL_48 CC_202 SPP2018_2 SJ2020 REF1034 N2011_155 BAN2022_2 EDU2020_4 S001_VIEW_1 S001_VIEW_2 S001_VIEW_3 S001_PILOT_1
S001_PILOT_2 S001_EXCLUSIONS S001_FIRST_OFFENDER S001_WAIT S001_UNSEAL S001_AUTOMATIC`.split(/\s+/);

test('every citation that rules and packs need resolves to words', () => {
  for (const id of NEEDED) {
    const resolved = resolveCitation(id);
    assert.ok(resolved.ok && resolved.value.text.length > 0, id);
  }
});

test('every article in the corpus is a citation of its own, and every instrument has text', () => {
  for (const [instrument, articles] of TEXTS) {
    for (const article of articles.keys()) {
      const id = article === '' ? instrument : `${instrument}_${article.replace('之', '_')}`;
      assert.ok(citation(id).ok, id);
    }
  }
  assert.deepEqual([...TEXTS.keys()].sort(), [...INSTRUMENTS.keys()].sort());
});

test('every charge in force stands in an article of the corpus', () => {
  for (const { article, cites, code } of CHARGES) {
    assert.ok(cites.length > 0, code);
    for (const id of cites) {
      const found = citation(id);
      assert.ok(found.ok, `${code} ${id}`);
    }
    const first = citation(cites[0] ?? '');
    assert.ok(first.ok && first.value.article === article, code);
  }
});

test('every period of the law cites text that exists', () => {
  for (const { cite: id } of Object.values(SEALING_PERIODS)) assert.ok(resolveCitation(id).ok, id);
});

for (const id of ['CPL_999', 'CPL_286_3', 'CPL_286_1_1', 'CPL_200_4', 'CPL_200_0', 'CPL', 'XX_1', '', 'CPL_', 'CL_17_99',
  'CPL_286_1_1_1', '__proto__', 'CPL_constructor', `CPL_${'1'.repeat(100)}`]) {
  test(`refuses the id “${id.slice(0, 20)}”`, () => {
    assert.deepEqual(citation(id), { ok: false, error: { code: 'CITATION_UNKNOWN' } });
    assert.deepEqual(resolveCitation(id), { ok: false, error: { code: 'CITATION_UNKNOWN' } });
  });
}

test('an id of our own that does not exist is a bug', () => {
  assert.throws(() => cite('CPL_999'), /bug: missing citation/);
});

test('digests never pass as quotations, and proposals never as law', () => {
  for (const id of ['M2022_4_1', 'MPS2021_10', 'APL_48', 'REF1034']) {
    const resolved = resolveCitation(id);
    assert.ok(resolved.ok && !resolved.value.verbatim, id);
  }
  const proposal = resolveCitation('S001_VIEW_1');
  assert.ok(proposal.ok && proposal.value.instrument.status === 'proposal' && proposal.value.verbatim);
  const law = resolveCitation('CPL_286_1');
  assert.ok(law.ok && law.value.instrument.status === 'inForce' && law.value.verbatim);
});

// Sentences that source files, documents and packs print, byte for byte.
const QUOTED = [
  ['CPL_286_1', '犯罪的时候不满十八周岁，被判处五年有期徒刑以下刑罚的，应当对相关犯罪记录予以封存。'],
  ['CPL_105_2', '期间开始的时和日不算在期间以内。'],
  ['PSAP_136', '违反治安管理的记录应当予以封存，不得向任何单位和个人提供或者公开，但有关国家机关为办案需要或者有关单位根据国家规定进行查询的除外。'],
  ['CL_99', '本法所称以上、以下、以内，包括本数。'],
  ['SPC2006_2', '刑法第十七条规定的“周岁”，按照公历的年、月、日计算，从周岁生日的第二天起算。'],
  ['CL_100_2', '犯罪的时候不满十八周岁被判处五年有期徒刑以下刑罚的人，免除前款规定的报告义务。'],
  ['S001_FIRST_OFFENDER', '各界普遍认为应限定于初犯,排除累犯和再犯。'],
] as const;
for (const [id, sentence] of QUOTED) {
  test(`${id} holds “${sentence.slice(0, 14)}…” byte for byte`, () => {
    const resolved = resolveCitation(id);
    assert.ok(resolved.ok && resolved.value.text.includes(sentence));
  });
}

const SOURCES = [['../calendar/age.ts'], ['../calendar/term.ts'], ['../calendar/deadline.ts'], ['../recidivism/recidivism.ts']] as const;
test('the sentences of law above our own code are in the corpus', () => {
  const words = [...TEXTS.values()].flatMap((articles) => [...articles.values()]).flat().map((p) => p.text).join('\n');
  for (const [file] of SOURCES) {
    const source = readFileSync(new URL(file, import.meta.url), 'utf8');
    const quotes = source.matchAll(/^\/\/ 「(.+(?:\n\/\/ {3}.+)*)」$/gm);
    let count = 0;
    for (const [, raw = ''] of quotes) {
      const sentence = raw.replaceAll(/\n\/\/ {3}/g, '');
      assert.ok(words.includes(sentence), `${file}: ${sentence}`);
      count += 1;
    }
    assert.ok(count > 0, file);
  }
});

test('statute numerals read as statutes print them', () => {
  const numerals = [[1, '一'], [10, '十'], [17, '十七'], [20, '二十'], [100, '一百'], [105, '一百零五'], [110, '一百一十'],
    [115, '一百一十五'], [286, '二百八十六'], [300, '三百'], [581, '五百八十一']] as const;
  for (const [value, zh] of numerals) assert.equal(statuteNumeral(value), zh);
});

const STATUTES = '../shared/law/statutes';
test('verbatim articles are in the source texts word for word', (t) => {
  if (!existsSync(STATUTES)) return t.skip('shared law files are absent');
  const all = readdirSync(STATUTES).map((name) => readFileSync(`${STATUTES}/${name}`, 'utf8')).join('\n')
    + readFileSync('../shared/law/criminal_law.json', 'utf8').replaceAll('\\n', '\n');
  for (const [id, articles] of TEXTS) {
    if (INSTRUMENTS.get(id)?.verbatim !== true || INSTRUMENTS.get(id)?.status === 'proposal' || id === 'O2012') continue;
    for (const [article, paragraphs] of articles) {
      for (const line of paragraphs.flatMap((paragraph) => paragraph.text.split('\n'))) {
        assert.ok(all.includes(line), `${id}_${article}`);
      }
    }
  }
});

const SEEDS = '../shared/seeds';
test('sentences of the scholarly proposals are in their articles word for word, whatever the line breaks', (t) => {
  if (!existsSync(SEEDS)) return t.skip('shared seeds are absent');
  const all = readdirSync(SEEDS).map((name) => readFileSync(`${SEEDS}/${name}`, 'utf8').replaceAll(/\s+/g, '')).join('\n');
  for (const id of ['S003', 'S004']) {
    for (const [article, paragraphs] of TEXTS.get(id) ?? []) {
      for (const { text } of paragraphs) assert.ok(all.includes(text.replaceAll(/\s+/g, '')), `${id}_${article}`);
    }
  }
});
