import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { askLab, LAB_QUESTIONS, simulate, type SimulateOptions } from '@fengcun/application';
import { civil } from '@fengcun/kernel';
import { choosePacks, loadPacks } from '../packs-folder.ts';
import { labCsv } from './output.ts';
import { renderLab } from './page.ts';

const packs = choosePacks(await loadPacks(), ['cn-a1', 'cn-c']);
const path = fileURLToPath(new URL('../../../../examples/population.parquet', import.meta.url));
const simulation: SimulateOptions = { path, packs, asOf: civil('2026-11-21') };
const result = await simulate(simulation);
assert.ok(result.ok);
const lab = await askLab({ simulation, result: result.value, questions: LAB_QUESTIONS });
assert.ok(lab.ok);
const page = await renderLab({ result: result.value, packs, language: 'zh' }, lab.value);

test('the page runs nothing and loads nothing: no script, handler, inline style or address of another place', () => {
  assert.doesNotMatch(page, /<script|<link|<iframe|<img|\son\w+=|\sstyle=|javascript:/i);
  assert.doesNotMatch(page.replaceAll(/xmlns(:xlink)?="http:\/\/www\.w3\.org\/[\w/]+"/g, ''), /https?:\/\//);
  assert.equal([...page.matchAll(/<style/g)].length, 1);
  assert.match(page, /content="default-src &#39;none&#39;; style-src &#39;sha256-/);
});

test('every chart is hidden from screen readers and has a table after it; ids stand once', () => {
  for (const [, rest] of page.split('<figure').entries()) {
    if (!rest.includes('</figure>')) continue;
    assert.match(rest.slice(0, 20), /aria-hidden="true"/);
    assert.match(rest.slice(rest.indexOf('</figure>')).slice(0, 120), /<\/figure>\s*<div class="scroll( stacked)?" role="region"/);
  }
  const ids = [...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
  assert.equal(ids.length, new Set(ids).size);
});

test('each number leads to its clause: every link of the page has its place, and each clause its citation', () => {
  const ids = new Set([...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id));
  const links = [...page.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id);
  assert.ok(links.length > 20);
  assert.deepEqual(links.filter((id) => !ids.has(id)), []);
  assert.ok(page.includes('seal-up-to-12-months') && page.includes('第一种意见'));
});

test('run, packs and population are named, and that it is synthetic and the packs are no law', () => {
  const { runId, population } = result.value;
  for (const told of [runId, population.hash, ...packs.map(({ hash }) => hash), '所有记录都是虚构的', '建议稿，不是法律']) {
    assert.ok(page.includes(told), told);
  }
});

test('the same result gives the same page; a name out of a file cannot become markup', async () => {
  assert.equal(await renderLab({ result: result.value, packs, language: 'zh' }, lab.value), page);
  const population = { ...result.value.population, source: '<img src=x onerror=alert(1)>' };
  const hostile = await renderLab({ result: { ...result.value, population }, packs, language: 'en' }, lab.value);
  assert.ok(hostile.includes('&lt;img src=x') && !hostile.includes('<img'));
});

test('CSV: seven columns a line, no cell begins a formula, small cells stay hidden', () => {
  const lines = labCsv(result.value, lab.value).trim().split('\n');
  assert.ok(lines.length > 100);
  for (const line of lines) {
    const cells = line.match(/("(?:[^"]|"")*"|[^,]*)(,|$)/g)?.filter((cell, i) => cell !== '' || i < 6) ?? [];
    assert.equal(cells.length, 7, line);
    assert.doesNotMatch(line, /(^|,)"?[=+@-]/);
  }
  assert.ok(lines.some((line) => line.endsWith(',<10')));
});
