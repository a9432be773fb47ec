import { err, ok, type Result } from '@fengcun/kernel';

/**
 * How an organ's database names what we read and write: a view of its copies, and a table of marks that its
 * own searches obey. Schemas are given with a point: `archive.copies`.
 */
export type ViewNames = Readonly<{
  view: string;
  /** Name of a copy, case number or code it is found by, content (text each), sealed now (boolean). */
  viewColumns: Readonly<{ ref: string; reference: string; content: string; isSealed: string }>;
  marks: string;
  /** Name of a copy (unique), record (text), sequence (integer), target (text), instant (timestamptz). */
  markColumns: Readonly<{
    ref: string; recordId: string; sequence: string; target: string; markedAt: string;
  }>;
}>;

/** The names in quotation marks, ready to stand in a statement. */
export type QuotedNames = ViewNames;

const NAME = /^[a-z_][a-z0-9_]{0,62}$/;
const NAME_WITH_SCHEMA = /^(?:[a-z_][a-z0-9_]{0,62}\.)?[a-z_][a-z0-9_]{0,62}$/;

const quoted = (name: string): string => name.split('.').map((part) => `"${part}"`).join('.');

const quotedAll = <T extends Readonly<Record<string, string>>>(names: T): T =>
  // The same members, each in quotation marks.
  Object.fromEntries(Object.entries(names).map(([member, name]) => [member, quoted(name)])) as T;

/**
 * Checks configured names to the character, because identifiers cannot be parameters: lower-case letters,
 * digits, underscores. Every other name is a mistake, told by its member.
 */
export const quoteNames = (names: ViewNames): Result<QuotedNames, readonly string[]> => {
  const { view, viewColumns, marks, markColumns } = names;
  const columns = [...Object.entries(viewColumns), ...Object.entries(markColumns)];
  const mistakes = [
    ...[['view', view], ['marks', marks]].flatMap(([member = '', name = '']) =>
      (NAME_WITH_SCHEMA.test(name) ? []
        : [`${member}: a name of lower-case letters, digits and underscores`])),
    ...columns.flatMap(([member, name]) =>
      (NAME.test(name) ? [] : [`${member}: a column name of lower-case letters, digits and underscores`])),
  ];
  if (mistakes.length > 0) return err(mistakes);
  return ok({
    view: quoted(view), viewColumns: quotedAll(viewColumns), marks: quoted(marks),
    markColumns: quotedAll(markColumns),
  });
};
