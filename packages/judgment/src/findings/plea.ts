import type { Evidenced } from '@fengcun/kernel';
import type { Squeezed } from '../text/squeeze.ts';
import { startAfterMark } from '../text/marks.ts';
import type { FindingParts, Weighed } from './weighed-words.ts';

const PLEA = /认罪认罚|签字具结|具结书/g;
const DENIED = /(?:不|未|拒绝)[^，。；]{0,4}$/;

type PleaParts = Readonly<{
  parts: FindingParts; reasoning: Squeezed; names: readonly (readonly string[])[];
  words: readonly (Weighed & Readonly<{ parties: readonly number[] }>)[];
}>;

/** 认罪认罚 in the account of the hearing (签字具结 under the summary procedure), which the judgment rests on. */
const inHearing = ({ parts, names }: PleaParts): readonly (Evidenced<true> | undefined)[] => {
  const found: (Evidenced<true> | undefined)[] = names.map(() => undefined);
  let met = 0;
  PLEA.lastIndex = parts.sections.facts.start;
  for (let match = PLEA.exec(parts.text); match !== null; match = PLEA.exec(parts.text)) {
    if (match.index >= parts.sections.facts.end) break;
    // LIMIT: mentions in one account of a hearing.
    if ((met += 1) > 200) break;
    const before =
      parts.text.slice(startAfterMark(parts.text, match.index, { marks: '。', limit: 300 }), match.index);
    if (DENIED.test(before) || /《[^》]*$/.test(before)) continue;
    const value: Evidenced<true> =
      { value: true, span: { start: match.index, end: match.index + match[0].length } };
    const named = names.flatMap((forms, index) => forms.some((form) => before.includes(form)) ? [index] : []);
    for (const index of named.length > 0 ? named : names.keys()) found[index] ??= value;
  }
  return found;
};

/**
 * 认罪认罚 (刑诉法第15条) per party: found in the reasoning, or told of the hearing without the reasoning denying it.
 */
export const findPlea = (pleaParts: PleaParts): readonly (Evidenced<true> | undefined)[] => {
  const hearing = inHearing(pleaParts);
  return pleaParts.names.map((_forms, index) => {
    const own = pleaParts.words.filter((word) => word.kind === 'plea' && word.parties.includes(index));
    const found = own.find((word) => word.stance === 'found');
    if (found !== undefined) return { value: true, span: pleaParts.reasoning.spanOf(found.start, found.end) };
    return own.some((word) => word.stance === 'denied') ? undefined : hearing[index];
  });
};
