import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readingToJson, readJudgment } from '@fengcun/judgment';
import { goldDocuments, hasSharedData, type Row } from './gold.ts';
import { formatTallies, scoreDocument, type Tally } from './score.ts';

// Floors, not targets: what the reader has reached on hand-annotated judgments must not be lost again.
const FLOORS: Readonly<Record<string, number>> = {
  'all of disposition': 0.98, 'all of header': 0.97, 'all of priors': 0.97,
  court: 0.97, caseNumber: 0.97, judgmentDate: 0.97, instance: 0.97, defendantCount: 0.97,
  'no silent error in disposition': 0.99, 'no silent error in header': 0.99, 'no silent error in priors': 0.98,
};

const skip = hasSharedData ? false : 'the hand-annotated judgments stand beside the repository and are absent here';

test('the reader reads hand-annotated judgments exactly', { skip }, (context) => {
  const tallies = new Map<string, Tally>();
  for (const document of goldDocuments()) {
    const reading = readJudgment(document.text);
    const row = reading.ok ? (readingToJson(document.id, reading.value) as Row) : { defendants: [], problems: [] };
    scoreDocument(document, row, tallies);
  }
  for (const line of formatTallies(tallies).split('\n')) context.diagnostic(`measured ${line}`);
  for (const [field, floor] of Object.entries(FLOORS)) {
    const tally = tallies.get(field);
    assert.ok(tally !== undefined && tally.all > 100, `${field} was measured`);
    const share = tally.right / tally.all;
    assert.ok(share >= floor, `${field}: ${(100 * share).toFixed(1)} % is below ${100 * floor} %`);
  }
});
