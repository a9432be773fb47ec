import type { GrantLimitBody } from '@fengcun/api';
import { GRANT_LIMITS } from 'virtual:inquiry-tables';
import type { Words } from '../../../app/language.tsx';
import type { Inquiry } from '../../../parts/inquiry/words.ts';
import { type Needed, toChoose, toWrite } from '../../../parts/needed.ts';

/** What could be told, and by what it can be less. */
export type Scope = NonNullable<Inquiry['scope']>;
/** Name of a limit. */
export type LimitName = Scope['limits'][number];
/** A class of offences. */
export type OffenceClass = Scope['classes'][number];
/** A limit that stands already. */
export type StandingLimit = NonNullable<Inquiry['limits']>[number];

/** A limit as it is being chosen; nothing of it is sent before it is whole. */
export type Draft = Readonly<{ limit: LimitName; classes: readonly OffenceClass[]; day: string; reasons: string }>;

/** What a limit asks for. */
export const CLASSES = { zh: '犯罪类别', en: 'Classes of crimes' } as const;
/** The day of a limit. */
export const DAY = { zh: '日期', en: 'Day' } as const;
/** Why a limit stands. */
export const WHY = { zh: '为什么不需要更多', en: 'Why no more is needed' } as const;

/** Whether a limit needs a day. */
export const isOfDay = (limit: LimitName): limit is 'since' | 'until' => limit === 'since' || limit === 'until';

/** What limits that were chosen still need: nothing goes out before each is whole. */
export const unfinished = (drafts: readonly Draft[]): readonly Needed[] =>
  drafts.flatMap(({ limit, classes, day, reasons }): readonly Needed[] => [
    { name: `classes-${limit}`, asks: toChoose(CLASSES), isThere: limit !== 'classes' || classes.length > 0 },
    { name: `day-${limit}`, asks: toChoose(DAY), isThere: !isOfDay(limit) || /^\d{4}-\d{2}-\d{2}$/.test(day) },
    { name: `why-${limit}`, asks: toWrite(WHY), isThere: reasons.trim() !== '' },
  ]);

/** Limits as the interface takes them. */
export const limitBodies = (drafts: readonly Draft[]): readonly GrantLimitBody[] =>
  drafts.map(({ limit, classes, day, reasons }) => {
    if (limit === 'classes') return { limit, classes, reasons };
    return isOfDay(limit) ? { limit, day, reasons } : { limit, reasons };
  });

const COVERED: Readonly<Partial<Record<LimitName, LimitName>>> = { withoutTerm: 'yesOrNo', withoutCopy: 'readOnly' };

/** Limits that can still be added to those that stand: plain ones once, none that goes with another. */
export const offeredLimits = (scope: Scope, taken: readonly LimitName[]): readonly LimitName[] =>
  scope.limits.filter((limit) => {
    const wider = COVERED[limit];
    const isPlain = limit !== 'classes' && !isOfDay(limit);
    return !(isPlain && taken.includes(limit)) && (wider === undefined || !taken.includes(wider));
  });

/** Parts that limits take away. */
export const removedParts = (limits: readonly LimitName[]): ReadonlySet<string> =>
  new Set(limits.flatMap((limit): readonly string[] => GRANT_LIMITS[limit].removes));

/** Prepared reasons; the person may write others. */
export const PREPARED_REASONS: Readonly<Record<LimitName, Words>> = {
  yesOrNo: { zh: '用途只需知道有无，告知罪名超出需要。', en: 'The purpose needs a yes or no; the charge is more than that.' },
  withoutTerm: { zh: '所查用途不取决于刑罚和刑期。', en: 'The purpose does not depend on the penalty or its term.' },
  withoutCopy: { zh: '查阅、摘抄已经满足办案需要。', en: 'To read and excerpt is enough for the case.' },
  readOnly: { zh: '只需核对，不需要留存内容。', en: 'It is to be compared, not kept.' },
  judgmentsOnly: { zh: '所查用途只涉及有罪裁判。', en: 'The purpose is about convictions alone.' },
  classes: { zh: '与岗位或者案件有关的只是所列类别。', en: 'Only these classes have to do with the post or case.' },
  since: { zh: '更早的记录与用途无关。', en: 'Earlier records have nothing to do with the purpose.' },
  until: { zh: '只需核实该日以前的情况。', en: 'What stood on that day is what has to be known.' },
};
