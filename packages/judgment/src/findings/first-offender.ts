import type { Evidenced } from '@fengcun/kernel';
import type { Sections } from '../text/sections.ts';

const FIRST = /初犯|(?:没有|无)(?:犯罪)?前科(?!证明|查询|材料|资料)/g;
/** A plea or an accusation is not the court's word, even in its reasoning; 非初犯 and 不是初犯 deny. */
const OF_OTHERS = /辩护|公诉机关|检察院|提出|辩解|认为其|意见/;
const DENIED = /(?:不是|并非|非|不属于|不系)$/;

// LIMIT: a reasoning longer than this is not summed up in one finding.
const REASONING_MAX = 60_000;

/**
 * The court's own words that the person is a first offender, in a judgment of one person; absent otherwise.
 * That nothing is said proves nothing: a person is asked.
 */
export const firstOffender = (text: string, sections: Sections): Evidenced<true> | undefined => {
  const { start, end } = sections.reasoning;
  const reasoning = text.slice(start, Math.min(end, start + REASONING_MAX));
  FIRST.lastIndex = 0;
  for (let match = FIRST.exec(reasoning); match !== null; match = FIRST.exec(reasoning)) {
    const sentenceStart = reasoning.lastIndexOf('。', match.index) + 1;
    const lead = reasoning.slice(Math.max(sentenceStart, match.index - 120), match.index);
    // 本院认为 opens the reasoning and is the court's own voice.
    if (OF_OTHERS.test(lead.replace('本院认为', '')) || DENIED.test(lead)) continue;
    const from = start + match.index;
    return { value: true, span: { start: from, end: from + match[0].length } };
  }
  return undefined;
};
