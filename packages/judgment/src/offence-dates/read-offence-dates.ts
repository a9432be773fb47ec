import type { CivilDate, Evidenced, Span } from '@fengcun/kernel';
import type { Party } from '../header/parties.ts';
import type { DefendantReading } from '../reading.ts';
import { findDates } from '../text/dates.ts';
import type { Sections } from '../text/sections.ts';
import { type ActDate, actDates } from './act-dates.ts';
import { establishedFacts } from './established-facts.ts';

/** Dates of the acts of one defendant: first and last, each only when safe. */
export type ActsOfParty = Pick<DefendantReading, 'offenceFrom' | 'offenceTo'>;

type OffenceParts = Readonly<{ text: string; sections: Sections; parties: readonly Party[] }>;

type Full = Readonly<{ act: ActDate; date: CivilDate }>;

const evidenced = ({ act, date }: Full): Evidenced<CivilDate> => ({ value: date, span: act.token.span });

/** First and last act; an end beyond which a vague or unclear date may lie stays open. */
const periodOf = (dates: readonly ActDate[]): ActsOfParty => {
  const full = dates.flatMap((act): Full[] =>
    act.meaning !== 'act' || act.isVague || act.token.date === undefined ? [] : [{ act, date: act.token.date }]);
  const [one] = full;
  if (one === undefined) return {};
  const first = full.reduce((best, each) => (each.date < best.date ? each : best), one);
  const last = full.reduce((best, each) => (each.date > best.date ? each : best), one);
  const open = dates.filter((act) => act.meaning !== 'proceeding' && (act.meaning === 'unclear' || act.isVague));
  // `~` sorts behind every digit and dash: a month or year may hold any of its days.
  const isOpenAtStart = open.some(({ token }) => token.impossible || token.iso < first.date);
  const isOpenAtEnd = open.some(({ token, isVague }) =>
    token.impossible || (isVague ? `${token.iso}~` : token.iso) > last.date);
  return {
    ...(isOpenAtStart ? {} : { offenceFrom: evidenced(first) }),
    ...(isOpenAtEnd ? {} : { offenceTo: evidenced(last) }),
  };
};

const SEVERAL_TOGETHER = /(?:[二两三四五六七八九十]|各)(?:名)?被告人|共同|伙同|合伙|经?(?:预谋|商议|共谋|商量)|结伙/;

/** In a joint case dates are given only where one sentence tells one joint act of all of them. */
const isJointAct = (parts: OffenceParts, dates: readonly ActDate[], zone: Span): boolean => {
  const acts = dates.filter((act) => act.meaning === 'act');
  const [only] = acts;
  if (only === undefined || new Set(acts.map((act) => act.token.iso)).size !== 1) return false;
  const { text } = parts;
  const start = Math.max(text.lastIndexOf('。', only.token.span.start) + 1, zone.start);
  const stop = text.indexOf('。', only.token.span.end);
  // LIMIT: one sentence.
  const sentence = text.slice(start, Math.min(stop < 0 ? zone.end : stop, zone.end, start + 1_000));
  const areAllNamed = parts.parties.every((party) => party.isEntity || sentence.includes(party.name.value));
  return areAllNamed && (parts.parties.length === 1 || SEVERAL_TOGETHER.test(sentence) || acts.length === 1);
};

// LIMIT: an account longer than this is not summed up in two dates.
const ACCOUNT_MAX = 60_000;

/**
 * Dates of the acts the court established, per party: an end is given only where no vague or unclear date may lie
 * beyond it and, in joint cases, only for one joint act of all. Absent otherwise; never guessed.
 */
export const readOffenceDates = (parts: OffenceParts): readonly ActsOfParty[] => {
  const zone = establishedFacts(parts.text, parts.sections);
  if (zone === undefined || zone.end - zone.start > ACCOUNT_MAX) return parts.parties.map(() => ({}));
  const dates = actDates(parts.text, findDates(parts.text, zone), zone);
  const isSafe = parts.parties.length === 1 || isJointAct(parts, dates, zone);
  const acts = isSafe ? periodOf(dates) : {};
  return parts.parties.map((party) => (party.isEntity ? {} : acts));
};
