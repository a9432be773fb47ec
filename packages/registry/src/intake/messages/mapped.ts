import { sha256Hex, type Span } from '@fengcun/kernel';
import type { Parsed } from './field.ts';
import { parseIntakeMessage, toEnvelope } from './envelope.ts';
import type { IntakeMessage, SourceKey } from './message.ts';
import type { MessageRefusalCode } from './message-refusal.ts';

/** What could not be taken of a document or row, and where; no word of it is repeated. */
export type MappingProblem = Readonly<{
  code: MessageRefusalCode | 'DISPOSITION_MISSING' | 'DEFENDANT_MISSING' | 'READING_DOUBTFUL';
  /** Codes of the reading's own doubts, for `READING_DOUBTFUL`. */
  doubts?: readonly string[];
  /** Defendant of a judgment, from 0. */
  defendant?: number;
  /** Words of the document that are in question. */
  span?: Span;
  at?: string;
}>;

/** Messages that stand, and everything else. */
export type Mapped = Readonly<{ messages: readonly IntakeMessage[]; problems: readonly MappingProblem[] }>;

/** Where documents and rows of one import come from: everything of a source key but the message id. */
export type ImportSource = Omit<SourceKey, 'messageId'>;

/** A message put together by us still goes through the one parser: one gate, and one canonical form. */
export const checkedMessage = (message: IntakeMessage): Parsed<IntakeMessage> =>
  parseIntakeMessage(toEnvelope(message));

// LIMIT: leaves room for what is written behind it.
const SAFE_ID = /^[\x21-\x7e]{1,90}$/;

/** An id for messages of a document or row: printable ASCII; two ids of the caller never become one. */
export const importMessageId = (id: string): string => (SAFE_ID.test(id) && !id.startsWith('sha256:')
  ? id : `sha256:${sha256Hex(id)}`);
