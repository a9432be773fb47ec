import type {
  GrantLimitBody, InquiryBody, InquiryDecisionBody, InquiryStepBody, InquirySupplementBody,
} from '@fengcun/api';
import { type CivilDate, parseCivilDate, type Tri } from '@fengcun/kernel';
import {
  type GrantLimit, type IdentityDocument, type InquiredPerson, type InquiryApplication, type InquiryOfficer,
  type InquiryReadings, type InquirySupplement, parseDocument,
} from '@fengcun/registry';
import type { InquiryStep } from './inquiry-steps.ts';

type DocumentBody = InquiryBody['person']['document'];

const documentOf = ({ type, number, issuingState }: DocumentBody): IdentityDocument | undefined => {
  const parsed = parseDocument({ type, number, ...(issuingState === undefined ? {} : { issuingState }) });
  return parsed.ok ? parsed.value : undefined;
};

const officerOf = (body: NonNullable<InquiryBody['officer']>): InquiryOfficer | undefined => {
  const document = documentOf(body.document);
  if (document === undefined) return undefined;
  return { name: body.name, document, ...(body.office === undefined ? {} : { office: body.office }) };
};

const bornOnOf = (told: string | undefined): Readonly<{ bornOn?: CivilDate }> | undefined => {
  if (told === undefined) return {};
  const parsed = parseCivilDate(told);
  return parsed.ok ? { bornOn: parsed.value } : undefined;
};

const personOf = ({ name, nationality, ...body }: InquiryBody['person']): InquiredPerson | undefined => {
  const [document, born] = [documentOf(body.document), bornOnOf(body.bornOn)];
  const others = (body.otherDocuments ?? []).map(documentOf);
  if (document === undefined || born === undefined || others.includes(undefined)) return undefined;
  return { name, nationality, document, otherDocuments: others.filter((one) => one !== undefined), ...born };
};

/** The application as the registry takes it; undefined where a number or a day is none. */
export const parseInquiry = (body: InquiryBody): InquiryApplication | undefined => {
  const { person: toldPerson, officer: toldOfficer, ...rest } = body;
  const person = personOf(toldPerson);
  const officer = toldOfficer === undefined ? undefined : officerOf(toldOfficer);
  if (person === undefined || (toldOfficer !== undefined && officer === undefined)) return undefined;
  return { ...rest, person, ...(officer === undefined ? {} : { officer }) };
};

/** The supplement as the registry takes it; undefined where a number is none. */
export const parseSupplement = (body: InquirySupplementBody): InquirySupplement | undefined => {
  const { officer: told, ...rest } = body;
  if (told === undefined) return rest;
  const officer = officerOf(told);
  return officer === undefined ? undefined : { ...rest, officer };
};

const TRI: Readonly<Record<'yes' | 'no' | 'unknown', Tri>> = { yes: true, no: false, unknown: 'unknown' };

const readingsOf = (told: Extract<InquiryStepBody, { type: 'Propose' }>['readings']): InquiryReadings => {
  const readings: { K4?: 'judicialOnly' | 'asLawNames'; K5?: 'noRecord' | 'asBasisAllows' } = {};
  for (const { question, reading } of told) {
    if (question === 'K4' && (reading === 'judicialOnly' || reading === 'asLawNames')) readings.K4 = reading;
    if (question === 'K5' && (reading === 'noRecord' || reading === 'asBasisAllows')) readings.K5 = reading;
  }
  return readings;
};

const limitOf = (told: GrantLimitBody): GrantLimit | undefined => {
  if (!('day' in told)) return told;
  const day = parseCivilDate(told.day);
  return day.ok ? { ...told, day: day.value } : undefined;
};

/** Limits of a grant, absent where none is told; undefined where a day is none. */
const limitsOf = (
  told: readonly GrantLimitBody[] = [],
): Readonly<{ limits?: readonly GrantLimit[] }> | undefined => {
  const limits = told.map(limitOf).filter((one) => one !== undefined);
  if (limits.length < told.length) return undefined;
  return limits.length === 0 ? {} : { limits };
};

/** A step as the machine takes it; undefined where a day of a limit is none. */
export const parseStep = (body: InquiryStepBody): InquiryStep | undefined => {
  if (body.type !== 'Propose') return body;
  const { outcome, reasons, confirmations, readings } = body;
  const limits = limitsOf(body.limits);
  return limits === undefined ? undefined : {
    type: 'Propose', outcome, reasons, readings: readingsOf(readings), ...limits,
    confirmations: Object.fromEntries(confirmations.map(({ what, holds }) => [what, TRI[holds]])),
  };
};

/** A decision as the machine takes it; undefined where a day of a limit is none. */
export const parseDecision = (body: InquiryDecisionBody): InquiryStep | undefined => {
  const { agrees, reasons } = body;
  const limits = limitsOf(body.limits);
  return limits === undefined ? undefined : { type: 'Decide', agrees, reasons, ...limits };
};
