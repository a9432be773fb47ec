import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SimulationResult } from '@fengcun/application';
import { civil } from '@fengcun/kernel';
import { simulationCsv } from './simulation-csv.ts';
import { simulationText } from './simulation-text.ts';

const RESULT: SimulationResult = {
  simulation: 1, runId: 'sha256:aa', complete: false, asOf: civil('2026-11-21'), matter: 'seal', threads: 2,
  population: { name: 'p.parquet', hash: 'bb', kind: 'synthetic', source: 'seed 1', rows: 200, read: 100 },
  packs: [{
    pack: 'cn-a1', version: civil('2025-11-03'), status: 'proposal', hash: 'sha256:cc', switches: {},
    coverage: { sealedNow: 50, sealedLater: 10, notSealed: 20, notCovered: 5, review: 5, undetermined: 10 },
    clauses: [{ clause: 'seal-up-to-12-months', outcome: 'mustSeal', records: 60, later: 10 }],
    sealsByYear: { 2024: 50, 2027: 10 }, openFacts: [{ fact: 'bornOn', records: 10, alone: 4 }], missingFacts: ['moneyOwed'],
  }],
  seconds: { total: 1, deciding: 0.5, cpu: 1.5 },
};

test('CSV: one number a line, each with run and pack', () => {
  const lines = simulationCsv(RESULT).trimEnd().split('\n');
  assert.equal(lines[0], 'run,complete,pack,section,item,outcome,records');
  for (const line of ['coverage,sealedNow,,50', 'clause,seal-up-to-12-months,mustSeal,60', 'clauseLater,seal-up-to-12-months,mustSeal,10',
    'sealsByYear,2027,,10', 'openFact,bornOn,,10', 'openFactAlone,bornOn,,4', 'missingFact,moneyOwed,,100']) {
    assert.ok(lines.includes(`sha256:aa,false,cn-a1,${line}`), line);
  }
});

test('text: an interrupted run, synthetic data and a proposal are each called so, in both languages', () => {
  for (const [language, words] of [['zh', ['已中断', '合成人口', '不是法律', '事实不足']], ['en', ['interrupted', 'synthetic', 'not law', 'undetermined']]] as const) {
    const text = simulationText(RESULT, language);
    for (const word of words) assert.ok(text.includes(word), `${language} ${word}`);
  }
});
