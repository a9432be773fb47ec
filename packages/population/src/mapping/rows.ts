import { readJudgment } from '@fengcun/judgment';
import type { FactInput } from '@fengcun/policy';
import { factsFromReading } from '@fengcun/registry';
import { assuming } from './assumptions.ts';
import { factsFromCail } from './cail.ts';
import { factsFromTraffic } from './traffic.ts';

/** What a row of a file is: our facts by name, or one of the outside collections. */
export type RowKind = 'facts' | 'cail' | 'traffic' | 'judgments';

/** Names of the kinds of rows. */
export const ROW_KINDS: readonly RowKind[] = ['facts', 'cail', 'traffic', 'judgments'];

/** Facts that could name a person or a case are no part of a population; the schema has none. */
const ofJudgment = (row: Readonly<Record<string, unknown>>): readonly FactInput[] => {
  const { text } = row;
  const reading = typeof text === 'string' ? readJudgment(text) : undefined;
  if (reading === undefined || !reading.ok) return [];
  return reading.value.defendants.map((_, i) => factsFromReading(reading.value, i).facts);
};

/** Facts of the records in one row, none where it cannot be read; with what is assumed filled in. */
export const factsOfRow = (
  kind: RowKind, row: Readonly<Record<string, unknown>>, assumed: readonly string[],
): readonly FactInput[] => {
  const found = kind === 'judgments' ? ofJudgment(row)
    : [kind === 'cail' ? factsFromCail(row) : kind === 'traffic' ? factsFromTraffic(row) : row];
  return found.flatMap((facts) => (facts === undefined ? [] : [assuming(facts, assumed)]));
};
