import { printedNumber } from '@fengcun/documents';
import type { CertificateEvent, CertificateOutcome, CertificatePaper } from '@fengcun/registry';
import { addCivilMonths } from '@fengcun/statute';
import type { Applied } from './applying.ts';
import { type CertificateParts, paperOrgan } from './certificate-parts.ts';
import { legalDay } from './legal-day.ts';

/** Word of the one series for everything decided about an application. */
export const SERIES = '证';

/** The paper of a decision. */
export const paperFor = (
  parts: Pick<CertificateParts, 'organs' | 'settings'>,
  at: Readonly<{ organ: string; millis: number; outcome: CertificateOutcome; sequence: number }>,
): CertificatePaper => {
  const { organ, millis, outcome, sequence } = at;
  const { word: organWord, name: organName } = paperOrgan(parts, organ);
  const issuedOn = legalDay(millis);
  const { validityMonths } = parts.settings;
  const until = outcome === 'certificate' && validityMonths !== undefined
    ? { validUntil: addCivilMonths(issuedOn, validityMonths) } : {};
  return { outcome, organ, organWord, organName, sequence, issuedOn, ...until };
};

/** The number of a paper as it is printed. */
export const numberOf = ({ organWord, sequence, issuedOn }: CertificatePaper): string =>
  printedNumber({ organWord, seriesWord: SERIES, sequence, year: Number(issuedOn.slice(0, 4)) });

/** What whoever applied is told of an application on record. */
export const appliedOf = (certificateId: string, event: CertificateEvent): Applied | undefined => {
  if (event.type === 'CertificateApplicationAccepted') {
    const { acceptedOn, dueOn } = event;
    return { outcome: 'accepted', certificateId, acceptedOn, dueOn };
  }
  if (event.type !== 'CertificateDecidedAtOnce') return undefined;
  const { issuedOn, validUntil, outcome: result } = event.paper;
  return {
    outcome: 'decided', certificateId, result, number: numberOf(event.paper), issuedOn,
    ...(validUntil === undefined ? {} : { validUntil }),
  };
};
