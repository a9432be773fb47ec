import type { Span } from '@fengcun/kernel';
import { findCharge, matchChargeAt } from '@fengcun/statute';
import type { DefendantReading, Problem } from '../reading.ts';

// LIMIT: a title line is shorter; it ends with the kind of document or the court's name.
const TITLE_MAX = 120;
const TITLE_END = /(?:一审|二审|再审)?(?:刑事)?(?:附带民事)?(?:判决书|裁定书)|人民法院/;

const codeOf = (name: string): string | undefined => {
  const found = findCharge(name);
  return found.ok ? found.value.code : undefined;
};

/** The last charge name that ends at the last 罪 of the title. */
const chargeInTitle = (title: string): Readonly<{ code: string; span: Span }> | undefined => {
  const last = title.lastIndexOf('罪');
  if (last < 0) return undefined;
  for (let start = 0; start < last; start += 1) {
    const found = matchChargeAt(title, start);
    if (found !== undefined && found.end === last
      + 1) return { code: found.match.code, span: { start, end: found.end } };
  }
  return undefined;
};

/**
 * The title line of a published judgment names the charge (某甲贩卖毒品罪一审刑事判决书); where no defendant is
 * convicted of it, title and operative part contradict each other. The operative part is what counts.
 */
export const checkTitle = (text: string, header: Span, defendants: readonly DefendantReading[]): Problem
  | undefined => {
  const line = text.slice(header.start, Math.min(header.end, header.start + TITLE_MAX));
  const end = line.search(TITLE_END);
  const named = end <= 0 ? undefined : chargeInTitle(line.slice(0, end));
  if (named === undefined) return undefined;
  const convicted =
    defendants.flatMap((defendant) => defendant.charges.map((charge) => codeOf(charge.name.value)));
  if (convicted.length === 0 || convicted.includes(named.code)) return undefined;
  const span = { start: header.start + named.span.start, end: header.start + named.span.end };
  return { code: 'CHARGE_TITLE_CONTRADICTS', message: 'the title names a charge nobody is convicted of',
    span };
};
