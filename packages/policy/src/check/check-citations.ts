import { type Expression, walk } from '../cel/expression.ts';
import type { Clause, Matter, Pack, Position } from '../packs/pack.ts';
import type { CheckFinding, CitationResolver } from './finding.ts';

type Place = Readonly<{ matter?: string; clause?: string; at: Position; what: string }>;

const placeOf = ({ what: _what, ...place }: Place): Omit<Place, 'what'> => place;

const checkIds = (pack: Pack, ids: readonly string[], place: Place, resolve: CitationResolver): readonly CheckFinding[] =>
  ids.flatMap((id): readonly CheckFinding[] => {
    const found = resolve(id);
    if (found === undefined) {
      const message = `${place.what} cites ${id}, which is no citation of the corpus`;
      return [{ code: 'CITATION_UNRESOLVED', severity: 'error', ...placeOf(place), message }];
    }
    if (pack.status !== 'inForce' || found.kind === 'law') return [];
    const kind = found.kind === 'proposal' ? 'a proposal' : 'foreign law';
    const message = `${place.what} of a pack in force cites ${id}, which is ${kind}`;
    return [{ code: 'IN_FORCE_CITES_PROPOSAL', severity: 'error', ...placeOf(place), message }];
  });

/** Whether the condition writes down a number or a day: a threshold that must come from somewhere. */
const writesThreshold = (expression: Expression): boolean => walk(expression).some((node) =>
  (node.op === 'constant' && (node.type.kind === 'integer' || node.type.kind === 'date'))
  || (node.op === 'oneOf' && node.list.some((value) => typeof value === 'number')));

const checkClause = (pack: Pack, matter: Matter, clause: Clause, resolve: CitationResolver): readonly CheckFinding[] => {
  const place = { matter: matter.name, clause: clause.id, at: clause.at, what: `clause ${clause.id}` };
  const bare: readonly CheckFinding[] = clause.cite.length > 0 ? [] : [{
    code: 'CLAUSE_WITHOUT_CITATION', severity: 'error', ...placeOf(place),
    message: `clause ${clause.id} cites nothing`,
  }];
  const limbs = clause.conditions.flatMap((limb): readonly CheckFinding[] => {
    const here = { ...place, at: limb.at, what: `condition ${clause.id}/${limb.id}` };
    const found = checkIds(pack, limb.cite, here, resolve);
    if (limb.cite.length > 0 || !writesThreshold(limb.expression)) return found;
    const message = `condition ${clause.id}/${limb.id} writes a threshold and cites nothing for it`;
    return [...found, { code: 'THRESHOLD_WITHOUT_CITATION', severity: 'error', ...placeOf(here), message }];
  });
  return [...bare, ...checkIds(pack, clause.cite, place, resolve), ...limbs];
};

/** Citations that do not resolve, or resolve to the wrong kind of text; thresholds and clauses without any. */
export const checkCitations = (pack: Pack, resolve: CitationResolver): readonly CheckFinding[] => [
  ...pack.switches.flatMap((each) =>
    checkIds(pack, each.cite, { at: each.at, what: `switch ${each.id}` }, resolve)),
  ...pack.matters.flatMap((matter) => [
    ...matter.flags.flatMap((flag) =>
      checkIds(pack, flag.cite, { matter: matter.name, at: flag.at, what: `flag ${flag.id}` }, resolve)),
    ...matter.clauses.flatMap((clause) => checkClause(pack, matter, clause, resolve)),
    ...checkIds(pack, matter.otherwise.cite, {
      matter: matter.name, clause: 'otherwise', at: matter.otherwise.at, what: 'otherwise',
    }, resolve),
  ]),
];
