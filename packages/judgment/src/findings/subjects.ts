import type { Squeezed } from '../text/squeeze.ts';
import { startAfterMark } from '../text/marks.ts';

/** Parties a finding word speaks of; `isClear` is false when several readings are open. */
export type Subjects = Readonly<{ parties: readonly number[]; isClear: boolean }>;

type Run = Readonly<{ start: number; end: number; parties: readonly number[]; isSubject: boolean }>;

const GROUP = '(?:(?:上述|上列|以上|各|全部|[二两三四五六七八九十\\d]{1,2})名?(?:被告人|上诉人))';
const JOINT = /^(?:、|，|和|与|及|以及)?(?:被告人|上诉人|原审被告人|被告单位)?(?:（[^（）]{0,12}）)?$/;
const BEFORE_SUBJECT = /(?:^|[，。；：、）]|鉴于|其中|但|且|而|故|对于?|念|考虑到?|关于|认为|提出|惟|因|以|案发后|所提|以及|公诉机关)$/;
const ROLE = /(?:被告人|上诉人|原审被告人|被告单位|上诉单位|（原审被告人）)+$/;
const COUNTS: Readonly<Record<string,
  number>> = { 二: 2, 两: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9, 十: 10 };

// LIMIT: parties whose names are searched for in a reasoning.
const PARTIES_MAX = 60;

const escape = (name: string): string => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

const groupSize = (word: string): number | undefined => {
  const digits = /\d{1,2}/.exec(word)?.[0];
  return digits === undefined ? COUNTS[word[0] ?? ''] : Number(digits);
};

const runsOf = (text: string, names: readonly (readonly string[])[]): readonly Run[] => {
  const owners = new Map<string, number[]>();
  names.slice(0, PARTIES_MAX).forEach((forms, party) => forms.forEach((form) => {
    if (form !== '') owners.set(form, [...(owners.get(form) ?? []), party]);
  }));
  const sorted = [...owners.keys()].sort((first, second) => second.length - first.length).map(escape);
  const pattern = new RegExp([...sorted, GROUP].join('|'), 'g');
  const runs: Run[] = [];
  for (const match of text.matchAll(pattern)) {
    const end = match.index + match[0].length;
    const owned = owners.get(match[0]);
    const size = owned === undefined ? groupSize(match[0]) : undefined;
    const isAll = owned === undefined && (size === undefined || size === names.length);
    const parties = owned ?? (isAll ? names.map((_forms, index) => index) : lastMentioned(runs, size ?? 0));
    const previous = runs.at(-1);
    if (owned !== undefined && previous !== undefined && JOINT.test(text.slice(previous.end, match.index))
      && !/[，]/.test(text.slice(previous.end, match.index))) {
      runs[runs.length - 1] = { ...previous, end, parties: [...new Set([...previous.parties, ...parties])] };
      continue;
    }
    const lead = text.slice(Math.max(0, match.index - 20), match.index).replace(ROLE, '');
    runs.push({ start: match.index, end, parties, isSubject: BEFORE_SUBJECT.test(lead) });
  }
  return runs;
};

const lastMentioned = (runs: readonly Run[], size: number): readonly number[] => {
  const found: number[] = [];
  for (let at = runs.length - 1; at >= 0 && found.length < size; at -= 1) {
    for (const party of runs[at]?.parties ?? []) if (!found.includes(party)) found.push(party);
  }
  return found.length === size ? found : [];
};

/** Last index of `runs` that starts before `at`. */
const lastBefore = (runs: readonly Run[], at: number): number => {
  let [low, high] = [0, runs.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((runs[middle]?.start ?? at) < at) low = middle + 1;
    else high = middle;
  }
  return low - 1;
};

// LIMIT: how many mentions back a subject is looked for.
const BACK_MAX = 40;

const nearest = (runs: readonly Run[], at: number, floor: number): Run | undefined => {
  const last = lastBefore(runs, at);
  let other: Run | undefined;
  for (let index = last; index >= 0 && last - index < BACK_MAX; index -= 1) {
    const run = runs[index];
    if (run === undefined || run.start < floor) break;
    if (run.isSubject) return run;
    other ??= run;
  }
  return other;
};

/**
 * Tells of whom a reasoning speaks at an offset: the subject of the clause, else the one carried on from
 * before. `names` in the order of the parties. A single party is always meant.
 */
export const subjectFinder = (reasoning: Squeezed, names: readonly (readonly string[])[])
: ((at: number) => Subjects) => {
  if (names.length <= 1) return () => ({ parties: names.length === 1 ? [0] : [], isClear: true });
  const { text } = reasoning;
  const runs = runsOf(text, names);
  return (at) => {
    const segment = startAfterMark(text, at, { marks: '；。', limit: 600 });
    const run = nearest(runs, at, segment) ?? nearest(runs, at, 0);
    if (run === undefined) return { parties: [], isClear: false };
    return { parties: run.parties, isClear: run.parties.length > 0 };
  };
};
