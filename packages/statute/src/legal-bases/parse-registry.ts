import { err, ok, type Result } from '@fengcun/kernel';
import type { AmendmentKind, LegalBasisRegistry } from './legal-basis.ts';
import { type BasisProblem, ObjectReader } from './object-reader.ts';
import { readBasis } from './parse-basis.ts';

/** The form of the file; another form is refused, never guessed at. */
export const LEGAL_BASES_FORMAT = 'fengcun-legal-bases/1';

const SHA256 = /^[0-9a-f]{64}$/;
const OCCUPATION_ID = /^[a-z][A-Za-z]{2,60}$/;
const AMENDMENT_KINDS: readonly AmendmentKind[] = ['added', 'changed', 'repealed', 'corrected'];

const readOccupations = (from: ObjectReader): Readonly<Record<string, string>> => {
  const table = Object.fromEntries(from.names().map((id) => {
    if (!OCCUPATION_ID.test(id)) from.fail('', 'names an occupation in another form than lowerCamelCase');
    return [id, from.text(id)];
  }));
  from.end();
  return Object.freeze(table);
};

const readSupersedes = (from: ObjectReader): LegalBasisRegistry['supersedes'] => {
  const version = from.date('version');
  const sha256 = from.text('sha256');
  if (!SHA256.test(sha256)) from.fail('sha256', 'give 64 hexadecimal digits');
  from.end();
  return version === undefined ? undefined : { version, sha256 };
};

const readAmendments = (from: ObjectReader): NonNullable<LegalBasisRegistry['amendments']> =>
  from.children('amendments').map((one) => {
    const amendment = {
      id: one.text('id'), kind: one.choice('kind', AMENDMENT_KINDS) ?? 'corrected',
      reason: one.text('reason'),
    };
    one.end();
    return amendment;
  });

/**
 * A registry of legal bases from JSON. Strict: every member has its one form, unknown members are refused,
 * and all problems are told at once, each with its place. The content is judged by `checkLegalBases`.
 */
export const parseLegalBases = (json: unknown): Result<LegalBasisRegistry, readonly BasisProblem[]> => {
  const problems: BasisProblem[] = [];
  const from = new ObjectReader(json, '', problems);
  if (from.raw('format') !== LEGAL_BASES_FORMAT) from.fail('format', `give "${LEGAL_BASES_FORMAT}"`);
  const version = from.date('version');
  const note = from.optionalText('note');
  const supersedes = from.has('supersedes') ? readSupersedes(from.child('supersedes')) : undefined;
  const amendments = from.has('amendments') ? readAmendments(from) : undefined;
  const occupations = readOccupations(from.child('occupations'));
  const bases = from.children('bases').map(readBasis);
  from.end();
  if (problems.length > 0 || version === undefined) return err(problems);
  return ok(Object.freeze({
    format: LEGAL_BASES_FORMAT, version, occupations, bases,
    ...(note === undefined ? {} : { note }), ...(supersedes === undefined ? {} : { supersedes }),
    ...(amendments === undefined ? {} : { amendments }),
  }));
};
