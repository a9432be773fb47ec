import { type CivilDate, daysInMonth, type Evidenced, parseCivilDate } from '@fengcun/kernel';
import type { DateToken } from '../text/dates.ts';
import type { Account } from './account.ts';

/**
 * Earliest and latest day that the established facts mention, years and months widened to their first and
 * last day: the acts lie between them (ADR 6). Absent when the facts mention a date that does not exist, or
 * none at all.
 */
export type EnclosingDates = Readonly<{ earliest?: Evidenced<CivilDate>; latest?: Evidenced<CivilDate> }>;

const pad = (value: number): string => String(value).padStart(2, '0');

const dayOf = (text: string): CivilDate | undefined => {
  const parsed = parseCivilDate(text);
  return parsed.ok ? parsed.value : undefined;
};

const firstDayOf = (token: DateToken): CivilDate | undefined => {
  const [year = '', month = '01', day = '01'] = token.iso.split('-');
  return dayOf(`${year}-${month}-${day}`);
};

const lastDayOf = (token: DateToken): CivilDate | undefined => {
  const [year = '', month = '12', day] = token.iso.split('-');
  return dayOf(`${year}-${month}-${day ?? pad(daysInMonth(Number(year), Number(month)))}`);
};

type Dated = Readonly<{ token: DateToken; day: CivilDate }>;

type DayOfToken = (token: DateToken) => CivilDate | undefined;

const dated = (tokens: readonly DateToken[], day: DayOfToken): readonly Dated[] | undefined => {
  const found: Dated[] = [];
  for (const token of tokens) {
    const value = token.impossible ? undefined : day(token);
    if (value === undefined) return undefined;
    found.push({ token, day: value });
  }
  return found;
};

// 2016年生、1986年8月1日出生 in the facts is somebody's birth, never an act.
const BIRTH_AFTER = /^[（(]?(?:出?生|生于)/;

/** Reads the dates that enclose every act of the account; the same for all defendants of the judgment. */
export const enclosingDates = (text: string, account: Account | undefined): EnclosingDates => {
  if (account === undefined) return {};
  const isBirth = ({ span }: DateToken): boolean => BIRTH_AFTER.test(text.slice(span.end, span.end + 3));
  const tokens = account.dates.filter((token) => !isBirth(token));
  const first = dated(tokens, firstDayOf)?.reduce<Dated | undefined>(
    (best, each) => (best === undefined || each.day < best.day ? each : best), undefined);
  const last = dated(tokens, lastDayOf)?.reduce<Dated | undefined>(
    (best, each) => (best === undefined || each.day > best.day ? each : best), undefined);
  return {
    ...(first === undefined ? {} : { earliest: { value: first.day, span: first.token.span } }),
    ...(last === undefined ? {} : { latest: { value: last.day, span: last.token.span } }),
  };
};
