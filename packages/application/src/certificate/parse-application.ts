import type { CertificateApplication as Told } from '@fengcun/api';
import { type CivilDate, parseCivilDate } from '@fengcun/kernel';
import {
  type CertificateApplicant, type CertificateApplication, type IdentityDocument, parseDocument,
} from '@fengcun/registry';

type ToldDocument = Told['person']['document'];

const documentOf = (told: ToldDocument): IdentityDocument | undefined => {
  const parsed = parseDocument(told);
  return parsed.ok ? parsed.value : undefined;
};

const dayOf = (text: string | undefined): Readonly<{ bornOn?: CivilDate }> | undefined => {
  if (text === undefined) return {};
  const day = parseCivilDate(text);
  return day.ok ? { bornOn: day.value } : undefined;
};

const applicantOf = ({ kind, name, bornOn }: Told['applicant']): CertificateApplicant | undefined => {
  if (kind === 'self') return { kind };
  const day = dayOf(bornOn);
  return name === undefined || day === undefined ? undefined : { kind, name, ...day };
};

/**
 * An application as the domain knows it: documents in canonical form (15 digits become 18), so that every
 * writing of a number is the same number. Undefined where a document or day is none.
 */
export const parseApplication = (told: Told): CertificateApplication | undefined => {
  const { person: { name, nationality, document, otherDocuments = [], bornOn, stayDays } } = told;
  const [own, day, applicant] = [documentOf(document), dayOf(bornOn), applicantOf(told.applicant)];
  const others = otherDocuments.map(documentOf);
  if (own === undefined || day === undefined || applicant === undefined || others.includes(undefined)) {
    return undefined;
  }
  return {
    applicant, materials: [...new Set(told.materials)],
    person: {
      name, nationality, document: own, ...day, otherDocuments: others.flatMap((one) => one ?? []),
      ...(stayDays === undefined ? {} : { stayDays }),
    },
  };
};
