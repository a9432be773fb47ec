import { assert, type CivilDate, type Json } from '@fengcun/kernel';
import { compileCondition } from '../evaluate/compile-condition.ts';
import { decide } from '../evaluate/decide.ts';
import type { Decision } from '../evaluate/decision.ts';
import { TRUE } from '../evaluate/truth.ts';
import { parseFacts } from '../facts/parse-facts.ts';
import { slotsOf } from '../facts/slots.ts';
import type { Pack } from '../packs/pack.ts';
import { type Claim, claimOf, type WrittenLaw } from './claim.ts';
import { asOfOf, factsOf, type Model } from './read-model.ts';
import { smallest, type Solver } from './smallest.ts';
import type { Theorem } from './theorem.ts';
import { type LeftOpen, nameOfCode, type World } from './world.ts';

/** Facts of one record that show something, decided by the interpreter. */
export type ProofExample = Readonly<{
  /** What it shows: a clause, or in which way the theorem fails. */
  about: string;
  asOf: CivilDate;
  facts: Readonly<Record<string, Json>>;
  /** Where a theorem speaks of unknown facts: what they turn out to be. */
  becomes?: Readonly<Record<string, Json>>;
  /** One decision for each law, or for the facts before and after. */
  decisions: readonly Pick<Decision, 'pack' | 'outcome' | 'sealFrom' | 'decidedBy' | 'switches'>[];
  /** Clauses that certainly hold, of the first decision. */
  holding: readonly string[];
}>;

/** The answer for one theorem. */
export type Proof = Readonly<{
  theorem: string;
  pack: string;
  packHash: string;
  status: 'proved' | 'refuted' | 'unknown';
  /** Why neither was found. */
  reason?: string;
  /** Counterexamples, or where a theorem claims that there are records, those. */
  examples: readonly ProofExample[];
  /** Operations that have no translation, with the clause: what is proved holds whatever they say. */
  leftOpen: readonly LeftOpen[];
  /** Other entries that were looked at; `complete`: more could make no difference. */
  entries: Claim['entries'];
}>;

type Asked = Readonly<{ pack: Pack; theorem: Theorem; claim: Claim; solver: Solver }>;

const switchesOf = ({ to, law }: WrittenLaw, model: Model): Readonly<Record<string, string>> =>
  Object.fromEntries(law.pack.switches.map(({ id }) => {
    const term = to.switches.get(id) ?? '';
    return [id, nameOfCode(to.world.text, Number(model.get(term) ?? term))];
  }));

type Seen = Readonly<{ decision: Decision; claimed: string }>;

/** The interpreter's decision for one law, beside the outcome that the solver's model gives it. */
const decideBy = (written: WrittenLaw, theorem: Theorem, model: Model): Seen | string => {
  const { to, law, terms } = written;
  const facts = parseFacts(factsOf(to.world, model));
  if (!facts.ok) return `the facts of the model are refused: ${JSON.stringify(facts.error)}`;
  const options = { asOf: asOfOf(model), matter: theorem.matter, switches: switchesOf(written, model) };
  const decided = decide(law.pack, { ...options, facts: facts.value });
  if (!decided.ok) return `the interpreter refuses: ${decided.error.message}`;
  const claimed = nameOfCode(to.world.text, Number(model.get(terms.outcome) ?? terms.outcome));
  return { decision: decided.value, claimed };
};

const holdingOf = ({ findings }: Decision): readonly string[] => {
  const ids = [...new Set(findings.map(({ clause }) => clause))];
  return ids.filter((id) => findings.every(({ clause, holds }) => clause !== id || holds === true));
};

const isGiven = (world: World, { theorem, model }: Readonly<{ theorem: Theorem; model: Model }>): boolean => {
  if (theorem.given === undefined) return true;
  const facts = parseFacts(factsOf(world, model));
  const context = { asOf: asOfOf(model), switches: new Map(Object.entries(theorem.switches)) };
  const isAsked = facts.ok && !JSON.stringify(theorem.given).includes('"op":"switch"');
  return !isAsked || compileCondition(theorem.given, context)(slotsOf(facts.value)) === TRUE;
};

/** Runs an example through the interpreter; a sentence where the two disagree. */
const exampleFrom = ({ claim, theorem }: Asked, about: string, model: Model): ProofExample | string => {
  const seen: Seen[] = [];
  for (const written of claim.laws) {
    const each = decideBy(written, theorem, model);
    if (typeof each === 'string') return each;
    if (each.claimed !== each.decision.outcome) {
      const { pack, outcome } = each.decision;
      return `the model says ${each.claimed} under ${pack}, the interpreter ${outcome}`;
    }
    seen.push(each);
  }
  if (!isGiven(claim.filled ?? claim.facts, { theorem,
    model })) return 'the interpreter does not find given what the model has';
  const [first] = seen;
  assert(first !== undefined, 'a claim is about a law');
  return {
    about, asOf: asOfOf(model), facts: factsOf(claim.facts, model),
    ...(claim.filled === undefined ? {} : { becomes: becomesOf(claim, model) }),
    decisions: seen.map(({ decision: { pack, outcome, sealFrom, decidedBy, switches } }) =>
      ({ pack, outcome, decidedBy, switches, ...(sealFrom === undefined ? {} : { sealFrom }) })),
    holding: holdingOf(first.decision),
  };
};

const becomesOf = ({ facts, filled }: Claim, model: Model): Readonly<Record<string, Json>> => {
  const before = factsOf(facts, model);
  const after = filled === undefined ? {} : factsOf(filled, model);
  return Object.fromEntries(Object.entries(after).filter(([name, value]) =>
    JSON.stringify(before[name]) !== JSON.stringify(value)));
};

type Answer = ProofExample | 'none' | Readonly<{ reason: string }>;

const termsOf = ({ laws }: Claim): readonly string[] => laws.map(({ terms }) => terms.outcome);

const answerTo = async (asked: Asked, question: Claim['questions'][number]): Promise<Answer> => {
  const { solver, claim } = asked;
  const answer = (await solver.ask(`(push 1)\n(assert ${question.term})\n(check-sat)`)).trim();
  if (answer === 'unsat') return 'none';
  if (answer !== 'sat') {
    const why = answer === 'unknown' ? await solver.ask('(get-info :reason-unknown)') : answer;
    return { reason: `the solver gives no answer about ${question.about}: ${why.trim()}` };
  }
  const worlds = claim.filled === undefined ? [claim.facts] : [claim.facts, claim.filled];
  const model = await smallest(solver, worlds, termsOf(claim));
  const example = exampleFrom(asked, question.about, model);
  return typeof example === 'string' ? { reason: example } : example;
};

/** LIMIT: milliseconds for one question; what takes longer is unknown, which is a failure. */
export const QUESTION_MILLISECONDS = 60_000;

const begin = async ({ solver, claim }: Asked, milliseconds: number): Promise<void> => {
  await solver.ask('(reset)');
  const said = await solver.ask(`(set-option :timeout ${milliseconds})\n${claim.text.lines.join('\n')}`);
  assert(said.trim() === '', `the solver does not read the translation: ${said.slice(0, 300)}`);
};

const proofBy = async (asked: Asked, milliseconds: number): Promise<Proof> => {
  const { pack, theorem, claim, solver } = asked;
  const head = {
    theorem: theorem.id, pack: pack.id, packHash: pack.hash, leftOpen: claim.text.leftOpen,
      entries: claim.entries,
  };
  const examples: ProofExample[] = [];
  // A sentence about no record at all would be true of anything.
  let isPossible = false;
  for (const question of claim.questions) {
    await begin(asked, milliseconds);
    if (!isPossible && (await solver.ask('(check-sat)')).trim() !== 'sat') {
      return { ...head, status: 'unknown', reason: 'no record was found that meets what is given', examples };
    }
    isPossible = true;
    const answer = await answerTo(asked, question);
    if (answer === 'none') {
      if (claim.expects === 'none') continue;
      return { ...head, status: 'refuted', reason: `${question.about} never decides`, examples };
    }
    if ('reason' in answer) return { ...head, status: 'unknown', reason: answer.reason, examples };
    examples.push(answer);
    if (claim.expects === 'none') return { ...head, status: 'refuted', examples };
  }
  if (claim.expects === 'none' && !claim.entries.complete) {
    const reason = `proved for at most ${claim.entries.max} other entries only`;
    return { ...head, status: 'unknown', reason, examples };
  }
  return { ...head, status: 'proved', examples };
};

/**
 * Proves or refutes a theorem about a pack. Every example was decided by the interpreter too: where it
 * does not
 * show what it claims the answer is `unknown`, never `refuted`. Where more entries are needed than can be
 * looked
 * at, a proof is sought with lists left open (it holds whatever they are), a counterexample among few
 * entries.
 */
export const prove = async (
  solver: Solver, pack: Pack, theorem: Theorem, milliseconds: number = QUESTION_MILLISECONDS,
): Promise<Proof> => {
  const claim = claimOf(pack, theorem);
  if (claim.expects === 'none' && !claim.entries.complete) {
    const open = await proofBy({ pack, theorem, claim: claimOf(pack, theorem, 'open'), solver },
      milliseconds);
    if (open.status !== 'unknown') return open;
  }
  return proofBy({ pack, theorem, claim, solver }, milliseconds);
};
