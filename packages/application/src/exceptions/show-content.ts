import type { ExceptionContent } from '@fengcun/api';
import type { Json } from '@fengcun/kernel';
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

const textIn = (content: Json): string => {
  const isObject = typeof content === 'object' && content !== null;
  const text = isObject && 'text' in content ? content['text'] : undefined;
  return (typeof text === 'string' ? text : JSON.stringify(content)).slice(0, TEXT_MAX);
};

/** What an opened exception says, member by member; of a document that no message was made of, its text. */
export const contentShown = ({ input, details }: OpenedException): ExceptionContent => {
  const reasons = details.slice(0, REASONS_MAX)
    .map(({ code, at = '' }) => ({ code: code.slice(0, CODE_MAX), at: at.slice(0, AT_MAX) }));
  if (input.from === 'document') return { from: 'document', members: [], reasons, text: textIn(input.content) };
  const value = input.from === 'message' ? input.envelope : input.record;
  const members = [...membersOf(value, '')].slice(0, MEMBERS_MAX);
  return { from: input.from, members, reasons };
};
