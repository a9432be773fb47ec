import type { ExceptionContent, VersionShown } from '@fengcun/api';
import type { Json } from '@fengcun/kernel';
import { placeInRecord, toEnvelope } from '@fengcun/registry';
import type { OpenedException } from './exception-input.ts';
import type { ToldVersions } from './told-versions.ts';

type Member = ExceptionContent['members'][number];

// LIMIT: members of one message; the largest kinds have a hundred.
const MEMBERS_MAX = 1000;
const VALUE_MAX = 4000;
const TEXT_MAX = 2_000_000;
const AT_MAX = 200;
const REASONS_MAX = 100;
const CODE_MAX = 40;

const escaped = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1');

const membersOf = function* (value: Json, at: string): Generator<Member> {
  if (value === null) return;
  if (typeof value === 'object') {
    // A list and an object alike have their places; text of a place is a JSON pointer. @see RFC 6901
    for (const [name, inner] of Object.entries(value)) {
      if (inner !== undefined) yield* membersOf(inner as Json, `${at}/${escaped(name)}`);
    }
    return;
  }
  const type = typeof value === 'string' ? 'text' : typeof value === 'number' ? 'whole' : 'flag';
  yield { at, type, value: String(value).slice(0, VALUE_MAX) };
};

const memberIn = (content: Json, name: string): unknown =>
  (typeof content === 'object' && content !== null ? Reflect.get(content, name) : undefined);

const CELL = '　｜　';

/** Cells of a row are kept as a list in JSON. */
const cellsIn = (row: unknown): string => {
  const cells: unknown = typeof row === 'string' ? JSON.parse(row) : [];
  if (!Array.isArray(cells)) return '';
  return cells.map((cell) => (typeof cell === 'object' ? '' : String(cell))).join(CELL);
};

/** A judgment can be read again; cells of a row and names of files are only shown. */
const documentShown = (content: Json): Pick<ExceptionContent, 'from' | 'text'> => {
  const text = memberIn(content, 'text');
  if (typeof text === 'string') return { from: 'document', text: text.slice(0, TEXT_MAX) };
  return { from: 'cells', text: cellsIn(memberIn(content, 'row')).slice(0, TEXT_MAX) };
};

/** Places of what is wrong, where a person corrects it: of a message made of a row, in the row. */
const placeOf = (from: OpenedException['input']['from'], at: string): string =>
  (from === 'row' ? placeInRecord(at) ?? at : at);

/** What an opened exception says, member by member; of a document that no message was made of, its text. */
export const contentShown = (
  { input, details }: Pick<OpenedException, 'input' | 'details'>,
): ExceptionContent => {
  const reasons = details.slice(0, REASONS_MAX)
    .map(({ code, at = '' }) =>
      ({ code: code.slice(0, CODE_MAX), at: placeOf(input.from, at).slice(0, AT_MAX) }));
  if (input.from === 'document') return { members: [], reasons, ...documentShown(input.content) };
  const value = input.from === 'message' ? input.envelope : input.record;
  const members = [...membersOf(value, '')].slice(0, MEMBERS_MAX);
  return { from: input.from, members, reasons };
};

// LIMIT: ways in which one version was told that a person compares; the oldest come first.
const VERSIONS_MAX = 20;

const sameIn = (lists: readonly (readonly Member[])[]): ReadonlySet<string> => {
  const keys = lists.map((list) => new Map(list.map(({ at, value }) => [at, value])));
  const places = new Set(lists.flatMap((list) => list.map(({ at }) => at)));
  return new Set([...places].filter((at) => new Set(keys.map((one) => one.get(at))).size === 1));
};

/**
 * Every way in which a message was told, and of each only what differs: nobody has to look for it, and the
 * rest is in the message. Nothing where its case is not open any more. `by`: pseudonym of the reader, who is
 * told which of them are their own.
 */
export const versionsShown = (
  told: ToldVersions | undefined, by: string,
): Pick<ExceptionContent, 'versions'> => {
  if (told === undefined) return {};
  const shown = told.versions.slice(0, VERSIONS_MAX);
  // Our own envelope of a message that was read before is plain data.
  const envelopes = shown.map(({ record }) => toEnvelope(record.message) as unknown as Json);
  const members = envelopes.map((envelope) => [...membersOf(envelope, '')]);
  const same = sameIn(members);
  return {
    versions: shown.map(({ record, at, stands, by: people }, n): VersionShown => ({
      version: record.recordId, recordedAt: at, stands, isOwn: people.includes(by),
      members: (members[n] ?? []).filter((one) => !same.has(one.at)).slice(0, MEMBERS_MAX),
    })),
  };
};
