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
