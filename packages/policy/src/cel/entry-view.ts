import { entryField } from '../facts/fact-fields.ts';
import type { FactName } from '../facts/fact-sheet.ts';
import { type Expression, partsOf, walk } from './expression.ts';

/** Facts of the person, not of a record: they are the same whichever entry is looked at. */
const OF_PERSON: ReadonlySet<FactName> = new Set(['subjectKind', 'bornOn', 'deceased', 'pendingCharges']);

/** Whether the expression goes through the list of the other entries. */
export const goesThroughList = (expression: Expression): boolean =>
  walk(expression).some((node) => node.type.kind === 'list');

/** Facts that an entry does not have; a definition that reads one cannot be asked of an entry. */
export const foreignToEntries = (expression: Expression): readonly FactName[] => {
  const read = walk(expression).flatMap((node) =>
    (node.op === 'fact' ? [node.name] : node.op === 'known' ? [node.fact] : []));
  return [...new Set(read)].filter((name) => entryField(name) === undefined && !OF_PERSON.has(name));
};

/**
 * The same expression asked of an entry: facts of a record become fields of the entry, facts of the person
 * stay. Only for expressions that go through no list.
 */
export const entryView = (expression: Expression): Expression => {
  const own = entryField(expression.op === 'fact' ? expression.name
    : expression.op === 'known' ? expression.fact : '')?.name;
  const { type, at } = expression;
  switch (expression.op) {
    case 'fact': return own === undefined ? expression : { op: 'field', name: own, type, at };
    case 'known': return own === undefined ? expression : { op: 'knownField', field: own, type, at };
    case 'and': case 'or': case 'compare':
      return { ...expression, left: entryView(expression.left), right: entryView(expression.right) };
    case 'not': return { ...expression, operand: entryView(expression.operand) };
    case 'oneOf': return { ...expression, item: entryView(expression.item) };
    case 'setTest': return { ...expression, set: entryView(expression.set) };
    case 'under18': case 'fullYears':
      return { ...expression, born: entryView(expression.born), on: entryView(expression.on) };
    case 'shift':
      return { ...expression, date: entryView(expression.date), count: entryView(expression.count) };
    case 'choose': {
      const { condition, yes, no } = expression;
      return { ...expression, condition: entryView(condition), yes: entryView(yes), no: entryView(no) };
    }
    case 'latest': case 'earliest':
      return {
        ...expression,
        parts: expression.parts.map(({ when, date }) =>
          ({ date: entryView(date), ...(when === undefined ? {} : { when: entryView(when) }) })),
      };
    default: return expression;
  }
};

/** Whether two expressions say the same, wherever they stand. */
export const saysSame = (a: Expression, b: Expression): boolean => {
  const text = (each: Expression): string => JSON.stringify(each, (key, value: unknown) =>
    (key === 'at' ? undefined : value));
  return partsOf(a).length === partsOf(b).length && text(a) === text(b);
};
