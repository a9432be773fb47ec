import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { civil, present } from '@fengcun/kernel';
import type { DocumentFacts } from './facts/facts.ts';
import { checkFacts } from './facts/check-facts.ts';
import { renderPdf, type RenderedPdf } from './render.ts';
import { readPdf } from './testing/read-pdf.ts';
import { sampleFacts, sampleFont, valueOf, withFields } from './testing/samples.ts';
import type { Template } from './templates/template.ts';
import { templateById, TEMPLATES } from './templates/templates.ts';

const render = (id: string, facts: DocumentFacts = sampleFacts(id)): RenderedPdf =>
  valueOf(renderPdf(sampleFont(), { template: present(templateById(id), id), facts }));

for (const template of TEMPLATES) {
  test(`${template.id}: everything of the paper is read back from the file by another program`, async () => {
    const facts = sampleFacts(template.id);
    const read = await readPdf(render(template.id).bytes);
    const fields = valueOf(checkFacts(template, facts));
    // An organ dates its papers in full below; who signs an undertaking finds the day among its facts.
    const day = template.isSignedByRecipient === true ? present(fields.get('issuedOn'), 'a day').text : '二〇二六年十一月二十一日';
    const shown = [template.title, '虚0101', facts.caseCode?.printed ?? '', day];
    for (const part of [...shown, fields.get('number')?.text ?? '']) assert.ok(read.text.includes(part), part);
    for (const { name, type } of template.fields) {
      // What only decides which sentence stands is not printed itself.
      if (name === 'sealing') continue;
      const field = present(fields.get(name), name);
      for (const part of type === 'list' ? field.items ?? [] : [field.text]) assert.ok(read.text.includes(part), `${name}: ${part}`);
    }
    assert.ok(!read.text.includes('{'), 'no place is left unfilled');
    assert.ok(!read.text.includes(present(facts.subject, 'subject')), 'the pseudonym is not printed');
  });
}

test('the order of reading is that of the paper: organ, title, number, recipients, person, duties, organ, day', async () => {
  const { text } = await readPdf(render('seal-notice').bytes);
  const order = [
    '虚构市松江口区人民法院', '犯罪记录封存通知书', '（2026）虚0101封通字第17号', '虚构市公安局松江口分局：', '林小舟', '000000200803020015',
    '一、请自收到', '二、犯罪记录被封存的', '三、在电子信息系统中', '四、封存后', '二〇二六年十一月二十一日', '犯罪记录封存通知书（回执）', '收到日期：', '单位（印章）：',
  ];
  let at = 0;
  for (const part of order) {
    const found = text.indexOf(part, at);
    assert.ok(found >= at, `${part} after what comes before it`);
    at = found + part.length;
  }
});

test('the receipt names number and organ, and not the person', async () => {
  const { text } = await readPdf(render('seal-notice').bytes);
  const receipt = text.slice(text.indexOf('（回执）'));
  assert.ok(receipt.includes('（2026）虚0101封通字第17号'));
  for (const personal of ['林小舟', '000000200803020015', '2008年3月2日', '盗窃']) assert.ok(!receipt.includes(personal));
});

test('a file says its title, language, template and day, is tagged, and names nobody', async () => {
  const read = await readPdf(render('seal-notice').bytes);
  assert.equal(read.info['Title'], '犯罪记录封存通知书 （2026）虚0101封通字第17号');
  assert.equal(read.info['Subject'], 'seal-notice/1');
  assert.equal(read.info['CreationDate'], "D:20261121000000+08'00'");
  assert.equal(read.language, 'zh-CN');
  assert.equal(read.marked, true);
  for (const role of ['H1', 'H2', 'P', 'Table', 'TR', 'TH', 'TD', 'Figure', 'Sect']) assert.ok(read.roles.includes(role), role);
  assert.deepEqual(read.alternatives, ['一案一码二维码：8H3K-2M4P-9QRS-TV0X-57']);
  assert.ok(!`${JSON.stringify(read.info)}${read.xmp}`.includes('林小舟'));
});

test('a paper of another template is told apart, and each page says its place', async () => {
  const read = await readPdf(render('rights-and-duties').bytes);
  assert.ok(read.pages.length > 1);
  read.pages.forEach((page, i) => {
    assert.ok(page.includes(`第 ${i + 1} 页 共 ${read.pages.length} 页`));
    assert.ok(page.includes('rights-and-duties · 1（样式待与官方文本核对）'));
  });
});

test('clauses stand where their condition holds, and nowhere else', async () => {
  const sealed = await readPdf(render('release-notice').bytes);
  const open = await readPdf(render('release-notice', withFields('release-notice', { sealing: 'open' })).bytes);
  assert.ok(sealed.text.includes('监狱法第一百一十五条'));
  // A person whose record is not sealed gets no word of sealing.
  assert.ok(!open.text.includes('封存'));
  const alone = await readPdf(render('rights-and-duties', withFields('rights-and-duties', { guardianName: undefined })).bytes);
  assert.ok(!alone.text.includes('法定代理人（近亲属）'));
  assert.ok(!alone.text.includes('法定代理人（签名）'));
});

test('办法5、6: what the platform does not know of a dossier is a line for whoever keeps it, never a guess', async () => {
  const known = await readPdf(render('cover-mark').bytes);
  const blank = { caseNumber: undefined, dossier: undefined, place: undefined };
  const unknown = await readPdf(render('cover-mark', withFields('cover-mark', { kind: 'otherCase', ...blank })).bytes);
  for (const line of ['案号：', '案卷编号：', '封存信息所在卷页：']) {
    assert.ok(unknown.text.includes(line) && !known.text.includes(line), line);
  }
  assert.equal(unknown.pages.length, 1);
});

test('办法22: an opinion on an order that nobody saw delivered says so, and names no day of receipt', async () => {
  const { text } = await readPdf(render('corrective-opinion', withFields('corrective-opinion', { receivedOn: undefined })).bytes);
  assert.ok(text.includes('尚无送达记录') && !text.includes('已于'));
});

test('a character without a shape is a box with its code beside it, and its text is not lost', async () => {
  const { text } = await readPdf(render('seal-notice', withFields('seal-notice', { personName: '\u{20BB7}野\u{30EDE}' })).bytes);
  assert.ok(text.includes('\u{20BB7}野\u{30EDE}'), 'read back as it was written');
  assert.ok(text.includes('有 2 个字在所用字库中没有相应字形'));
  assert.ok(text.includes('U+20BB7、U+30EDE'));
  const usual = await readPdf(render('seal-notice').bytes);
  assert.ok(!usual.text.includes('字库'), 'no note where there is no box');
});

test('a rare character also where only the end of the paper has it; a variant is named with its selector', async () => {
  const organ = await readPdf(render('cover-mark', sampleFacts('cover-mark', { organ: '虚构\u{20BB7}县人民法院' })).bytes);
  assert.ok(organ.text.includes('U+20BB7'));
  const variant = await readPdf(render('seal-notice', withFields('seal-notice', { personName: '葛\u{E0101}' })).bytes);
  assert.ok(variant.text.includes('U+845B（异体字形 U+E0101）'));
});

test('a field of the greatest length is printed whole', async () => {
  const reasons = Array.from({ length: 8 }, (_, i) => `${i}`.repeat(2) + '理由很长'.repeat(49));
  const { text, pages } = await readPdf(render('not-sealed-notice', withFields('not-sealed-notice', { reasons })).bytes);
  for (const reason of reasons) assert.ok(text.replaceAll(/第 \d 页.*?第17号/g, '').includes(reason.slice(0, 20)));
  assert.equal(text.split('理由很长').length - 1 >= 8 * 45, true);
  assert.ok(pages.length > 2);
});

/** Every field as long as its bounds allow, each with a character of its own that no template prints. */
const fullest = (template: Template): Readonly<Record<string, unknown>> =>
  Object.fromEntries(template.fields.map((field, i) => {
    const letters = (length: number): string => String.fromCodePoint(0x3400 + i).repeat(length);
    switch (field.type) {
      case 'text': return [field.name, letters(field.max)];
      case 'list': return [field.name, Array.from({ length: field.maxItems }, () => letters(field.max))];
      default: return [field.name, sampleFacts(template.id).fields[field.name]];
    }
  }));

for (const template of TEMPLATES) {
  test(`${template.id}: with every field at its bound nothing is lost and nothing leaves the paper`, async () => {
    const facts = sampleFacts(template.id, { organ: '虚'.repeat(40), organWord: '构'.repeat(20), sequence: 9_999_999, fields: fullest(template) });
    const { text, outside } = await readPdf(render(template.id, facts).bytes);
    // A watermark goes over the edges on purpose, again and again.
    const across = template.fields.findIndex(({ name }) => name === template.watermark);
    assert.deepEqual(outside.filter((line) => across < 0 || !line.startsWith(String.fromCodePoint(0x3400 + across))), []);
    template.fields.forEach((field, i) => {
      if (field.type !== 'text' && field.type !== 'list') return;
      const expected = field.max * (field.type === 'list' ? field.maxItems : 1);
      assert.ok(text.split(String.fromCodePoint(0x3400 + i)).length - 1 >= expected, field.name);
    });
  });
}

const NAME = fc.string({ unit: fc.integer({ min: 0x4e00, max: 0x2ffff }).filter((point) => (point < 0xa000 || point > 0x20000)).map((point) => String.fromCodePoint(point)), minLength: 1, maxLength: 12 })
  .filter((name) => !/\p{Cn}|\p{Co}/u.test(name));
const DAY = fc.date({ min: new Date('1990-01-01'), max: new Date('2099-12-31'), noInvalidDate: true }).map((date) => civil(date.toISOString().slice(0, 10)));

test('the same facts give the same bytes; other facts give others', () => {
  fc.assert(fc.property(NAME, DAY, fc.integer({ min: 1, max: 9_999_999 }), fc.constantFrom(...TEMPLATES), (organ, issuedOn, sequence, template) => {
    const facts = (): DocumentFacts => sampleFacts(template.id, { organ, issuedOn, sequence });
    const once = render(template.id, facts()).bytes;
    assert.equal(Buffer.compare(once, render(template.id, facts()).bytes), 0);
    assert.notEqual(Buffer.compare(once, render(template.id, { ...facts(), sequence: sequence === 1 ? 2 : sequence - 1 }).bytes), 0);
  }), { numRuns: 40 });
});

test('whatever the name, it is read back letter for letter', async () => {
  await fc.assert(fc.asyncProperty(NAME, async (personName) => {
    const { text } = await readPdf(render('unseal-notice', withFields('unseal-notice', { personName })).bytes);
    assert.ok(text.includes(personName));
  }), { numRuns: 25 });
});
