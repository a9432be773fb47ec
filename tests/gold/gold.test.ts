import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readingToJson, readJudgment } from '@fengcun/judgment';
import { type GoldDocument, goldDocuments, hasSharedData, laterDocuments, type Row } from './gold.ts';
import { formatTallies, scoreDocument, type Tally } from './score.ts';

// Floors, not targets: what the reader has reached on hand-annotated judgments must not be lost again.
const FLOORS: Readonly<Record<string, number>> = {
  'all of disposition': 0.98, 'all of header': 0.97, 'all of priors': 0.97,
  court: 0.97, caseNumber: 0.97, judgmentDate: 0.97, instance: 0.97, defendantCount: 0.97,
  'no silent error in disposition': 0.99, 'no silent error in header': 0.99, 'no silent error in priors': 0.98,
};

const skip = hasSharedData ? false : 'the hand-annotated judgments stand beside the repository and are absent here';

const measure = (documents: readonly GoldDocument[]): ReadonlyMap<string, Tally> => {
  const tallies = new Map<string, Tally>();
  for (const document of documents) {
    const reading = readJudgment(document.text);
    const row = reading.ok ? (readingToJson(document.id, reading.value) as Row) : { defendants: [], problems: [] };
    scoreDocument(document, row, tallies);
  }
  return tallies;
};

const holds = (tallies: ReadonlyMap<string, Tally>, atLeast: number): void => {
  for (const [field, floor] of Object.entries(FLOORS)) {
    const tally = tallies.get(field);
    assert.ok(tally !== undefined && tally.all > atLeast, `${field} was measured`);
    const share = tally.right / tally.all;
    assert.ok(share >= floor, `${field}: ${(100 * share).toFixed(1)} % is below ${100 * floor} %`);
  }
};

test('the reader reads judgments annotated before it was written exactly', { skip }, (context) => {
  const tallies = measure(goldDocuments());
  for (const line of formatTallies(tallies).split('\n')) context.diagnostic(`measured ${line}`);
  holds(tallies, 100);
});

test('the reader reads judgments annotated after it was written exactly', { skip }, (context) => {
  const tallies = measure(laterDocuments());
  for (const field of ['all of disposition', 'all of header', 'all of priors', 'all of custody', 'all of findings']) {
    const tally = tallies.get(field);
    context.diagnostic(`measured ${field} on later documents ${tally?.right}/${tally?.all}`);
  }
  holds(tallies, 40);
});
