import type { Evidenced } from '@fengcun/kernel';
import type { Sections } from '../text/sections.ts';

const AGE = '(?:年?满|已满)?(?:十八|18)周?岁';
const BEFORE = new RegExp(`主要犯罪(?:行为|事实)[^。；，]{0,20}?(?:[未不]满(?:十八|18)周?岁|${AGE}(?:以前|之前|前))`);
const AFTER = new RegExp(`主要犯罪(?:行为|事实)[^。；，]{0,20}?(?:${AGE}(?:以后|之后|后)|成年(?:以后|之后|后))`);

// LIMIT: a reasoning longer than this is not summed up in one finding.
const REASONING_MAX = 60_000;

/**
 * Whether the court found that the principal acts came before eighteen, where acts span the birthday; absent
 * where it says both or nothing. Only for a judgment of one person: else nobody knows whose acts are meant.
 * @see 《关于未成年人犯罪记录封存的实施办法》(2022) 第4条第2款
 */
export const principalActsBefore18 = (text: string, sections: Sections): Evidenced<boolean> | undefined => {
  const { start, end } = sections.reasoning;
  const reasoning = text.slice(start, Math.min(end, start + REASONING_MAX));
  const before = BEFORE.exec(reasoning);
  const after = AFTER.exec(reasoning);
  const found = before ?? after;
  if (found === null || (before !== null && after !== null)) return undefined;
  const span = { start: start + found.index, end: start + found.index + found[0].length };
  return { value: before !== null, span };
};
