import type { InquirerKind } from '@fengcun/registry';
import { INQUIRERS } from 'virtual:inquiry-tables';
import { basisLabel, LEGAL_BASES, type LegalBasis, WHY_NOT } from '@fengcun/statute';
import type { Words } from '../../app/language.tsx';
import { civilToday } from '../../parts/dates.ts';

/** What is told before anything else is filled in: whether such a basis can work, and what to do. */
export type Verdict = Readonly<{ can: 'yes' | 'no' | 'open'; words: Words; cites: readonly string[] }>;

type NamedBasis = LegalBasis & Readonly<{ label: string }>;

/** The rows of the registry that are in force today in China, named as papers name them. */
export const basesNow = (day = civilToday()): readonly NamedBasis[] =>
  LEGAL_BASES.bases.filter(({ from, until }) =>
    from !== undefined && from <= day && (until === undefined || day < until))
    .map((basis) => ({ ...basis, label: basisLabel(basis) }));

/** Those of them that can carry a kind of inquirer at all: a school asks under a law that has it ask every year. */
export const basesFor = (kind: InquirerKind, day?: string): readonly NamedBasis[] =>
  basesNow(day).filter(({ yearlyRecheck }) => INQUIRERS[kind].yearlyOnly !== true || yearlyRecheck === true);

/** Occupations a basis speaks of, by their names. */
export const occupationsOf = (basisId: string): readonly Readonly<{ id: string; name: string }>[] =>
  [...new Set(basesNow().filter(({ id }) => id === basisId).flatMap(({ occupations }) => occupations))]
    .map((id) => ({ id, name: LEGAL_BASES.occupations[id] ?? id }));

const NEVER: Verdict = {
  can: 'no', cites: ['M2022_10_3'],
  words: { zh: '外部平台不得查询，也不得接入。', en: 'External platforms neither ask nor connect.' },
};

const OWN: Verdict = {
  can: 'open', cites: [],
  words: {
    zh: '本人、受托人、监护人查询的，办理无犯罪记录证明即可，不走本程序。',
    en: 'People, agents and guardians apply for a certificate instead.',
  },
};

const NOT_ABOUT_MINORS: Verdict = {
  can: 'no', cites: ['LPM_62'],
  words: {
    zh: '密切接触未成年人的单位应当依未成年人保护法、学前教育法查询。',
    en: 'Units in close contact with minors ask under the laws on minors and on preschools.',
  },
};

/**
 * Said early, and no decision: the organ decides by the registry and the facts. `undefined` while nothing can
 * be said yet. @see 《刑法》第96条; 2022 Measures art. 16
 */
export const verdictOf = (kind: InquirerKind | undefined, basisId: string | undefined): Verdict | undefined => {
  if (kind === undefined) return undefined;
  const { basis, cites } = INQUIRERS[kind];
  if (basis === 'never') return NEVER;
  if (basis === 'own') return OWN;
  if (basis === 'case') {
    return { can: 'yes', cites, words: { zh: '办理案件需要的，可以申请；须有立案或者委托的证明。',
      en: 'Possible where a case needs it; proof of the case is required.' } };
  }
  if (basisId === undefined) return undefined;
  if (basisId === 'none') {
    return { can: 'no', cites: ['CL_96', 'CPL_286_2'], words: {
      zh: '没有国家规定作依据的，依法不予许可。可以写明您所依据的规范，由机关答复。',
      en: 'Without a state provision it is refused by law. Name your norm and the organ will answer.',
    } };
  }
  const found = basesNow().find(({ id }) => id === basisId);
  if (found === undefined) return undefined;
  if (INQUIRERS[kind].yearlyOnly === true && found.yearlyRecheck !== true) return NOT_ABOUT_MINORS;
  if (found.usable) {
    return { can: 'yes', cites: found.cites, words: {
      zh: '该规定可以作为查询依据；只告知与岗位相关的类别。', en: 'A basis; only related classes are told.' } };
  }
  const why = WHY_NOT[found.whyNot ?? 'notNationalRule'];
  return { can: 'no', cites: why.cites, words: {
    zh: `该规定不能作为查询依据：${why.zh}。`, en: `No basis: ${why.en}.` } };
};
