import type { CivilDate, Evidenced, Span } from '@fengcun/kernel';
import { startAfterMark } from '../text/marks.ts';
import type { Party } from '../header/parties.ts';
import type { DefendantReading } from '../reading.ts';
import { type ActDate, actDates } from './act-dates.ts';
import type { Account } from './account.ts';

/** Dates of the acts of one defendant: first and last, each only when safe. */
export type ActsOfParty = Pick<DefendantReading, 'offenceFrom' | 'offenceTo'>;

type OffenceParts = Readonly<{ text: string; account: Account | undefined; parties: readonly Party[] }>;

type Full = Readonly<{ act: ActDate; date: CivilDate }>;

const evidenced = ({ act, date }: Full): Evidenced<CivilDate> => ({ value: date, span: act.token.span });

/** First and last act; an end beyond which a vague or unclear date may lie stays open. */
const periodOf = (dates: readonly ActDate[]): ActsOfParty => {
  const full = dates.flatMap((act): Full[] =>
    act.meaning !== 'act' || act.isVague || act.token.date === undefined
      ? [] : [{ act, date: act.token.date }]);
  const [one] = full;
  if (one === undefined) return {};
  const first = full.reduce((best, each) => (each.date < best.date ? each : best), one);
  const last = full.reduce((best, each) => (each.date > best.date ? each : best), one);
  const open =
    dates.filter((act) => act.meaning !== 'proceeding' && (act.meaning === 'unclear' || act.isVague));
  // `~` sorts behind every digit and dash: a month or year may hold any of its days.
  const isOpenAtStart = open.some(({ token }) => token.impossible || token.iso < first.date);
  const isOpenAtEnd = open.some(({ token, isVague }) =>
    token.impossible || (isVague ? `${token.iso}~` : token.iso) > last.date);
  return {
    ...(isOpenAtStart ? {} : { offenceFrom: evidenced(first) }),
    ...(isOpenAtEnd ? {} : { offenceTo: evidenced(last) }),
  };
};

/** Every name as a whole: 吴某 is not named where 吴某1 stands. */
const isNamed = (said: string, name: string): boolean => {
  for (let at = said.indexOf(name); at >= 0; at = said.indexOf(name, at + 1)) {
    if (!/[某\d甲乙丙丁]/.test(said[at + name.length] ?? '')) return true;
  }
  return false;
};

const OTHER_GROUP = /(?:[二两三四五六七八九十]|各|上述|上列)(?:名)?被告人/;

/** Where the sentence begins in which a date stands. */
const sentenceOf = (text: string, act: ActDate, zone: Span): number =>
  Math.max(startAfterMark(text, act.token.span.start, { marks: '。；', limit: 1_000 }), zone.start);

/**
 * In a joint case a sentence tells an act of those it names. Safe only where every date is clear and every
 * sentence with an act names somebody; undefined otherwise.
 */
const perParty =
  (parts: OffenceParts, dates: readonly ActDate[], zone: Span): readonly (readonly ActDate[])[]
  | undefined => {
  const acts = dates.filter((date) => date.meaning !== 'proceeding');
  if (acts.some((date) => date.meaning !== 'act' || date.isVague)) return undefined;
  const named = acts.map((act) => {
    const start = sentenceOf(parts.text, act, zone);
    // LIMIT: one sentence.
    const tail = parts.text.slice(start, Math.min(zone.end, start + 1_000));
    const stop = tail.search(/。/);
    const said = stop < 0 ? tail : tail.slice(0, stop);
    const present = parts.parties.map((party) => !party.isEntity && isNamed(said, party.name.value));
    const isWhole = present.every((here, index) => here || parts.parties[index]?.isEntity === true);
    return OTHER_GROUP.test(said) && !isWhole ? [] : present;
  });
  if (named.some((present) => !present.includes(true))) return undefined;
  return parts.parties.map((_party, index) => acts.filter((_act, at) => named[at]?.[index] === true));
};

/**
 * Dates of the acts the court established, per party: an end is given only where no vague or unclear date
 * may lie beyond it and, in joint cases, only from sentences that name the person.
 * Absent otherwise; never guessed.
 */
export const readOffenceDates = (parts: OffenceParts): readonly ActsOfParty[] => {
  const { account } = parts;
  if (account === undefined) return parts.parties.map(() => ({}));
  const { zone } = account;
  const dates = actDates(parts.text, account.dates, zone);
  if (parts.parties.length === 1) return parts.parties.map((party) =>
    (party.isEntity ? {} : periodOf(dates)));
  const shared = perParty(parts, dates, zone);
  return parts.parties.map((_party, index) => periodOf(shared?.[index] ?? []));
};
