import type { ExceptionContent } from '@fengcun/api';
import type { Json } from '@fengcun/kernel';
import { placeInRecord } from '@fengcun/registry';
import type { OpenedException } from './exception-input.ts';

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
