import type { CivilDate } from '@fengcun/kernel';
import type { FactSheet } from '@fengcun/policy';
import { under18On } from '@fengcun/statute';

/**
 * The rule set of the comparison: the juvenile rule and proposal A1, in first-match order, 19 conditions. Each
 * engine gets it in its own language; every one is checked record by record against the hand-written closure.
 */
export const RULES_PACK = `
id: bench-juvenile-a1
version: 2026-01-01
status: proposal
title: {zh: 基准规则, en: benchmark rules}
effective: {from: 2013-01-01}
matters:
  seal:
    outcomes: [mustSeal, mustNotSeal, notCovered, needsReview]
    clauses:
${clause('entity', 'notCovered', ["subjectKind == 'entity'"])}
${clause('juvenile-over-five-years', 'mustNotSeal', [
  "recordKind == 'conviction'", 'under18(bornOn, offenceTo)', 'executedTermMonths > 60'])}
${clause('juvenile-conviction', 'mustSeal', [
  "recordKind == 'conviction'", 'under18(bornOn, offenceTo)', 'executedTermMonths <= 60'])}
${clause('juvenile-non-prosecution', 'mustSeal', ["recordKind == 'nonProsecution'", 'under18(bornOn, offenceTo)'])}
${clause('excluded-class', 'mustNotSeal', [
  "hasAny(offenceClasses, ['nationalSecurity', 'terrorism', 'sexual', 'drug', 'gang', 'dutyCrime'])"])}
${clause('recidivist', 'mustNotSeal', ['recidivist || drugRecidivist'])}
${clause('reoffender', 'mustNotSeal', ['!firstOffender'])}
${clause('negligent-up-to-three-years', 'mustSeal', [
  "recordKind == 'conviction'", "mensRea == 'negligent'", 'executedTermMonths <= 36'])}
${clause('intentional-up-to-one-year', 'mustSeal', [
  "recordKind == 'conviction'", "mensRea == 'intentional'", 'executedTermMonths <= 12',
  "penalty != 'lifeImprisonment' && penalty != 'death'"])}
    otherwise: {outcome: notCovered, cite: [CPL_286_1], explain: {zh: 不属于封存范围。, en: Not covered.}, intended: true}
`;

function clause(id: string, outcome: string, conditions: readonly string[]): string {
  const limbs = conditions.map((when, i) =>
    `          - {id: limb-${i + 1}, when: "${when}", cite: [CPL_286_1, CL_99], say: {zh: 条件, en: a condition}}`);
  return `      - id: ${id}
        text: 犯罪的时候不满十八周岁，被判处五年有期徒刑以下刑罚的，应当对相关犯罪记录予以封存。
        cite: [CPL_286_1]
        outcome: ${outcome}
        exceptTo: all
        explain: {zh: 由本条决定。, en: This clause decides.}
        all:
${limbs.join('\n')}`;
}

/** Classes that proposal A1 excludes. */
export const EXCLUDED: readonly string[] = ['nationalSecurity', 'terrorism', 'sexual', 'drug', 'gang', 'dutyCrime'];

/** Whether the person was under eighteen: the same function of statute for every engine that can call one. */
export const under18 = (bornOn: string, offenceTo: string): boolean =>
  under18On(bornOn as CivilDate, offenceTo as CivilDate) === true;

/** The rules as a person would write them by hand for known facts: the speed to compare with. */
export const handClosure = (facts: FactSheet): string => {
  if (facts.subjectKind === 'entity') return 'notCovered';
  const isConviction = facts.recordKind === 'conviction';
  if (under18(facts.bornOn, facts.offenceTo)) {
    if (isConviction) return Number(facts.executedTermMonths) > 60 ? 'mustNotSeal' : 'mustSeal';
    if (facts.recordKind === 'nonProsecution') return 'mustSeal';
  }
  const classes = facts.offenceClasses;
  for (const each of classes) if (EXCLUDED.includes(each)) return 'mustNotSeal';
  if (facts.recidivist === true || facts.drugRecidivist === true) return 'mustNotSeal';
  if (facts.firstOffender === false) return 'mustNotSeal';
  if (!isConviction) return 'notCovered';
  const months = Number(facts.executedTermMonths);
  if (facts.mensRea === 'negligent' && months <= 36) return 'mustSeal';
  const isLong = facts.penalty === 'lifeImprisonment' || facts.penalty === 'death';
  return facts.mensRea === 'intentional' && months <= 12 && !isLong ? 'mustSeal' : 'notCovered';
};

/** The rules as one CEL expression; `number` writes a number as the engine wants it. */
export const celExpression = (number: (value: number) => string): string => [
  "subjectKind == 'entity' ? 'notCovered'",
  `: recordKind == 'conviction' && under18(bornOn, offenceTo) && executedTermMonths > ${number(60)} ? 'mustNotSeal'`,
  `: recordKind == 'conviction' && under18(bornOn, offenceTo) && executedTermMonths <= ${number(60)} ? 'mustSeal'`,
  ": recordKind == 'nonProsecution' && under18(bornOn, offenceTo) ? 'mustSeal'",
  `: ${EXCLUDED.map((each) => `'${each}' in offenceClasses`).join(' || ')} ? 'mustNotSeal'`,
  ": recidivist || drugRecidivist ? 'mustNotSeal'",
  ": !firstOffender ? 'mustNotSeal'",
  `: recordKind == 'conviction' && mensRea == 'negligent' && executedTermMonths <= ${number(36)} ? 'mustSeal'`,
  `: recordKind == 'conviction' && mensRea == 'intentional' && executedTermMonths <= ${number(12)}`,
  "&& penalty != 'lifeImprisonment' && penalty != 'death' ? 'mustSeal' : 'notCovered'",
].join(' ');

/** Facts the rules read, by what they hold; engines that want declarations get these. */
export const FACTS_READ = {
  text: ['subjectKind', 'recordKind', 'bornOn', 'offenceTo', 'mensRea', 'penalty'],
  number: ['executedTermMonths'],
  truth: ['recidivist', 'drugRecidivist', 'firstOffender'],
  names: ['offenceClasses'],
} as const;
