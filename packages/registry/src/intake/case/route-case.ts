import type { CaseCode } from '../case-code/case-code.ts';
import { type CaseNaming, referenceKey } from '../messages/message.ts';

/** What the store knows of cases: codes given, and codes by number of an organ (`referenceKey`). */
export type CaseDirectory = Readonly<{
  hasCode: (code: CaseCode) => boolean;
  codesOf: (reference: string) => readonly CaseCode[];
}>;

/**
 * Where a message belongs. `new`: nobody knows its numbers, a code is to be drawn. `unknownCode`, `ambiguous`
 * and `contradicts` go to a person: a guess would put one person's record into another's case.
 */
export type CaseRoute =
  | Readonly<{ route: 'code' | 'reference'; caseCode: CaseCode }>
  | Readonly<{ route: 'new' }>
  | Readonly<{ route: 'unknownCode' }>
  | Readonly<{ route: 'ambiguous' | 'contradicts'; caseCodes: readonly CaseCode[] }>;

/**
 * The case of a message, from the code it carries or the numbers it names. Case numbers shared by two cases
 * after 分案 are ambiguous: the message must then carry the code.
 */
export const routeCase = (naming: CaseNaming, directory: CaseDirectory): CaseRoute => {
  const named = (naming.references ?? []).flatMap((one) => directory.codesOf(referenceKey(one)));
  const found = [...new Set(named)].sort();
  const { code } = naming;
  if (code !== undefined) {
    if (!directory.hasCode(code)) return { route: 'unknownCode' };
    const isElsewhere = found.length > 0 && !found.includes(code);
    return isElsewhere
      ? { route: 'contradicts', caseCodes: [code, ...found].sort() } : { route: 'code', caseCode: code };
  }
  const [only, ...others] = found;
  if (only === undefined) return { route: 'new' };
  return others.length === 0
    ? { route: 'reference', caseCode: only } : { route: 'ambiguous', caseCodes: found };
};
