import { type Expression, entryFieldsRead, factsRead, walk } from '../cel/expression.ts';
import { PLAUSIBLE } from '../check/plausible.ts';
import type { FactName } from '../facts/fact-sheet.ts';
import type { Clause, Matter, Pack } from '../packs/pack.ts';
import { entriesNeeded } from './entries-needed.ts';
import { asOfTerms, isOneOf, matterTerms, type MatterTerms, switchTerms } from './matter-terms.ts';
import { and, equal, implies, not, or, type Term } from './smt.ts';
import type { OtherLaw, Theorem } from './theorem.ts';
import { truthTerms } from './translate.ts';
import type { Translating } from './translating.ts';
import { entryPresent, entryValue, factKnown, LISTS_OPEN, newText, type World,
  type WorldText } from './world.ts';

/** A law that was written for one world, with the facts it was written for. */
export type WrittenLaw = Readonly<{ to: Translating; law: OtherLaw; terms: MatterTerms }>;

/**
 * What is asked of the solver. `search`: facts as they are sought; an answer to a question of `against`
 * refutes
 * the theorem, for `each` question of `exists` there must be one.
 */
export type Claim = Readonly<{
  text: WorldText;
  questions: readonly Readonly<{ term: Term; about: string }>[];
  expects: 'none' | 'example';
  laws: readonly WrittenLaw[];
  /** Facts that the questions are about; smaller ones are better. */
  facts: World;
  /** The same facts with what was unknown, where a theorem looks at both. */
  filled?: World;
  entries: Readonly<{ max: number; complete: boolean }>;
}>;

const expressionsOf = (clause: Clause): readonly Expression[] =>
  [...clause.conditions.map(({ expression }) => expression),
    ...(clause.sealFrom === undefined ? [] : [clause.sealFrom.expression])];

const lawExpressions = (pack: Pack, matter: string): readonly Expression[] =>
  (pack.matters.find(({ name }) => name === matter)?.clauses ?? []).flatMap(expressionsOf);

const otherOf = ({ prove }: Theorem): OtherLaw | undefined => ('other' in prove ? prove.other : undefined);

const sentencesOf = (theorem: Theorem): readonly Expression[] => {
  const { given, prove } = theorem;
  const own = 'when' in prove ? [prove.when] : 'difference' in prove && prove.difference !== undefined
    ? [prove.difference] : [];
  return [...(given === undefined ? [] : [given]), ...own];
};

const touched = (expressions: readonly Expression[]): readonly FactName[] =>
  [...new Set(expressions.flatMap((each) =>
  [...factsRead(each), ...walk(each).flatMap((node) => (node.op === 'known' ? [node.fact] : []))]))];

/** Names of open sets that are mentioned, by fact or field. */
const namesMentioned = (expressions: readonly Expression[]): ReadonlyMap<FactName, readonly string[]> => {
  const found = new Map<FactName, readonly string[]>();
  for (const node of expressions.flatMap(walk)) {
    if (node.op !== 'setTest' || (node.set.op !== 'fact' && node.set.op !== 'field')) continue;
    const { name } = node.set;
    found.set(name, [...new Set([...found.get(name) ?? [], ...node.list])].sort());
  }
  return found;
};

type Writing = Readonly<{ theorem: Theorem; pack: Pack; text: WorldText; all: readonly Expression[] }>;

const write = ({ theorem, text }: Writing, world: World, law: OtherLaw): WrittenLaw => {
  const { matter: name, period, switches } = theorem;
  const asOf = asOfTerms(text, period);
  asOfTerms(text, law.pack.effective);
  const to = { world, asOf, switches: switchTerms(text, law.pack, { ...switches, ...law.switches }) };
  const matter = law.pack.matters.find((each) => each.name === name);
  return { to, law, terms: matterTerms(to, law.pack, matter ?? emptyMatter(name)) };
};

/** A matter that a pack does not have covers nothing. */
const emptyMatter = (name: string): Matter => ({
  name, outcomes: ['notCovered'], flags: [], clauses: [], at: { line: 1, column: 1 },
  otherwise: {
    outcome: 'notCovered', cite: [], flags: [], intended: true, explain: { zh: '', en: '' }, at: { line: 1,
      column: 1 },
  },
});

/** What holds of every record that the theorem speaks of. */
const assumed = (writing: Writing, { to }: WrittenLaw): readonly Term[] => {
  const { theorem, all, text } = writing;
  const facts = touched(all);
  text.place = 'what is true of real records';
  const plausible = theorem.anyFacts ? [] : PLAUSIBLE.filter((each) => touched([each]).every((fact) =>
    facts.includes(fact)))
    .map((each) => not(truthTerms(to, each).no));
  text.place = 'given';
  const given = theorem.given === undefined ? [] : [truthTerms(to, theorem.given).yes];
  if (!theorem.allKnown) return [...plausible, ...given];
  const fields = [...new Set(all.flatMap(entryFieldsRead))];
  const entries = Array.from({ length: Math.max(0, text.entriesMax) }, (_, entry) => fields.map((field) =>
    implies(entryPresent(to.world, entry), entryValue(to.world, entry, field).known))).flat();
  return [...plausible, ...given, ...facts.map((fact) => factKnown(to.world, fact)), ...entries];
};

const overlaps = ({ clauses }: MatterTerms): Term => or(...clauses.flatMap((one, i) =>
  clauses.slice(i + 1).flatMap((other) => {
    const { exceptTo, outcome } = one.clause;
    const isDeclared = exceptTo === 'all' || exceptTo.includes(other.clause.id);
    return isDeclared || outcome === other.clause.outcome ? [] : [and(one.truth.yes, other.truth.yes)];
  })));

const decides = ({ clauses, undecided }: MatterTerms, id: string): Term =>
  and(not(undecided), or(...clauses.filter(({ clause }) => clause.id === id).map(({ first }) => first)));

type Asked = Pick<Claim, 'questions' | 'expects'>;
const one = (term: Term, about: string): Asked => ({ questions: [{ term, about }], expects: 'none' });

const within = (own: WrittenLaw, other: WrittenLaw, theorem: Theorem & { prove: {
  kind: 'within' } }): Asked => {
  const { outcomes, difference } = theorem.prove;
  const [here, there] = [own, other].map(({ to, terms }) => isOneOf(to.world, terms, outcomes));
  if (here === undefined || there === undefined) return one('false', '');
  const questions = [{ term: and(here, not(there)), about: 'here and not there' }];
  if (difference === undefined) return { questions, expects: 'none' };
  own.to.world.text.place = 'difference';
  const said = truthTerms(own.to, difference).yes;
  return {
    expects: 'none',
    questions: [...questions, { term: and(there, not(here), not(said)),
      about: 'a difference that is not named' },
      { term: and(there, here, said), about: 'named as a difference, and none' }],
  };
};

const ask = (theorem: Theorem, laws: readonly WrittenLaw[]): Asked => {
  const [own, other] = laws;
  const { prove } = theorem;
  if (own === undefined) return one('false', '');
  const { to: { world }, terms } = own;
  switch (prove.kind) {
    case 'never': return one(isOneOf(world, terms, prove.outcomes), 'outcome');
    case 'always': return one(not(isOneOf(world, terms, prove.outcomes)), 'outcome');
    case 'neverFires': return one(decides(terms, prove.clause), prove.clause);
    case 'decided': return one(terms.undecided, 'undecided');
    case 'noOverlap': return one(overlaps(terms), 'overlap');
    case 'fires':
      return { questions: prove.clauses.map((id) => ({ term: decides(terms, id), about: id })),
        expects: 'example' };
    case 'within': return other === undefined ? one('false', '') : within(own, other, { ...theorem, prove });
    case 'changesOnly': {
      if (other === undefined) return one('false', '');
      world.text.place = 'when';
      const { yes } = truthTerms(own.to, prove.when);
      const same = and(equal(terms.outcome, other.terms.outcome), equal(terms.day, other.terms.day));
      return one(and(not(same), not(yes)), 'a change that is not named');
    }
    case 'unknownNever': return other === undefined ? one('false', '')
      : one(and(isOneOf(world, terms, prove.outcomes), not(isOneOf(other.to.world, other.terms,
        prove.outcomes))), 'filled in');
  }
};

/** What is known of the facts is known of the filled facts, with the same value: they share their values. */
const filledIn = (text: WorldText, from: string): readonly Term[] => [...text.declared.keys()]
  .filter((name) => name.startsWith(`${from}k_`))
  .map((name) => implies(name, text.declared.get(name.slice(from.length)) ?? 'true'));

/** Whether lists of other entries are looked at, or left open: then they may say anything. */
export type Lists = 'lookedAt' | 'open';

/** Writes a theorem about a pack as questions to a solver. */
export const claimOf = (pack: Pack, theorem: Theorem, lists: Lists = 'lookedAt'): Claim => {
  const other = otherOf(theorem);
  const all = [...lawExpressions(pack, theorem.matter), ...sentencesOf(theorem),
    ...(other === undefined ? [] : lawExpressions(other.pack, theorem.matter))];
  const entries = lists === 'open' ? { max: 0, complete: true } : entriesNeeded(all);
  const text = newText(namesMentioned(all), lists === 'open' ? LISTS_OPEN : entries.max);
  const writing = { theorem, pack, text, all };
  const full: World = { prefix: '', text };
  const own = { pack, switches: {} };
  if (theorem.prove.kind !== 'unknownNever') {
    const laws = [write(writing, full, own), ...(other === undefined ? [] : [write(writing, full, other)])];
    const [first] = laws;
    const asked = ask(theorem, laws);
    const given = first === undefined ? [] : assumed(writing, first);
    text.lines.push(...given.map((term) => `(assert ${term})`));
    return { text, laws, facts: full, entries, ...asked };
  }
  const partial: World = { prefix: 'p_', text };
  const laws = [write(writing, partial, own), write(writing, full, own)];
  const asked = ask(theorem, laws);
  const filled = laws[1];
  const given = filled === undefined ? [] : assumed(writing, filled);
  text.lines.push(...[...given, ...filledIn(text, 'p_')].map((term) => `(assert ${term})`));
  return { text, laws, facts: partial, filled: full, entries, ...asked };
};
