import assert from 'node:assert/strict';
import { test } from 'node:test';
import { present } from '@fengcun/kernel';
import { renderPdf } from '../render.ts';
import { templateById } from '../templates/templates.ts';
import { readPdf } from '../testing/read-pdf.ts';
import { sampleFacts, sampleFont, valueOf, withFields } from '../testing/samples.ts';

const letter = (fields: Readonly<Record<string, unknown>>): Uint8Array => valueOf(renderPdf(sampleFont(), {
  template: present(templateById('inquiry-result-letter'), 'a template'), facts: withFields('inquiry-result-letter', fields),
})).bytes;
const MARK = '虚构单位 沈某遥 2026-11-21 10:00:00';

test('the watermark stands on every page, again and again, also where the list is long', async () => {
  const items = Array.from({ length: 40 }, (_, i) => `盗窃罪，有期徒刑${i + 1}个月`);
  const { pages, text } = await readPdf(letter({ items, watermark: MARK }));
  assert.ok(pages.length > 1);
  const marks = text.split(MARK.slice(0, 8)).length - 1;
  assert.ok(marks >= pages.length * 6, `${marks} on ${pages.length} pages`);
});

test('another inquirer or another second gives another paper; without the field there is none', () => {
  const one = letter({ watermark: MARK });
  assert.notEqual(Buffer.compare(one, letter({ watermark: MARK.replace('10:00:00', '10:00:01') })), 0);
  const facts = sampleFacts('inquiry-result-letter');
  const { watermark: _gone, ...fields } = facts.fields;
  const refused = renderPdf(sampleFont(), { template: present(templateById('inquiry-result-letter'), 'a template'), facts: { ...facts, fields } });
  assert.ok(!refused.ok);
});

test('an undertaking and a letter of ordinary length are one sheet each; whoever signs the undertaking is not the organ', async () => {
  const person = { personName: '林小禾', personNumber: '110105199003070011', inquirer: '虚构市第一实验小学', officer: '沈某遥', basis: '《中华人民共和国未成年人保护法》（2024年修正）第六十二条' };
  const found = letter({
    ...person, scope: '性侵害、虐待、拐卖、暴力伤害等违法犯罪记录', result: 'found', items: ['猥亵儿童罪，有期徒刑十个月'], watermark: MARK,
    undertaking: '（2026）虚0101查诺字第1号', recheckOn: '2027-11-20', limits: undefined,
  });
  assert.equal((await readPdf(found)).pages.length, 1);
  const undertaking = await readPdf(valueOf(renderPdf(sampleFont(), {
    template: present(templateById('confidentiality-undertaking'), 'a template'), facts: withFields('confidentiality-undertaking', {
      ...person, officerNumber: '110105198501020021', reasons: '拟聘用为教师，依法查询有无性侵害、虐待、拐卖、暴力伤害等违法犯罪记录',
      scopeOfUse: '仅限本次招聘审查使用，不作他用', validUntil: '2026-12-01', limits: undefined,
    }),
  })).bytes);
  assert.equal(undertaking.pages.length, 1);
  assert.ok(undertaking.text.includes('查询人员（签名）') && !undertaking.text.includes('（印 章）虚构'));
});
