import assert from 'node:assert/strict';
import { test } from 'node:test';
import { civil } from '@fengcun/kernel';
import { splitSections } from '../text/sections.ts';
import { refuseDocument } from './document-type.ts';
import { readSignature, type SignatureReading } from './signature.ts';

const BODY = '云溪县人民法院 刑事判决书 （2019）云9901刑初12号 公诉机关云溪县人民检察院。 被告人王小满，男。 云溪县人民检察院以云检刑诉〔2019〕9号起诉书'
  + '指控被告人王小满犯盗窃罪，于2019年4月1日向本院提起公诉。现已审理终结。 本院认为，事实清楚，判决如下： 被告人王小满犯盗窃罪，判处拘役三个月。 如不服本判决，可上诉。 ';
const sign = (signature: string, last?: string): SignatureReading => {
  const text = BODY + signature;
  return last === undefined ? readSignature(text, splitSections(text)) : readSignature(text, splitSections(text), civil(last));
};

const SIGNED = [
  '审判员李大山 二〇一九年五月六日 书记员赵小河',
  '审判员李大山 二〇一九年五月六日书记员赵小河',
  '审判长李大山人民陪审员钱某人民陪审员孙某 二○一九年五月六日 书记员赵小河',
  '审判员李大山 二O一九年五月六日 （代）书记员赵小河',
  '审判员李大山 二0一九年五月六日 法官助理孙某 书记员赵小河 速录员周某',
  '审判员李大山 法官助理孙某 二〇一九年五月六日 书记员赵小河',
  '审判长：李大山 二〇一九年五月六日 法官助理：孙某 书记员：赵小河 附页： 本案适用的法律条文 2017年11月4日修正',
  '审判员李大山 二〇一九年五月六日 本件与原本核对无异代书记员赵小河 。PAGE。2。 第3页共3页',
  '审判员李大山 二〇一九年五月六日 书记员赵小河 打印：孙某校对：钱某2019年月日送达',
  '审 判 员　李大山 二〇一九年五月六日 书 记 员　赵小河 附：《中华人民共和国刑法》（1997年3月14日修订）',
  '审判员李大山 二〇一九年五月六日',
  '审判员李大山 2019年5月6日 书记员赵小河',
  '审判员李大山 二〇一九年五月六日 书记员赵小河 审判员李大山 二〇一九年五月六日 书记员赵小河',
];

test('the judgment date stands before the clerk, whatever follows', () => {
  for (const signature of SIGNED) assert.equal(sign(signature).judgmentDate?.value, '2019-05-06', signature);
});

test('a garbled, incomplete or missing date is a problem without a value', () => {
  for (const date of ['二Ο二Ο一九年五月六日', '二〇一九年五月××日', '二〇一九年五月六无', '二〇一九年五月三十二日']) {
    const read = sign(`审判员李大山 ${date} 书记员赵小河`);
    assert.equal(read.judgmentDate, undefined, date);
    assert.deepEqual(read.problems.map(({ code }) => code), ['JUDGMENT_DATE_DOUBTFUL'], date);
  }
  assert.deepEqual(sign('审判员李大山 书记员赵小河').problems.map(({ code }) => code), ['JUDGMENT_DATE_MISSING']);
});

test('a date before the indictment or the last measure is given as printed and doubted', () => {
  const early = sign('审判员李大山 二〇一八年五月六日 书记员赵小河');
  assert.equal(early.judgmentDate?.value, '2018-05-06');
  assert.deepEqual(early.problems.map(({ code }) => code), ['JUDGMENT_DATE_BEFORE_PROCEEDINGS']);
  const signed = '审判员李大山 二〇一九年五月六日 书记员赵小河';
  assert.deepEqual(sign(signed, '2019-05-06').problems, []);
  assert.equal(sign(signed, '2019-05-07').problems[0]?.code, 'JUDGMENT_DATE_BEFORE_PROCEEDINGS');
});

const REFUSED: readonly (readonly [string, string])[] = [
  ['', 'EMPTY'],
  [' \n\u3000\t', 'EMPTY'],
  ['云溪县人民法院 民事判决书 （2019）云9901民初12号 原告王小满，男。 被告李大山，男。 本院认为，合同有效，判决如下： 被告李大山偿还借款。 审判员孙某', 'NOT_CRIMINAL'],
  ['云溪县人民法院 行政判决书 （2019）云9901行初12号 原告王小满。 被告云溪县公安局。 本院认为，程序合法，判决如下： 驳回诉讼请求。', 'NOT_CRIMINAL'],
  ['云溪县人民法院 民事判决书 （2019）云9901民初12号 原告王小满诉称，（2018）云9901刑初3号刑事判决书已生效。 本院认为，被告人已被判刑，判决如下： 赔偿。', 'NOT_CRIMINAL'],
  ['云溪县人民法院 执行裁定书 （2019）云9901执12号 申请执行人王小满。 本院认为，裁定如下： 终结执行。', 'NOT_CRIMINAL'],
  ['云溪县人民检察院 起诉书 云检刑诉〔2019〕9号 被告人王小满，男。 本院认为，被告人王小满的行为构成盗窃罪。此致 云溪县人民法院', 'NOT_A_JUDGMENT'],
  ['云溪县人民检察院 不起诉决定书 云检刑不诉〔2019〕9号 被不起诉人王小满。 本院认为，情节轻微，决定不起诉。', 'NOT_A_JUDGMENT'],
  ['中华人民共和国刑法 第一条 为了惩罚犯罪，保护人民。 第二百六十四条 盗窃公私财物，处三年以下有期徒刑。', 'NOT_A_JUDGMENT'],
  ['本报讯 记者昨日从云溪县人民法院获悉，被告人王小满因盗窃罪被判处有期徒刑一年。法院作出（2019）云9901刑初12号刑事判决书，现已生效。', 'NOT_A_JUDGMENT'],
  ['春天来了，花开了，孩子们在草地上放风筝，远处的山还戴着一点点雪。', 'NOT_A_JUDGMENT'],
  ['经审理查明，2019年1月2日，被告人王小满窃得手机一部。上述事实，有云溪县人民法院（2013）云刑初字第5号刑事判决书、释放证明证实。', 'NOT_A_JUDGMENT'],
];

test('what is no criminal judgment is refused with its reason', () => {
  for (const [text, code] of REFUSED) assert.equal(refuseDocument(text)?.code, code, text.slice(0, 40));
});

const ACCEPTED = [
  BODY,
  BODY.replace('刑事判决书', '刑事裁定书').replace('判决如下', '裁定如下'),
  BODY.replace('刑事判决书', '刑 事 判 决 书'),
  BODY.replace('刑事判决书', '刑事附带民事判决书'),
  BODY.replace('云溪县人民法院 刑事判决书', '王小满盗窃一审刑事判决书云溪县人民法院刑事判决书').replace(/ /g, ''),
  BODY.slice(BODY.indexOf('被告人')),
  BODY.slice(0, BODY.indexOf('本院认为')),
];

test('criminal judgments and rulings are accepted, also with parts missing', () => {
  for (const text of ACCEPTED) assert.equal(refuseDocument(text), undefined, text.slice(0, 60));
});

test('a refusal never repeats the document', () => {
  for (const [text] of REFUSED) assert.ok(!/王小满|李大山/.test(refuseDocument(text)?.message ?? ''), text.slice(0, 20));
});
