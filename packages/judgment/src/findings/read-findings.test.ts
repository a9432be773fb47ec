import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readJudgment } from '../read-judgment.ts';

const BORN = '，1980年5月6日出生';

const judgment = (names: readonly string[], reasoning: string, facts = '', born = BORN): string =>
  '山城县人民法院 刑事判决书 （2020）甲0101刑初12号 公诉机关山城县人民检察院。 '
  + names.map((name) => `被告人${name}，男${born}，汉族，务工，住山城县。 `).join('')
  + `公诉机关指控，2020年2月3日，${names.map((name) => `被告人${name}`).join('、')}窃取财物。 经审理查明的事实与指控一致。 ${facts}`
  + `本院认为，${reasoning}依照《中华人民共和国刑法》第二百六十四条、第六十四条之规定，判决如下： `
  + names.map((name) => `被告人${name}犯盗窃罪，判处有期徒刑一年。 `).join('')
  + '如不服本判决，可在接到判决书的第二日起十日内上诉。 审判员 石一 二〇二〇年六月一日 书记员 云二';

const findingsOf = (names: readonly string[], reasoning: string, facts = ''): readonly string[] => {
  const reading = readJudgment(judgment(names, reasoning, facts));
  assert.ok(reading.ok);
  return reading.value.defendants.map((defendant) => Object.keys(defendant.findings).sort().join(','));
};

const ONE = ['甄一'];

test('the court\'s own findings are taken, denials are not', () => {
  const rows: readonly (readonly [reasoning: string, findings: string])[] = [
    ['被告人甄一在刑罚执行完毕后五年内再犯应当判处有期徒刑以上刑罚之罪，系累犯，应当从重处罚。', 'recidivist'],
    ['被告人甄一不构成累犯。', ''],
    ['被告人甄一自动投案，如实供述自己的罪行，系自首，可以从轻处罚。', 'surrender'],
    ['被告人甄一经传唤到案，没有归案的主动性，不构成自首。', ''],
    ['被告人甄一虽不具有自首情节，但如实供述自己的罪行，可以从轻处罚。', 'confession'],
    ['被告人甄一主动到公安机关投案，如实供述自己的罪行，依照刑法第六十七条第一款，可以从轻处罚。', 'surrender'],
    ['被告人甄一归案后如实供述自己的罪行，依法可以从轻处罚。', 'confession'],
    ['被告人甄一有坦白情节，可从轻处罚。', 'confession'],
    ['被告人甄一当庭自愿认罪，酌情从轻处罚。', ''],
    ['被告人甄一未如实供述，不予从轻处罚。', ''],
    ['被告人甄一协助抓获同案犯，有立功表现，可以从轻处罚。', 'merit'],
    ['被告人甄一检举他人，未查证属实，依法不构成立功。', ''],
    ['被告人甄一自愿认罪认罚，可以从宽处理。', 'pleaLeniency'],
    ['被告人甄一系毒品再犯，应从重处罚。', 'drugRecidivist'],
    ['被告人甄一曾因犯贩卖毒品罪被判过刑，又犯贩卖毒品罪，依照刑法第三百五十六条，从重处罚。', 'drugRecidivist'],
    ['被告人甄一有犯罪前科，酌情从重处罚。', ''],
    ['依照《最高人民法院关于处理自首和立功具体应用法律若干问题的解释》处理。', ''],
    ['被告人甄一触犯刑法第二百六十七条第一款。', ''],
  ];
  for (const [reasoning, findings] of rows) assert.deepEqual(findingsOf(ONE, reasoning), [findings], reasoning);
});

test('positions of prosecution and defence count only when the court adopts them', () => {
  const rows: readonly (readonly [reasoning: string, findings: string])[] = [
    ['辩护人提出被告人甄一有自首情节的辩护意见，与查明的事实不符，不予采纳。', ''],
    ['辩护人提出被告人甄一有自首情节的辩护意见，予以采纳。', 'surrender'],
    ['辩护人提出被告人甄一系自首、初犯，请求从轻处罚。', ''],
    ['公诉机关关于被告人甄一系累犯的意见成立，本院予以支持。', 'recidivist'],
    ['关于公诉机关对甄一系累犯的指控，本院认为前罪刑满已逾五年，不构成累犯，不予支持。', ''],
    ['公诉机关指控的事实清楚，罪名成立，被告人甄一系累犯，应从重处罚。', 'recidivist'],
    ['控辩双方关于被告人甄一系自首的意见，合法有据，本院予以采纳。', 'surrender'],
    ['辩护人提出被告人系初犯的意见，予以采纳；但提出被告人甄一有立功表现的意见，理由不成立，不予采纳。', ''],
    ['辩护人以被告人坦白、认罪认罚为由请求从宽处罚的意见，本院予以采纳。', 'confession,pleaLeniency'],
  ];
  for (const [reasoning, findings] of rows) assert.deepEqual(findingsOf(ONE, reasoning), [findings], reasoning);
});

test('in joint cases each finding goes to the person it is about', () => {
  const names = ['甄一', '贾二', '易三'];
  assert.deepEqual(findingsOf(names, '被告人甄一系累犯，应从重处罚；被告人贾二、易三自动投案并如实供述，系自首，可从轻处罚。'),
    ['recidivist', 'surrender', 'surrender']);
  assert.deepEqual(findingsOf(names, '三被告人均如实供述自己的罪行，可以从轻处罚；其中甄一有立功表现。'),
    ['confession,merit', 'confession', 'confession']);
  assert.deepEqual(findingsOf(names, '被告人贾二系累犯，其归案后如实供述自己的罪行，可以从轻处罚。'), ['', 'confession,recidivist', '']);
});

test('under eighteen is a finding about the defendant, never about a victim', () => {
  const rows: readonly (readonly [reasoning: string, findings: string])[] = [
    ['被告人甄一犯罪时不满十八周岁，应当从轻处罚。', 'juvenileAtOffence'],
    ['被告人甄一作案时系未成年人，依法减轻处罚。', 'juvenileAtOffence'],
    ['被告人甄一犯罪时已满十六周岁不满十八周岁，依法减轻处罚。', 'juvenileAtOffence'],
    ['被告人甄一与未成年人发生性关系，从重处罚。', ''],
    ['被害人不满十八周岁，从重处罚。', ''],
    ['被告人甄一容留未成年人吸食毒品。', ''],
    ['被告人甄一提供场所给未成年人吸食毒品。', ''],
    ['被告人甄一明知贾某系未成年人仍实施侵害。', ''],
    ['被告人甄一系未成年人，应当从轻处罚。', 'juvenileAtOffence'],
    ['鉴于系未成年被告人，应当从轻处罚。', 'juvenileAtOffence'],
    ['被告人甄一部分作案时系未成年人，应从轻处罚。', ''],
  ];
  for (const [reasoning, findings] of rows) {
    const reading = readJudgment(judgment(ONE, reasoning, '', ''));
    assert.ok(reading.ok);
    assert.equal(Object.keys(reading.value.defendants[0]?.findings ?? {}).join(), findings, reasoning);
  }
});

test('words about the age are held against the dates, and the dates alone are a doubt', () => {
  const words = '被告人甄一犯罪时不满十八周岁，应当从轻处罚。';
  const rows: readonly (readonly [reasoning: string, born: string, isFound: boolean, codes: readonly string[]])[] = [
    [words, '，1980年5月6日出生', false, ['JUVENILE_CONTRADICTS']],
    [words, '，2002年2月2日出生', false, ['JUVENILE_CONTRADICTS']],
    // The 18th birthday itself still counts as under eighteen (法释〔2006〕1号 第2条).
    [words, '，2002年2月3日出生', true, []],
    [words, '，2003年5月6日出生', true, []],
    ['罪名成立。', '，2002年2月2日出生', false, []],
    ['罪名成立。', '，2002年2月3日出生', true, ['JUVENILE_CONTRADICTS']],
  ];
  for (const [reasoning, born, isFound, codes] of rows) {
    const reading = readJudgment(judgment(ONE, reasoning, '', born));
    assert.ok(reading.ok);
    assert.equal(reading.value.defendants[0]?.findings.juvenileAtOffence?.value === true, isFound, `${reasoning}${born}`);
    assert.deepEqual(reading.value.problems.map((problem) => problem.code), codes, `${reasoning}${born}`);
  }
});

test('an undertaking signed at the hearing is the plea regime; one refused is not', () => {
  assert.deepEqual(findingsOf(ONE, '罪名成立。', '被告人甄一对指控无异议且签字具结。 '), ['pleaLeniency']);
  assert.deepEqual(findingsOf(ONE, '罪名成立。', '被告人甄一不认罪认罚。 '), ['']);
});
