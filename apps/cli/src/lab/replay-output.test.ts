import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ReplayResult } from '@fengcun/application';
import { choosePacks, loadPacks } from '../packs-folder.ts';
import { replayCsv, replayPage } from './replay-output.ts';

const [pack] = choosePacks(await loadPacks(), ['cn-a2']);
const result: ReplayResult = {
  replay: 1, pack: 'cn-a2', packHash: 'sha256:aa', decisions: 40, withoutFacts: 2, notInForce: 0, sameHash: 20, reproduced: 20,
  unchanged: 21, moved: { earlier: 12, same: 0, later: '<10', daysEarlier: 400, daysLater: 0 },
  changes: [
    { before: 'mustNotSeal', after: 'mustSeal', decidedBefore: '=cmd<script>', decidedAfter: 'seal-up-to-12-months', decisions: 17 },
    { before: 'mustSeal', after: 'needsReview', decidedBefore: 'a', decidedAfter: 'unknownFacts', decisions: '<10' },
  ],
};
const replayed = pack === undefined ? [] : [{ result, pack }];

test('CSV of a replay: one number a line, small counts as <10, no cell that begins a formula', () => {
  const lines = replayCsv(replayed).trimEnd().split('\n');
  assert.equal(lines[0], 'pack,packHash,section,item,outcome,decisions');
  for (const line of ['replay,decisions,,40', 'moved,later,,<10', 'moved,daysEarlier,,400',
    "change,'=cmd<script> > seal-up-to-12-months,mustNotSeal > mustSeal,17"]) {
    assert.ok(lines.includes(`cn-a2,sha256:aa,${line}`), line);
  }
});

test('page of a replay: runs nothing, escapes what comes from the file, names clause and citation of what would decide now', () => {
  const page = replayPage(replayed, 'en');
  assert.doesNotMatch(page, /<script|<link|\son\w+=|\sstyle=/i);
  assert.ok(page.includes('=cmd&lt;script&gt;'));
  assert.ok(page.includes('must be sealed') && page.includes('first offence') && page.includes('20/20'));
  assert.ok(page.includes('several outcomes are possible') && page.includes('不予封存'));
});
