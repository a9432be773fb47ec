import type { CivilDate, Evidenced, Span } from '@fengcun/kernel';
import type { CustodyReading, PriorConviction, Problem } from '../reading.ts';

/** One defendant as the header introduces him or her; `block` is the whole sentence run about this party. */
export type Party = Readonly<{
  name: Evidenced<string>;
  aliases: readonly Evidenced<string>[];
  isEntity: boolean;
  sex?: Evidenced<'男' | '女'>;
  birthDate?: Evidenced<CivilDate>;
  custody: readonly CustodyReading[];
  priorConvictions: readonly PriorConviction[];
  block: Span;
}>;

/** What the header tells. */
export type HeaderReading = Readonly<{
  court?: Evidenced<string>;
  caseNumber?: Evidenced<string>;
  instance?: Evidenced<'first' | 'second'>;
  parties: readonly Party[];
  problems: readonly Problem[];
}>;
