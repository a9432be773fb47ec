import { type Expression, walk } from '../cel/expression.ts';
import type { Clause, Matter, Pack, PackDefinition } from '../packs/pack.ts';
import type { CheckFinding, CitationResolver } from './finding.ts';
import type { Position } from '../packs/position.ts';

type Place = Readonly<{ matter?: string; clause?: string; at: Position; what: string }>;

const placeOf = ({ what: _what, ...place }: Place): Omit<Place, 'what'> => place;

type Citing = Readonly<{ pack: Pack; resolve: CitationResolver }>;

const checkIds = ({ pack, resolve }: Citing, ids: readonly string[], place: Place): readonly CheckFinding[] =>
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
  (node.op === 'constant' && node.parameter === undefined
    && (node.type.kind === 'integer' || node.type.kind === 'date'))
  || (node.op === 'oneOf' && node.list.some((value) => typeof value === 'number')));

const checkClause = (citing: Citing, matter: Matter, clause: Clause): readonly CheckFinding[] => {
  const place = { matter: matter.name, clause: clause.id, at: clause.at, what: `clause ${clause.id}` };
  const bare: readonly CheckFinding[] = clause.cite.length > 0 ? [] : [{
    code: 'CLAUSE_WITHOUT_CITATION', severity: 'error', ...placeOf(place),
    message: `clause ${clause.id} cites nothing`,
  }];
  const limbs = clause.conditions.flatMap((limb): readonly CheckFinding[] => {
    const here = { ...place, at: limb.at, what: `condition ${clause.id}/${limb.id}` };
    const found = checkIds(citing, limb.cite, here);
    if (limb.cite.length > 0 || !writesThreshold(limb.expression)) return found;
    const message = `condition ${clause.id}/${limb.id} writes a threshold and cites nothing for it`;
    return [...found, { code: 'THRESHOLD_WITHOUT_CITATION', severity: 'error', ...placeOf(here), message }];
  });
  const reasons = (clause.reasons ?? []).flatMap((reason) =>
    checkIds(citing, reason.cite, { ...place, at: reason.at, what: `reason ${clause.id}/${reason.id}` }));
  return [...bare, ...checkIds(citing, clause.cite, place), ...limbs, ...reasons];
};

/** A definition that writes a number or a day itself must say where it comes from. */
const checkDefinition = (citing: Citing, { id, cite, at, text }: PackDefinition): readonly CheckFinding[] => {
  const found = checkIds(citing, cite, { at, what: `definition ${id}` });
  if (cite.length > 0 || !/(?<![A-Za-z0-9_'])\d/.test(text)) return found;
  const message = `definition ${id} writes a threshold and cites nothing for it`;
  return [...found, { code: 'THRESHOLD_WITHOUT_CITATION', severity: 'error', at, message }];
};

const checkMatter = (citing: Citing, matter: Matter): readonly CheckFinding[] => [
  ...matter.flags.flatMap((flag) =>
    checkIds(citing, flag.cite, { matter: matter.name, at: flag.at, what: `flag ${flag.id}` })),
  ...matter.clauses.flatMap((clause) => checkClause(citing, matter, clause)),
  ...checkIds(citing, matter.otherwise.cite, {
    matter: matter.name, clause: 'otherwise', at: matter.otherwise.at, what: 'otherwise',
  }),
];

/** Citations that do not resolve, or to the wrong kind of text; thresholds and clauses without any. */
export const checkCitations = (pack: Pack, resolve: CitationResolver): readonly CheckFinding[] => [
  ...pack.switches.flatMap((each) =>
    checkIds({ pack, resolve }, each.cite, { at: each.at, what: `switch ${each.id}` })),
  ...pack.parameters.flatMap((each) =>
    checkIds({ pack, resolve }, each.cite, { at: each.at, what: `parameter ${each.id}` })),
  ...pack.definitions.flatMap((each) => checkDefinition({ pack, resolve }, each)),
  ...(pack.piercing?.rules ?? []).flatMap((each) =>
    checkIds({ pack, resolve }, each.cite, { at: each.at, what: `piercing rule ${each.id}` })),
  ...pack.matters.flatMap((matter) => checkMatter({ pack, resolve }, matter)),
];
