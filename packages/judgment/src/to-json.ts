import type { Json } from '@fengcun/kernel';
import type { ChargeReading, DefendantReading, JudgmentReading, PriorConviction, RightsDeprivation,
  Term } from './reading.ts';

type Evident = Readonly<{ value: unknown; span: Readonly<{ start: number; end: number }> }>;
type Evidence = Record<string, Json>;

const termJson = (term: Term): Json => ({
  type: term.type, months: term.months, ...(term.days === undefined ? {} : { days: term.days }),
});

const rightsJson = (rights: RightsDeprivation): Json =>
  rights.life === true ? { months: 0, life: true } : { months: rights.months };

/** Writes present values into an object and their words into the evidence, under one JSON pointer each. */
const writer = (evidence: Evidence, pointer: string) => {
  const object: Record<string, Json> = {};
  const put =
    <T extends Evident>(key: string, found: T | undefined, show: (value: T['value']) => Json): void => {
    if (found === undefined) return;
    object[key] = show(found.value);
    evidence[`${pointer}/${key}`] = [found.span.start, found.span.end];
  };
  return { object, put };
};

const plain = (value: string | number | true): Json => value;

const chargeJson = (charge: ChargeReading, evidence: Evidence, pointer: string): Json => {
  const { object, put } = writer(evidence, pointer);
  put('name', charge.name, plain);
  put('term', charge.term, termJson);
  put('fineYuan', charge.fineYuan, plain);
  return object;
};

const priorJson = (prior: PriorConviction): Json => ({
  charges: [...prior.charges],
  ...(prior.date === undefined ? {} : { date: prior.date }),
  ...(prior.term === undefined ? {} : { term: termJson(prior.term) }),
  ...(prior.probationMonths === undefined ? {} : { probationMonths: prior.probationMonths }),
  ...(prior.fineYuan === undefined ? {} : { fineYuan: prior.fineYuan }),
  ...(prior.confiscationYuan === undefined ? {} : { confiscationYuan: prior.confiscationYuan }),
  ...(prior.deprivationMonths === undefined ? {} : { deprivationMonths: prior.deprivationMonths }),
  ...(prior.releaseDate === undefined ? {} : { releaseDate: prior.releaseDate }),
});

type Put = ReturnType<typeof writer>['put'];

const putSentence = (defendant: DefendantReading, put: Put): void => {
  put('combined', defendant.combined, termJson);
  put('probationMonths', defendant.probationMonths, plain);
  put('fineYuan', defendant.fineYuan, plain);
  put('confiscationYuan', defendant.confiscationYuan, plain);
  put('deprivationOfPoliticalRights', defendant.deprivationOfPoliticalRights, rightsJson);
  put('occupationalBanMonths', defendant.occupationalBanMonths, plain);
  put('noParole', defendant.noParole, plain);
  put('termStart', defendant.termStart, plain);
  put('termEnd', defendant.termEnd, plain);
  put('mergedWithPrior', defendant.mergedWithPrior, plain);
  put('revokedProbation', defendant.revokedProbation, plain);
};

const putFindings = (defendant: DefendantReading, object: Record<string, Json>, put: Put): void => {
  const { findings } = defendant;
  // These three are always printed: the absence of a finding by the court is `false` in the stable form.
  object['recidivist'] = false;
  object['juvenileAtOffence'] = false;
  object['surrender'] = false;
  put('recidivist', findings.recidivist, plain);
  put('drugRecidivist', findings.drugRecidivist, plain);
  put('juvenileAtOffence', findings.juvenileAtOffence, plain);
  put('surrender', findings.surrender, plain);
  put('confession', findings.confession, plain);
  put('merit', findings.merit, plain);
  put('pleaLeniency', findings.pleaLeniency, plain);
  put('offenceFrom', defendant.offenceFrom, plain);
  put('offenceTo', defendant.offenceTo, plain);
};

const putPerson = (defendant: DefendantReading, evidence: Evidence, pointer: string): Record<string,
  Json> => {
  const { object, put } = writer(evidence, pointer);
  put('name', defendant.name, plain);
  if (defendant.aliases.length > 0) {
    object['aliases'] = defendant.aliases.map((alias) => alias.value);
    defendant.aliases.forEach((alias, index) => {
      evidence[`${pointer}/aliases/${index}`] = [alias.span.start, alias.span.end];
    });
  }
  if (defendant.isEntity) object['entity'] = true;
  put('sex', defendant.sex, plain);
  put('birthDate', defendant.birthDate, plain);
  object['charges'] =
    defendant.charges.map((charge, index) => chargeJson(charge, evidence, `${pointer}/charges/${index}`));
  putSentence(defendant, put);
  putFindings(defendant, object, put);
  return object;
};

const defendantJson = (defendant: DefendantReading, evidence: Evidence, pointer: string): Json => {
  const object = putPerson(defendant, evidence, pointer);
  if (defendant.custody.length > 0) {
    object['custody'] = defendant.custody.map(({ measure, on, span }, index) => {
      evidence[`${pointer}/custody/${index}`] = [span.start, span.end];
      return { measure, on };
    });
  }
  object['priorConvictions'] = defendant.priorConvictions.map((prior, index) => {
    evidence[`${pointer}/priorConvictions/${index}`] = [prior.span.start, prior.span.end];
    return priorJson(prior);
  });
  return object;
};

/**
 * One judgment in the stable form of `parse --json`: an absent key was not stated; recidivist,
 * juvenileAtOffence, surrender and priorConvictions are always present. `evidence` maps the JSON pointer of
 * every value to [start, end) of the words that prove it, as UTF-16 offsets of the text.
 */
export const readingToJson = (id: string, reading: JudgmentReading): Json => {
  const evidence: Evidence = {};
  const { object, put } = writer(evidence, '');
  object['id'] = id;
  put('court', reading.court, plain);
  put('caseNumber', reading.caseNumber, plain);
  put('judgmentDate', reading.judgmentDate, plain);
  put('instance', reading.instance, plain);
  object['defendants'] = reading.defendants.map((defendant, index) =>
    defendantJson(defendant, evidence, `/defendants/${index}`));
  object['problems'] = reading.problems.map((problem) => ({
    code: problem.code, message: problem.message, span: [problem.span.start, problem.span.end],
    ...(problem.defendant === undefined ? {} : { defendant: problem.defendant }),
  }));
  object['evidence'] = evidence;
  return object;
};
