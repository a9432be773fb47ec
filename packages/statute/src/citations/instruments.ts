import { assert, civil, type CivilDate } from '@fengcun/kernel';
import rows from '../data/instruments.json' with { type: 'json' };

/** How well the words are known: read in the text [V], partly [P], from memory with confidence [M-H]. */
export type SourceTag = 'V' | 'V/P' | 'P' | 'M-H';

/**
 * `guidance`: cases and reports that bind nobody; `proposal`: not law, never mixed with what is in force;
 * `foreign`: law of another country, for comparison only.
 */
export type InstrumentStatus = 'inForce' | 'guidance' | 'proposal' | 'foreign';

/**
 * A legal instrument in the version the corpus holds; `effectiveFrom` is the first day of this version.
 */
export type Instrument = Readonly<{
  id: string;
  zh: string;
  /** Title inside 《》 as a citation prints it. */
  zhShort: string;
  en: string;
  /** Date of the version (adoption or publication). */
  version: CivilDate;
  effectiveFrom: CivilDate;
  status: InstrumentStatus;
  /** Whether the corpus holds the words themselves, or digest sentences. */
  verbatim: boolean;
}>;

// `kind` of a row: law whose words the corpus holds, law known by digests, guidance, a proposal in its words
// or by digest, foreign law (always by digest).
const STATUS = {
  law: 'inForce', digest: 'inForce', guidance: 'guidance', proposal: 'proposal', proposalDigest: 'proposal',
  foreign: 'foreign',
} as const;
type Kind = keyof typeof STATUS;
const isKind = (text: string): text is Kind => Object.hasOwn(STATUS, text);

const instrumentOf = (row: (typeof rows)[number]): Instrument => {
  const { id, zh, zhShort, en, kind } = row;
  assert(isKind(kind), 'an instrument has a kind');
  return Object.freeze({
    id, zh, zhShort, en, version: civil(row.version), effectiveFrom: civil(row.effectiveFrom),
    status: STATUS[kind], verbatim: kind === 'law' || kind === 'proposal',
  });
};

/** Every instrument that a citation can name, by id. Dates of digests and guidance are from memory [M-H]. */
export const INSTRUMENTS: ReadonlyMap<string, Instrument> =
  new Map(rows.map((row) => [row.id, instrumentOf(row)]));
