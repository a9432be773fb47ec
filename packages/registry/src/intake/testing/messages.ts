import { createHmac } from 'node:crypto';
import assert from 'node:assert/strict';
import { makeCaseCode } from '../case-code/case-code.ts';
import { type CaseCommand, decideCase } from '../case/decide-case.ts';
import type { CaseEvent } from '../case/case-event.ts';
import { type CaseState, evolveCase, foldCase, NO_CASE } from '../case/case-state.ts';
import { mod112Character } from '@fengcun/kernel';
import { envelopeId, envelopeSource, envelopeType, parseIntakeMessage } from '../messages/envelope.ts';
import { type IntakeMessage } from '../messages/message.ts';
import { kindSpec, type MessageKind } from '../messages/message-kinds.ts';
import { isPseudonym, isSubjectToken, type Pseudonym, type Pseudonymise, type SubjectToken } from '../pseudonym.ts';

/** Invented persons; nobody bears these numbers with these names. */
export const NAME = '林小禾';
/** Number of the invented person. */
export const NUMBER = `11010519900101001${mod112Character('11010519900101001')}`;
/** Number by which the court of the examples knows the case. */
export const COURT_CASE = '（2024）京0000刑初1号';
/** A code like any other. */
export const CODE = makeCaseCode(new Uint8Array([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]));
/** Another one. */
export const OTHER_CODE = makeCaseCode(new Uint8Array(10));

/** A keyed pseudonym as the vault gives it; the key is of this test. */
export const pseudonymise: Pseudonymise = (domain, text) => {
  const digest = createHmac('sha256', 'test key').update(`${domain}|${text}`).digest('hex');
  assert.ok(isPseudonym(digest));
  return digest;
};

/** A subject token of one repeated hexadecimal digit. */
export const token = (digit: string): SubjectToken => {
  const made = digit.repeat(32);
  assert.ok(isSubjectToken(made));
  return made;
};

/** A record id of one repeated hexadecimal digit. */
export const recordId = (digit: string): Pseudonym => {
  const made = digit.repeat(64);
  assert.ok(isPseudonym(made));
  return made;
};

/** What a test may say of a message; the rest is the same invented person and case. */
export type Telling = Readonly<{
  id?: string; version?: number; code?: string; organ?: string;
  person?: Readonly<Record<string, unknown>>; case?: Readonly<Record<string, unknown>>;
}>;

const organFor = (kind: MessageKind, type: string | undefined): Readonly<{ type: string; code: string }> =>
  ({ type: type ?? kindSpec(kind).organs[0] ?? 'police', code: '1100' });

/** The envelope of a message as an organ sends it. */
export const envelopeOf = (kind: MessageKind, content: unknown, telling: Telling = {}): Readonly<Record<string, unknown>> => {
  const organ = { ...organFor(kind, telling.organ), ...(telling.code === undefined ? {} : { code: telling.code }) };
  const source = { organ, system: 'case-system', messageId: telling.id ?? kind, version: telling.version ?? 1 };
  return {
    specversion: '1.0', id: envelopeId(source as IntakeMessage['source']), type: envelopeType(kind),
    source: envelopeSource(source as IntakeMessage['source']),
    data: {
      source, content, case: telling.case ?? { references: [{ type: 'courtCase', number: COURT_CASE }] },
      person: {
        kind: 'person', names: [{ text: NAME, use: 'current' }], domicileRegion: '110105',
        documents: [{ type: 'residentIdentityCard', number: NUMBER }], ...telling.person,
      },
    },
  };
};

/** The message of that envelope. */
export const message = (kind: MessageKind, content: unknown, telling: Telling = {}): IntakeMessage => {
  const parsed = parseIntakeMessage(envelopeOf(kind, content, telling));
  assert.ok(parsed.ok, JSON.stringify(parsed));
  return parsed.value;
};

/** A case with its events, driven only through decide and evolve. */
export type Driven = Readonly<{ state: CaseState; events: readonly CaseEvent[] }>;

/** Commands one after the other; a refused one is a fault of the test. */
export const drive = (commands: readonly CaseCommand[], from: Driven = { state: NO_CASE, events: [] }): Driven =>
  commands.reduce<Driven>(({ state, events }, command) => {
    const decided = decideCase(command, state);
    assert.ok(decided.ok, JSON.stringify(decided));
    return { state: decided.value.reduce(evolveCase, state), events: [...events, ...decided.value] };
  }, from);

/** The command that takes a message for subject `a`. */
export const take = (told: IntakeMessage, subject: SubjectToken = token('a'), now = '2026-01-01T00:00:00Z'): CaseCommand =>
  ({ type: 'RecordMessage', caseCode: CODE, message: told, subject, pseudonymise, now });

/** An open case of these messages. */
export const openCase = (...messages: readonly IntakeMessage[]): Extract<CaseState, { status: 'open' }> => {
  const { state } = drive(messages.map((one) => take(one)));
  assert.ok(state.status === 'open');
  return state;
};

/** The state of events that went through JSON, as a store keeps them. */
export const refolded = (events: readonly CaseEvent[]): CaseState =>
  foldCase(events.map((event) => JSON.parse(JSON.stringify(event)) as CaseEvent));
