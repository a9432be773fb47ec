import { type IdentityDocument } from './document.ts';
import { compareNames, type NameComparison, type NameUse } from './name.ts';
import { documentKey } from './parse-document.ts';
import { claimedBirthDates, type PersonClaims } from './person.ts';

/**
 * Whether two sets of claims are of one person. `certain`: number, name and birth date agree. `candidate`: a
 * person may look. `contradiction`: one number with two names or two birth dates; a person must look.
 * LAW: no article says when two records are of one person; a wrong link seals or opens the record of somebody
 * else, so only full agreement links by itself, and everything between yes and no goes to a person.
 */
export type SamenessVerdict = 'certain' | 'candidate' | 'different' | 'contradiction';

/** Closed list of what was found; `…Differs` speaks against, the others for one person. */
export type SamenessReason =
  | 'documentSame' | 'documentUpgradedFromFifteen' | 'documentDiffers'
  | 'nameSame' | 'nameFormer' | 'nameScriptVariant' | 'nameUnknown' | 'nameDiffers'
  | 'birthDateSame' | 'birthDateUnknown' | 'birthDateDiffers' | 'birthDateOwnContradiction'
  | 'sexDiffers' | 'kindDiffers';

/** The verdict with everything found, in a fixed order; no personal data. */
export type Sameness = Readonly<{ verdict: SamenessVerdict; reasons: readonly SamenessReason[] }>;

type DocumentFinding = 'same' | 'upgraded' | 'differs' | 'none';

/** Numbers that a person keeps for life; others are given anew with every document, so two prove nothing. */
const isLifelong = (document: IdentityDocument): boolean =>
  document.type !== 'passport' && document.form !== 'permanent2004';

const compareDocuments = (a: PersonClaims, b: PersonClaims): DocumentFinding => {
  const pairs = a.documents.flatMap((one) => b.documents.map((other) => [one, other] as const));
  const shared = pairs.filter(([one, other]) => documentKey(one) === documentKey(other));
  if (shared.some((pair) => pair.every((document) => document.form !== 'resident15'))) return 'same';
  if (shared.length > 0) return 'upgraded';
  const differs = pairs.some(([one, other]) => isLifelong(one) && isLifelong(other)
    && other.type === one.type && other.issuingState === one.issuingState);
  return differs ? 'differs' : 'none';
};

type NameFinding = NameComparison | 'former';

const RANK: readonly NameFinding[] = ['same', 'former', 'scriptVariant', 'unknown', 'different'];
const isOwnName = (use: NameUse): boolean => use === 'current';

/** The best agreement among all names; current names that agree count more than former ones and aliases. */
const compareAllNames = (a: PersonClaims, b: PersonClaims): NameFinding => {
  const found = a.names.flatMap((one) => b.names.map((other): NameFinding => {
    const compared = compareNames(one.text, other.text);
    return compared === 'same' && !(isOwnName(one.use) && isOwnName(other.use)) ? 'former' : compared;
  }));
  return RANK.find((finding) => found.includes(finding)) ?? 'unknown';
};

type BirthFinding = 'same' | 'differs' | 'unknown' | 'own';

const compareBirthDates = (a: PersonClaims, b: PersonClaims): BirthFinding => {
  const [ours, theirs] = [claimedBirthDates(a), claimedBirthDates(b)];
  if (ours.length > 1 || theirs.length > 1) return 'own';
  if (ours.length === 0 || theirs.length === 0) return 'unknown';
  return ours[0] === theirs[0] ? 'same' : 'differs';
};

const DOCUMENT_REASONS: Readonly<Record<DocumentFinding, readonly SamenessReason[]>> = {
  same: ['documentSame'], upgraded: ['documentUpgradedFromFifteen'], differs: ['documentDiffers'], none: [],
};
const NAME_REASONS: Readonly<Record<NameFinding, SamenessReason>> = {
  same: 'nameSame', former: 'nameFormer', scriptVariant: 'nameScriptVariant', unknown: 'nameUnknown',
  different: 'nameDiffers',
};
const BIRTH_REASONS: Readonly<Record<BirthFinding, SamenessReason>> = {
  same: 'birthDateSame', differs: 'birthDateDiffers', unknown: 'birthDateUnknown',
  own: 'birthDateOwnContradiction',
};

type Findings = Readonly<{
  document: DocumentFinding; name: NameFinding; birth: BirthFinding; sexDiffers: boolean;
}>;

const isUnit = (person: PersonClaims): boolean => person.kind === 'entity';

/** With one number shared: agreement, or a contradiction that names itself. */
const verdictOfOneNumber = (found: Findings, unit: boolean): SamenessVerdict => {
  const { name, birth, sexDiffers, document } = found;
  if (name === 'different' || birth === 'differs' || birth === 'own' || sexDiffers) return 'contradiction';
  const nameAgrees = name === 'same' || name === 'former';
  // 15-digit numbers were sometimes given twice (重号), so sex, birth date and name must carry the link.
  const birthAgrees = unit || birth === 'same';
  return nameAgrees && birthAgrees && (document === 'same' || name === 'same') ? 'certain' : 'candidate';
};

/** Without a shared number nothing is certain; a lifelong number that differs needs all else to agree. */
const verdictWithoutNumber = ({ document, name, birth, sexDiffers }: Findings): SamenessVerdict => {
  if (sexDiffers || birth === 'differs' || name === 'different') return 'different';
  if (document === 'differs') return name === 'same' && birth === 'same' ? 'candidate' : 'different';
  return name === 'unknown' ? 'different' : 'candidate';
};

/**
 * Compares the claims of two sources; symmetric. `different` means that nothing here links them, not that
 * they are proven to be two persons.
 */
export const sameness = (a: PersonClaims, b: PersonClaims): Sameness => {
  const sexes = [a, b].map((person) =>
    person.sex ?? person.documents.find((one) => one.sex !== undefined)?.sex);
  const findings: Findings = {
    document: compareDocuments(a, b), name: compareAllNames(a, b), birth: compareBirthDates(a, b),
    sexDiffers: sexes[0] !== undefined && sexes[1] !== undefined && sexes[0] !== sexes[1],
  };
  const kindDiffers = a.kind !== b.kind;
  const reasons: readonly SamenessReason[] = [
    ...DOCUMENT_REASONS[findings.document], NAME_REASONS[findings.name],
    ...(isUnit(a) && isUnit(b) ? [] : [BIRTH_REASONS[findings.birth]]),
    ...(findings.sexDiffers ? ['sexDiffers' as const] : []), ...(kindDiffers ? ['kindDiffers' as const] : []),
  ];
  const oneNumber = findings.document === 'same' || findings.document === 'upgraded';
  if (kindDiffers) return { verdict: oneNumber ? 'contradiction' : 'different', reasons };
  const verdict = oneNumber ? verdictOfOneNumber(findings, isUnit(a)) : verdictWithoutNumber(findings);
  return { verdict, reasons };
};
