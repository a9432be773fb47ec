import type { CivilDate, Evidenced } from '@fengcun/kernel';
import type { Problem } from '../reading.ts';
import { type DateToken, findDates } from '../text/dates.ts';
import type { Sections } from '../text/sections.ts';

/** The date the judgment was signed, and what is wrong with it. */
export type SignatureReading = Readonly<{
  judgmentDate?: Evidenced<CivilDate>;
  problems: readonly Problem[];
}>;

const CLERK = /书[ \u3000]{0,4}记[ \u3000]{0,4}员/;
// LIMIT: the paragraph on the indictment and the hearing, which follows the parties.
const PROCEDURE_CHARS_MAX = 400;

/** The signature date stands before the clerk's name; later dates are stamps of printing and service. */
const candidates = (text: string, sections: Sections): readonly DateToken[] => {
  const { start, end } = sections.signature;
  const clerk = CLERK.exec(text.slice(start, end));
  const before = findDates(text, { start, end: clerk === null ? end : start + clerk.index });
  return before.length > 0 || clerk === null ? before : findDates(text, { start, end });
};

const indictedOn = (text: string, sections: Sections): CivilDate | undefined => {
  const { start } = sections.facts;
  const dates = findDates(text, { start, end: Math.min(sections.facts.end, start + PROCEDURE_CHARS_MAX) });
  const [first] = dates.filter((token) => !token.relative).flatMap((token) => token.date ?? []);
  return first;
};

/**
 * The judgment's date from its signature. A missing, garbled (二Ο二Ο一七年) or incomplete one is a problem without
 * a value; one before the indictment or `lastMeasure` of custody is given as printed, with a problem.
 */
export const readSignature = (
  text: string, sections: Sections, lastMeasure?: CivilDate,
): SignatureReading => {
  const span = sections.signature;
  const found = candidates(text, sections);
  const last = found.findLast((token) => !token.relative);
  if (last === undefined) {
    return { problems: [{ code: 'JUDGMENT_DATE_MISSING', message: 'the signature carries no date', span }] };
  }
  if (last.date === undefined) {
    const message = 'the date of the signature is garbled or incomplete';
    return { problems: [{ code: 'JUDGMENT_DATE_DOUBTFUL', message, span: last.span }] };
  }
  const judgmentDate = { value: last.date, span: last.span };
  const indicted = indictedOn(text, sections);
  const isEarly = [indicted, lastMeasure].some((date) => date !== undefined && date > judgmentDate.value);
  if (!isEarly) return { judgmentDate, problems: [] };
  const message = 'the signature is dated before the indictment or a measure that the text reports';
  return { judgmentDate, problems: [{ code: 'JUDGMENT_DATE_BEFORE_PROCEEDINGS', message, span: last.span }] };
};
