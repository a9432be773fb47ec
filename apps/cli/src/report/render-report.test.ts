import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import type { ReportDocument, ReportModel } from './model.ts';
import { renderReport } from './render-report.ts';
import { SAMPLE_MODEL } from './testing/sample-model.ts';

const page = renderReport(SAMPLE_MODEL);
const HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(2)>\'&\u202e\u0000\u001b[31m</details></li>';
const withoutStyle = (markup: string): string => markup.replace(/<style>[\s\S]*?<\/style>/, '');

const sample = SAMPLE_MODEL.documents[0];
const hostileDocument = (): ReportDocument => {
  assert.ok(sample !== undefined);
  const person = sample.persons[0];
  assert.ok(person !== undefined);
  return {
    ...sample, id: HOSTILE, source: HOSTILE, format: HOSTILE, status: 'refused', text: HOSTILE + (sample.text ?? ''),
    refusal: { code: HOSTILE, message: { zh: HOSTILE, en: HOSTILE } }, fields: [{ label: HOSTILE, value: HOSTILE }],
    persons: [{ ...person, name: HOSTILE, headline: HOSTILE, reason: { zh: HOSTILE, en: HOSTILE }, explain: { zh: HOSTILE, en: HOSTILE } }],
    problems: [{ code: HOSTILE, message: { zh: HOSTILE, en: HOSTILE }, span: { start: 3, end: 40 } }],
  };
};
const hostilePage = renderReport({ ...SAMPLE_MODEL, asOf: HOSTILE, documents: [hostileDocument()] });

/** Tags in order, without attributes; enough to see whether the markup still closes what it opens. */
const tags = (markup: string): readonly string[] => [...markup.matchAll(/<(\/?[a-z][a-z0-9]*)/g)].map((match) => match[1] ?? '');
const VOID = new Set(['meta', 'br', 'input', 'rect', 'col', 'wbr']);

const unbalanced = (markup: string): readonly string[] => {
  const open: string[] = [];
  for (const tag of tags(withoutStyle(markup))) {
    if (tag.startsWith('/')) {
      if (tag !== '/rect' && open.pop() !== tag.slice(1)) return [tag];
    } else if (!VOID.has(tag)) open.push(tag);
  }
  return open;
};

test('hostile text in any field stays text: no element, attribute or control character of it reaches the page', () => {
  assert.equal(/<script|<img|onerror=alert\(2\)>'|\u202e|\u0000|\u001b/.test(hostilePage), false);
  assert.ok(hostilePage.includes('&lt;script&gt;alert(1)'));
  assert.ok(hostilePage.includes('[U+202E]'), 'a reordering character is printed by its name');
  assert.deepEqual(unbalanced(hostilePage), []);
});

test('every element that is opened is closed in order', () => assert.deepEqual(unbalanced(page), []));

test('the page asks for nothing: no script, no address outside itself, and a policy that forbids both', () => {
  assert.equal(/<script|<link|<iframe|<object|<form|@import|url\(/i.test(page), false);
  assert.equal(/(?:https?:)?\/\/[a-z]/i.test(withoutStyle(page)), false);
  assert.equal(/\sstyle="/.test(page), false, 'a style attribute would need an exception from the policy');
  const policy = (/Policy" content="([^"]*)"/.exec(page)?.[1] ?? '').replaceAll('&#39;', "'");
  const style = /<style>([\s\S]*?)<\/style>/.exec(page)?.[1] ?? '';
  const hash = createHash('sha256').update(style).digest('base64');
  assert.equal(policy, `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`);
  const links = [...page.matchAll(/href="([^"]*)"/g)].map((match) => match[1] ?? '');
  assert.ok(links.length > 0 && links.every((link) => link.startsWith('#')));
});

test('ids are unique and every link inside the page has its target', () => {
  const ids = [...page.matchAll(/\sid="([^"]*)"/g)].map((match) => match[1] ?? '');
  assert.equal(new Set(ids).size, ids.length);
  const lost = [...page.matchAll(/(?:href="#|for=")([^"]*)"/g)].map((match) => match[1] ?? '').filter((id) => !ids.includes(id));
  assert.deepEqual(lost, []);
});

test('headings go down one step at a time, and every radio button has a label', () => {
  const levels = [...page.matchAll(/<h([1-6])/g)].map((match) => Number(match[1]));
  assert.equal(levels.filter((level) => level === 1).length, 1);
  levels.forEach((level, i) => assert.ok(i === 0 ? level === 1 : level <= (levels[i - 1] ?? 0) + 1, `h${level} at ${i}`));
  const inputs = [...page.matchAll(/<input[^>]*id="([^"]*)"/g)].map((match) => match[1] ?? '');
  inputs.forEach((id) => assert.ok(page.includes(`for="${id}"`), id));
});

test('both languages stand in the page, each marked as what it is; the model chooses which shows first', () => {
  for (const words of ['应当封存', 'to be sealed', '待人工判断', 'needs a person']) assert.ok(page.includes(words), words);
  assert.match(page, /<html lang="zh-CN">/);
  assert.match(page, /id="show-zh" checked/);
  const english = renderReport({ ...SAMPLE_MODEL, language: 'en' });
  assert.match(english, /<html lang="en">/);
  assert.match(english, /id="show-en" checked/);
  const zh = [...page.matchAll(/class="zh" lang="zh-CN"/g)].length;
  assert.equal(zh, [...page.matchAll(/class="en" lang="en"/g)].length);
});

test('a state is told by mark and words, a digest is never shown as a quotation, a proposal is called no law', () => {
  assert.match(page, /◐<\/span> <span class="zh" lang="zh-CN">应当封存/);
  assert.match(page, /（摘要，非原文）/);
  const proposal: ReportModel = {
    ...SAMPLE_MODEL, packs: SAMPLE_MODEL.packs.map((pack) => ({ ...pack, status: 'proposal' })),
  };
  assert.match(renderReport(proposal), /建议，不是法律/);
});

test('the words behind a finding are quoted and lead to their place in the text', () => {
  const link = /<a class="quote"[^>]*href="#(d0-\d+-\d+)">«决定执行有期徒刑三年»/.exec(page);
  assert.ok(link !== null);
  assert.ok(page.includes(`<a class="here" id="${link[1]}"></a><mark`));
});

test('the same model gives the same bytes, and a report of no document is a page too', () => {
  assert.equal(renderReport(SAMPLE_MODEL), page);
  assert.deepEqual(unbalanced(renderReport({ ...SAMPLE_MODEL, documents: [] })), []);
});

test('a hostile document of a million characters and 50,000 overlapping doubts neither fills the page nor holds it up', () => {
  assert.ok(sample !== undefined);
  const problems = Array.from({ length: 50_000 }, (_, i) =>
    ({ code: 'X', message: { zh: '疑', en: 'doubt' }, span: { start: i % 9000, end: (i % 9000) + 5000 } }));
  const large = renderReport({ ...SAMPLE_MODEL, documents: [{ ...sample, text: '封'.repeat(1_000_000), problems }] });
  assert.ok(large.length < 1_000_000, `${large.length} characters`);
  assert.match(large, /其余 940000 字未显示。/);
  assert.match(large, /其余 49900 处未列出。/);
});
