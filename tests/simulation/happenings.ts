import type { HolderKey } from '@fengcun/registry';
import type { Random } from './random.ts';
import { DAY, HOUR, START } from './virtual-time.ts';

/** How two people dealt with a proposal to open. Only `agreed` opens. */
export type Review = 'agreed' | 'disagreed' | 'bySamePerson' | 'tooLate' | 'notAsked';

/** What happens in the world, in the words of the law, at a virtual instant. Most of it at a wrong time as well. */
export type Happening = Readonly<{ at: number }> & (
  | Readonly<{ type: 'judgment' | 'acquittal' | 'publicOrderDecision' | 'proposalDecision' | 'retrialLowered' }>
  | Readonly<{ type: 'correctiveOpinion' }>
  | Readonly<{ type: 'newCrimeAsMinor' | 'sealFoundWrong'; review: Review }>
  | Readonly<{ type: 'exemptionAsked'; wills: readonly ('defendant' | 'guardian' | 'court')[] }>
  | Readonly<{ type: 'observed'; days: number; shortenedTo: number | undefined; breachedAfter: number | undefined; review: Review }>
  | Readonly<{ type: 'deleted'; byTwo: boolean }>
  | Readonly<{ type: 'holderReports'; holder: HolderKey }>
  | Readonly<{ type: 'copyTurnsUp'; holder: HolderKey }>
);

/** One record of the run: who holds copies from the beginning, and everything that happens to it. */
export type Story = Readonly<{ recordId: string; holders: readonly HolderKey[]; happenings: readonly Happening[] }>;

/** Organs of several kinds and levels, all invented. */
export const ORGANS: readonly [HolderKey, ...HolderKey[]] = [
  'court/110000000001', 'court/110100000001', 'procuratorate/110000000002', 'procuratorate/110100000002',
  'police/110000000003', 'police/110100000003', 'prison/110000000004', 'communityCorrection/110100000005',
  'detentionHouse/110100000006', 'justiceBureau/110100000007', 'stateSecurity/110000000008',
];

/** Long enough for the slowest step, a proposal that is judged, to end before the next thing happens. */
const GAP = 14 * DAY;
const MONTHS = 200 * DAY;

const REVIEWS = ['agreed', 'agreed', 'agreed', 'disagreed', 'bySamePerson', 'tooLate', 'notAsked'] as const;

const drawNext = (random: Random, at: number): Happening => {
  const type = random.pick(['judgment', 'retrialLowered', 'correctiveOpinion', 'newCrimeAsMinor', 'newCrimeAsMinor', 'sealFoundWrong',
    'exemptionAsked', 'observed'] as const);
  const review = random.pick(REVIEWS);
  switch (type) {
    case 'newCrimeAsMinor': case 'sealFoundWrong': return { type, at, review };
    case 'exemptionAsked': {
      const wills = (['defendant', 'guardian', 'court'] as const).filter(() => random.chance(0.8));
      return { type, at, wills };
    }
    case 'observed': {
      const days = random.whole(30, 60);
      return { type, at, days, shortenedTo: random.chance(0.4) ? random.whole(20, 29) : undefined,
        breachedAfter: random.chance(0.5) ? random.whole(3, 18) : undefined, review };
    }
    default: return { type, at };
  }
};

/** How long a happening keeps the clerks busy. */
const lengthOf = (happening: Happening): number => (happening.type === 'observed' ? 70 * DAY : GAP);

const drawSubset = (random: Random, from: readonly HolderKey[], least: number): readonly HolderKey[] => {
  const shuffled = from.map((holder) => [random.unit(), holder] as const).sort(([a], [b]) => a - b).map(([, holder]) => holder);
  return shuffled.slice(0, random.whole(least, Math.min(6, from.length)));
};

/** A story as chance writes it; nothing in it asks whether it is lawful. */
export const drawStory = (random: Random, recordId: string): Story => {
  const holders = drawSubset(random, ORGANS, 2);
  const happenings: Happening[] = [];
  let at = START + random.whole(DAY, 20 * DAY) + 9 * HOUR;
  happenings.push({ type: random.pick(['judgment', 'judgment', 'acquittal', 'publicOrderDecision', 'proposalDecision', 'proposalDecision',
    'correctiveOpinion', 'exemptionAsked'] as const), at, wills: ['defendant', 'guardian', 'court'] } as Happening);
  at += GAP;
  while (at < START + MONTHS && happenings.length < 8) {
    at += random.whole(0, 15) * DAY + random.whole(0, 20) * HOUR;
    const next = drawNext(random, at);
    happenings.push(next);
    at += lengthOf(next);
  }
  for (const holder of ORGANS.filter((one) => !holders.includes(one))) {
    if (random.chance(0.12)) happenings.push({ type: 'holderReports', holder, at: START + random.whole(0, at - START) });
  }
  for (const holder of holders) {
    if (random.chance(0.2)) happenings.push({ type: 'copyTurnsUp', holder, at: START + random.whole(0, at - START) });
  }
  if (random.chance(0.15)) happenings.push({ type: 'deleted', byTwo: random.chance(0.7), at: at + GAP });
  return { recordId, holders, happenings: happenings.sort((a, b) => a.at - b.at) };
};

/** When the last happening of these stories is over. */
export const endOf = (stories: readonly Story[]): number =>
  Math.max(...stories.flatMap((story) => story.happenings.map((one) => one.at + lengthOf(one))));
