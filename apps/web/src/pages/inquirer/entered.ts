import type { InquirerKind } from '@fengcun/registry';
import { INQUIRERS } from 'virtual:inquiry-tables';
import type { CallOf } from '../../api/interface.ts';

/** What was typed so far; everything is kept until the application is sent. */
export type Entered = Readonly<{
  kind: InquirerKind | undefined; basisId: string | undefined; norm: string; occupation: string; organ: string;
  inquirer: string; personName: string; personNumber: string; officerName: string; officerNumber: string;
  reasons: string; purpose: string; scopeOfUse: string; caseNumber: string; letterNumber: string;
  materials: readonly string[];
}>;

/** Nothing yet. */
export const NOTHING_ENTERED: Entered = {
  kind: undefined, basisId: undefined, norm: '', occupation: '', organ: '', inquirer: '', personName: '',
  personNumber: '', officerName: '', officerNumber: '', reasons: '', purpose: '', scopeOfUse: '', caseNumber: '',
  letterNumber: '', materials: [],
};

const KIND_OF_ORGAN: Readonly<Record<string, InquirerKind>> = {
  court: 'judicialOrgan', procuratorate: 'judicialOrgan', police: 'judicialOrgan', school: 'minorContactUnit',
  kindergarten: 'minorContactUnit', notary: 'notary', lawFirm: 'lawyer', employer: 'unit',
};

/** Who somebody asks as, by the kind of their organ: what is chosen first; they may choose another. */
export const kindOf = (organ: string): InquirerKind | undefined => KIND_OF_ORGAN[organ.split('/')[0] ?? ''];

type Body = CallOf<'applyForInquiry'>;

const filled = <K extends string>(name: K, value: string): Readonly<Partial<Record<K, string>>> =>
  // One member or none: an empty field is absent, it is not an empty answer.
  (value === '' ? {} as Readonly<Partial<Record<K, string>>> : { [name]: value } as Readonly<Record<K, string>>);

/** The application as the interface takes it; undefined while a kind was not chosen. */
export const applicationOf = (entered: Entered): Body | undefined => {
  const { kind, basisId, norm, organ, inquirer, reasons, purpose, scopeOfUse, materials } = entered;
  if (kind === undefined) return undefined;
  const card = (number: string) => ({ type: 'residentIdentityCard', number }) as const;
  const isCase = INQUIRERS[kind].basis === 'case';
  return { body: {
    kind, track: 'sealedRecords', organ, inquirer: { name: inquirer },
    person: { name: entered.personName, nationality: 'CHN', document: card(entered.personNumber) },
    reasons, purpose, scopeOfUse,
    materials: INQUIRERS[kind].materials.filter((one) => materials.includes(one)),
    ...(basisId === undefined || basisId === 'none' ? {} : { basisId }),
    ...(norm === '' ? {} : { statedNorm: { words: norm, level: 'departmentalRule' as const } }),
    ...filled('occupation', entered.occupation), ...filled('caseNumber', entered.caseNumber),
    ...filled('letterNumber', entered.letterNumber),
    ...(entered.officerName === '' ? {}
      : { officer: { name: entered.officerName, document: card(entered.officerNumber) } }),
    ...(isCase ? { occasion: 'case' as const } : { occasion: 'hiring' as const }),
  } };
};
