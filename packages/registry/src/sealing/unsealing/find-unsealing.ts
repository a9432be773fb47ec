import { assert, type CivilDate } from '@fengcun/kernel';
import { decide, type Decision, type FactSheet, type Pack, parseFacts } from '@fengcun/policy';
import { OPEN_GROUND, type OpenGround } from '../grounds.ts';
import { endsSeal } from '../lifecycle/lawful-ground.ts';
import { type Consequence, consequencesOf } from './consequences.ts';
import {
  type NewJudgment, type SealedRecord, triggerOf, unsealFacts, type UnsealTrigger,
} from './new-judgment.ts';

/** What the other option of an open question would lead to; shown beside the configured one. */
export type OtherReading = Readonly<{ switch: string; option: string; outcome: string }>;

/** What the court must write, where it must. @see 2022 Measures art. 18(2) */
export type CourtStatement = Readonly<{ holds: true | 'unknown'; zh: string; cites: readonly string[] }>;

/** Facts a person must find out before anything follows. */
export type UnsealQuestion = Readonly<{ fact: string; zh: string }>;

/**
 * What a new judgment means for one sealed record: a proposal to two people, never an act. `propose` names
 * the ground and the day it arose; `staysSealed` may still carry a conflict of texts to look at; `review`
 * lacks a fact or a rule.
 */
export type UnsealProposal = Readonly<{
  recordId: string;
  outcome: 'propose' | 'staysSealed' | 'review';
  ground?: OpenGround;
  effectiveFrom?: CivilDate;
  cites: readonly string[];
  reasons: Readonly<{ zh: string; en: string }>;
  questions: readonly UnsealQuestion[];
  /** Conflicts between texts that decided here: K2, K3. */
  conflicts: readonly string[];
  otherReadings: readonly OtherReading[];
  statement?: CourtStatement;
  consequences: readonly Consequence[];
  decision: Readonly<{
    pack: string; packHash: string; decidedBy: string; factsHash: string;
    switches: Readonly<Record<string, string>>;
  }>;
}>;

/** Pack with the matter `unseal`: the law in force, or the proposal that sealed; and the readings chosen. */
export type UnsealRules =
  Readonly<{ pack: Pack; switches?: Readonly<Record<string, string>>; asOf: CivilDate }>;

const GROUND: Readonly<Record<Exclude<UnsealTrigger, 'none' | 'unknown'>, OpenGround>> = {
  newCrime: 'newCrimeAsMinor', omittedCrime: 'omittedCrimeAsMinor', retrialRevision: 'retrialRaised',
};

const sheetOf = (record: SealedRecord, judgment: NewJudgment): FactSheet => {
  const facts = parseFacts(unsealFacts(record, judgment));
  assert(facts.ok, 'facts of unsealing are well formed');
  return facts.value;
};

const decisionOf = (facts: FactSheet, rules: UnsealRules, on: CivilDate): Decision => {
  const { pack, switches = {} } = rules;
  const made = decide(pack, { asOf: on, matter: 'unseal', switches, facts });
  assert(made.ok, 'the pack decides unsealing on a day on which it is in force');
  return made.value;
};

/** The day whose law decides: that of the ground; today where no law held then, or nobody told. */
const dayOf = ({ effectiveOn }: NewJudgment, { pack, asOf }: UnsealRules): CivilDate => {
  if (effectiveOn === 'unknown' || effectiveOn < pack.effective.from) return asOf;
  return pack.effective.to !== undefined && effectiveOn >= pack.effective.to ? asOf : effectiveOn;
};

const OPEN_READINGS: ReadonlySet<string> = new Set(['K2', 'K3', 'K6']);

/** Every other option of the open questions that would decide otherwise. */
const otherReadings = (
  facts: FactSheet, rules: UnsealRules, at: Readonly<{ on: CivilDate; decision: Decision }>,
): readonly OtherReading[] => {
  const open = rules.pack.switches.filter(({ id }) => OPEN_READINGS.has(id));
  const others = open.flatMap(({ id, options }) =>
    options.filter((option) => option !== at.decision.switches[id]).map((option) => ({ id, option })));
  return others.flatMap(({ id, option }) => {
    const switches = { ...rules.switches, [id]: option };
    const { outcome } = decisionOf(facts, { ...rules, switches }, at.on);
    return outcome === at.decision.outcome ? [] : [{ switch: id, option, outcome }];
  });
};

const statementOf = (facts: FactSheet): CourtStatement | undefined => {
  const holds = facts.laterAdultIntentionalCrime;
  return holds === false ? undefined : {
    holds, cites: ['M2022_18_2'],
    zh: '被封存犯罪记录的未成年人成年后又故意犯罪的，人民法院应当在裁判文书中载明其之前的犯罪记录；记录本身继续封存。',
  };
};

const openGroundFor = (record: SealedRecord, trigger: UnsealTrigger): OpenGround | undefined => {
  if (record.ground === 'proposal') return 'observationBreached';
  return trigger === 'none' || trigger === 'unknown' ? undefined : GROUND[trigger];
};

/** Why a seal that must end cannot be proposed to end yet. */
const missingFor = (
  ground: OpenGround | undefined, judgment: NewJudgment, on: CivilDate,
): readonly UnsealQuestion[] => [
  // Also a day on which the rule did not hold yet: then a person says which law applies.
  ...(judgment.effectiveOn !== on ? [{ fact: 'effectiveOn', zh: '新的裁判自哪一天起生效' }] : []),
  ...(ground === undefined ? [{ fact: 'unsealTrigger', zh: '是新罪、漏罪还是再审改判' }] : []),
];

const citesOf = ({ findings, decidedBy }: Decision): readonly string[] =>
  [...new Set(findings.filter(({ clause }) => clause === decidedBy).flatMap(({ cite }) => cite))];

const outcomeOf = ({ outcome }: Decision, proposes: boolean): UnsealProposal['outcome'] => {
  if (proposes) return 'propose';
  return outcome === 'mustStaySealed' || outcome === 'notCovered' ? 'staysSealed' : 'review';
};

const proposalOf = (record: SealedRecord, judgment: NewJudgment, rules: UnsealRules): UnsealProposal => {
  const facts = sheetOf(record, judgment);
  const on = dayOf(judgment, rules);
  const decision = decisionOf(facts, rules, on);
  const { pack, packHash, decidedBy, factsHash, switches, explain, flags } = decision;
  const ground = openGroundFor(record, triggerOf(record, judgment));
  const statement = statementOf(facts);
  const missing = decision.outcome === 'mustUnseal' ? missingFor(ground, judgment, on) : [];
  const opens = decision.outcome === 'mustUnseal' && missing.length === 0 ? ground : undefined;
  const asked = decision.questions.flatMap(({ fact, zh }) => (fact === undefined ? [] : [{ fact, zh }]));
  return {
    recordId: record.recordId, outcome: outcomeOf(decision, opens !== undefined),
    ...(opens === undefined ? {} : { ground: opens, effectiveFrom: on }),
    cites: opens === undefined ? citesOf(decision) : OPEN_GROUND[opens].cites,
    reasons: explain, questions: [...asked, ...missing],
    conflicts: flags.flatMap(({ id }) => (OPEN_READINGS.has(id) ? [id] : [])),
    otherReadings: otherReadings(facts, rules, { on, decision }),
    ...(statement === undefined ? {} : { statement }),
    consequences: consequencesOf(record.prior, judgment.offence),
    decision: { pack, packHash, decidedBy, factsHash, switches },
  };
};

/** Whether article 18 speaks of a record of this kind at all: 数罪并罚 and 改判 need a conviction. */
const mayEnd = (record: SealedRecord): boolean => {
  const { ground, underlying } = record;
  const basis = underlying === undefined ? { ground } : { ground, underlying };
  return ground === 'proposal' || endsSeal('newCrimeAsMinor', basis);
};

/**
 * What a new judgment means for the sealed records of the same person. Records that no judgment can open
 * (non-prosecution, acquittal, 治安) are passed over; nothing is ever opened here.
 * @see 2022 Measures arts 18, 19
 */
export const findUnsealing = (
  sealed: readonly SealedRecord[], judgment: NewJudgment, rules: UnsealRules,
): readonly UnsealProposal[] => sealed.filter(mayEnd).map((record) => proposalOf(record, judgment, rules));
