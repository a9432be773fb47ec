import {
  claimedBirthDates, type CaseRecord, type Disposition, type HolderKey, type OrderConfidential,
  ORGAN_TYPES, type OrganType,
} from '@fengcun/registry';
import { NO_NAMES, type OrganNames } from '../organ-names.ts';
import { sentenceWords } from './sentence-words.ts';

/** Values of fields by name; undefined where nobody told them: the paper then says which field is missing. */
export type FieldValues = Readonly<Record<string, unknown>>;

const ORGAN_WORDS: Readonly<Record<OrganType, string>> = {
  police: '公安机关', stateSecurity: '国家安全机关', procuratorate: '人民检察院', court: '人民法院',
  prison: '监狱', detentionHouse: '看守所', communityCorrection: '社区矫正机构', justiceBureau: '司法行政机关',
};

/** The kind of a holder; undefined for a key of no known kind. */
export const typeOf = (holder: HolderKey): OrganType | undefined =>
  ORGAN_TYPES.find((type) => holder.startsWith(`${type}/`));

/** An organ by its registered name, else by kind and code as an order knows it; a name is never guessed. */
export const organWords = (holder: HolderKey, names: OrganNames = NO_NAMES): string | undefined => {
  const name = names.get(holder);
  if (name !== undefined) return name;
  const [type, code = ''] = [typeOf(holder), holder.slice(holder.indexOf('/') + 1)];
  return type === undefined || code === '' ? undefined : `${ORGAN_WORDS[type]}（机关代码${code}）`;
};

/** The one value of a list; undefined where there is none, or where two tell different things. */
const only = <T>(values: readonly (T | undefined)[]): T | undefined => {
  const told = [...new Set(values.filter((value) => value !== undefined))];
  return told.length === 1 ? told[0] : undefined;
};

/** Name, sex, birth and number of the person, as far as the tellings of the case agree. */
export const personFields = ({ person }: OrderConfidential): FieldValues => {
  const sex = only([person.sex, ...person.documents.map((document) => document.sex)]);
  const identity = person.documents.filter(({ type }) => type === 'residentIdentityCard');
  const documents = identity.length === 0 ? person.documents : identity;
  return {
    personName: only(person.names.filter(({ use }) => use === 'current').map(({ text }) => text)),
    sex: sex === undefined ? undefined : sex === '男' ? 'male' : 'female',
    birthDate: only(claimedBirthDates(person)), idNumber: only(documents.map(({ number }) => number)),
  };
};

type Decided = Readonly<{
  number?: string; organ?: string; charges?: readonly string[]; day?: string; prosecutor?: string;
}>;

/** A private prosecutor is a third person and is not named. */
const PRIVATE = '自诉人';

const decidedIn = ({ message }: CaseRecord): Decided | undefined => {
  switch (message.kind) {
    case 'judgmentRecorded': {
      const { documentNumber, court, charges, decidedOn } = message.content;
      const { procuratorate, privateProsecution } = message.content;
      const prosecutor = procuratorate ?? (privateProsecution === true ? PRIVATE : undefined);
      const decided = {
        number: documentNumber, organ: court, day: decidedOn,
        ...(prosecutor === undefined ? {} : { prosecutor }),
      };
      return charges === undefined ? decided : { ...decided, charges };
    }
    case 'nonProsecutionDecided': {
      const { documentNumber, procuratorate, decidedOn } = message.content;
      return {
        day: decidedOn, ...(documentNumber === undefined ? {} : { number: documentNumber }),
        ...(procuratorate === undefined ? {} : { organ: procuratorate }),
      };
    }
    case 'publicOrderDecisionRecorded': {
      const { documentNumber, decidedOn } = message.content;
      return { day: decidedOn, ...(documentNumber === undefined ? {} : { number: documentNumber }) };
    }
    default: return undefined;
  }
};

const RESULTS: Partial<Readonly<Record<Disposition['kind'], string>>> =
  { nonProsecution: '不起诉', noLiability: '不予刑事处罚、不追究刑事责任' };

const resultOf = (
  { kind, sentence, acquittalGround }: Disposition, charges: readonly string[] | undefined,
): string | undefined => {
  if (acquittalGround === 'insufficientEvidence') return '证据不足、指控的犯罪不能成立，宣告无罪';
  const words = sentence === undefined ? RESULTS[kind] : sentenceWords(sentence);
  if (words === undefined || sentence === undefined) return words;
  return charges === undefined ? undefined : `犯${charges.join('、')}，${words}`;
};

/** What the papers say of the decision: its number, day in force, result, and the organ's own name. */
export const dispositionFields = (disposition: Disposition): FieldValues => {
  const { records, effect } = disposition;
  const decided = records.flatMap((record) => decidedIn(record) ?? [])
    .toSorted((a, b) => ((a.day ?? '') < (b.day ?? '') ? -1 : 1));
  const last = decided.at(-1);
  const charges = decided.findLast((one) => one.charges !== undefined)?.charges;
  const { sentence } = disposition;
  const references = records.flatMap(({ message }) => message.case.references ?? []);
  const wanted = disposition.kind === 'judgment' ? 'courtCase' : 'procuratorateCase';
  return {
    organ: last?.organ, disposition: last?.number, result: resultOf(disposition, charges),
    caseNumber: only(references.filter(({ type }) => type === wanted).map(({ number }) => number)),
    effectiveOn: effect.state === 'effective' ? effect.on : undefined,
    charges, sentence: sentence === undefined ? undefined : sentenceWords(sentence),
    prosecutor: decided.findLast((one) => one.prosecutor !== undefined)?.prosecutor,
  };
};
