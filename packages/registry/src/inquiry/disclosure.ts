import { canonicalJson, type CivilDate, type Json, sha256Hex } from '@fengcun/kernel';
import type { Relevance } from '@fengcun/statute';
import type { Sentence } from '../intake/messages/contents-of-trial.ts';
import type { DispositionKind } from '../sealing/triggers/disposition.ts';
import type { DisclosedLimit } from './grant-limits.ts';

/** One thing that a unit is told: the charge, and the penalty only where the norm needs it. */
export type DisclosedItem = Readonly<
  | { what: 'conviction'; charge: string; sentence?: Sentence; effectiveOn?: CivilDate; servedOn?: CivilDate }
  | { what: 'nonProsecution'; charge?: string; type?: string }
  | { what: 'publicOrder'; violation?: string; decidedOn?: CivilDate }
>;

/** One record as a judicial organ reads it. */
export type DisclosedRecord = Readonly<{
  recordId: string; caseCode: string; kind: DispositionKind; isSealed: boolean; charges?: readonly string[];
  sentence?: Sentence; decidedOn?: CivilDate; effectiveOn?: CivilDate; servedOn?: CivilDate; court?: string;
  documentNumber?: string; nonProsecutionType?: string; violation?: string;
}>;

/** How a file may be used. @see 2022 Measures art. 16(3) */
export type FileMode = 'read' | 'excerpt' | 'copy';

type Limits = readonly DisclosedLimit[];

/**
 * What an inquirer sees. An `answer` has one shape, whatever was found: `found` false and no items are said
 * of a person without any record, with records of other classes, and with sealed ones that are not told.
 * `limits`: by which a person narrowed the grant before any record was read; the same whatever is held. With
 * `yesOrNo` among them there are no items even where something was found.
 */
export type Disclosure = Readonly<
  | { kind: 'file'; modes: readonly FileMode[]; records: readonly DisclosedRecord[]; limits?: Limits }
  | { kind: 'answer'; found: boolean; items: readonly DisclosedItem[]; limits?: Limits }
>;

/** What only a person can say of one charge or decision, with both readings. */
export type DisclosureQuestion = Readonly<{
  recordId: string; item: string; findings: Relevance['findings']; readings: Relevance['readings'];
}>;

/** What a person said. */
export type RelevanceAnswer = Readonly<{
  recordId: string; item: string; isRelevant: boolean; reasons: string;
}>;

/** The disclosure with what remains to be asked; with questions open nothing is released. */
export type ComputedDisclosure =
  Readonly<{ disclosure: Disclosure; questions: readonly DisclosureQuestion[] }>;

/** SHA-256 of a disclosure: what was prepared is what is shown, or nothing is. */
export const disclosureDigest = (disclosure: Disclosure): string =>
  // Plain data by its type.
  sha256Hex(canonicalJson(JSON.parse(JSON.stringify(disclosure)) as Json));
