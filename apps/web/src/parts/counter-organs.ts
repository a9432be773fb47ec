/** Kinds of organs that issue certificates at a counter. */
export const COUNTER_KINDS: readonly string[] = ['police'];

/** Whether people of an organ (`type/code`) sit at such a counter. */
export const isAtCounter = (organ: string): boolean => COUNTER_KINDS.includes(organ.split('/')[0] ?? '');
