import type { Actor, CertificateApplication } from '@fengcun/api';
import { addDays, type CivilDate } from '@fengcun/kernel';
import { instantOf, workingDaysBefore } from './calendar.ts';
import { CITIZEN } from './people.ts';
import type { Draw } from './random.ts';
import type { Invented } from './records.ts';
import type { Stage } from './stage.ts';
import { playSteps, type Step, textIn } from './steps.ts';

const applicationOf = (about: Invented): CertificateApplication => ({
  person: {
    name: about.name, nationality: 'CHN',
    document: { type: 'residentIdentityCard', number: about.number },
  },
  applicant: { kind: 'self' }, materials: ['identityDocument'],
});

const idOf = (standing: Readonly<Record<string, unknown>>) => ({ id: textIn(standing, 'certificateId') });

const isOpen = (standing: Readonly<Record<string, unknown>>): boolean =>
  textIn(standing, 'outcome') === 'accepted' || textIn(standing, 'state') !== '';

/** What officers do about an application, and the other person about that. */
const MOVES = {
  ask: { afterMinutes: 200, body: { type: 'RequestVerification', ground: 'recordUnclear' } },
  verify: { afterMinutes: 100, body: { type: 'ApproveVerification' } },
  without: { afterMinutes: 100, body: { type: 'RefuseVerification' } },
  clear: { afterMinutes: 1500, body: { type: 'ProposeFinding', outcome: 'certificate' } },
  found: { afterMinutes: 1500, body: { type: 'ProposeFinding', outcome: 'refusal' } },
  issue: { afterMinutes: 90, body: { type: 'ApproveFinding' } },
  back: { afterMinutes: 90, body: { type: 'ReturnFinding' } },
} as const;

type Move = keyof typeof MOVES;
const OF_REVIEWER: ReadonlySet<Move> = new Set(['ask', 'clear', 'found']);

const stepOf = (stage: Stage, move: Move): Step => {
  const { afterMinutes, body } = MOVES[move];
  const given: Step['given'] = (one) => ({ params: idOf(one), body });
  const base = { afterMinutes, isNeeded: isOpen, given };
  return OF_REVIEWER.has(move)
    ? { ...base, who: stage.person('police-reviewer'), route: 'takeCertificateStep' }
    : { ...base, who: stage.person('police-approver'), route: 'decideCertificateStep' };
};

type Applying = Readonly<{ who: Actor; body: CertificateApplication; start: number; steps: readonly Step[] }>;

const apply = (stage: Stage, { who, body, start, steps }: Applying): void =>
  playSteps(stage, start, [
    { who, route: 'applyForCertificate', afterMinutes: 0, given: () => ({ body }) }, ...steps,
  ]);

const PAST = 22;
/**
 * How many working days ago the doubtful ones were applied for, and what followed: one is due today, one
 * waits for each officer, one came back, two were issued or not by people.
 */
const DOUBTFUL: readonly (readonly [days: number, moves: readonly Move[]])[] = [
  [3, []], [2, ['ask']], [4, ['ask', 'verify']], [5, ['ask', 'verify', 'clear']], [2, ['ask', 'without']],
  [5, ['ask', 'verify', 'clear', 'back']], [60, ['ask', 'verify', 'clear', 'issue']],
  [95, ['found', 'issue']],
];

/**
 * Certificates at the window of the police and by the citizen: most decided at once, some that people look
 * at.
 * `doubtful`: people of whom a
 * conviction is known under their name and birth date, and no number.
 */
export const playCertificates = (
  stage: Stage, draw: Draw,
  at: Readonly<{ today: CivilDate; people: readonly Invented[]; doubtful: readonly Invented[] }>,
): void => {
  const { today, people, doubtful } = at;
  const who = stage.person('police-clerk');
  for (let count = 0; count < PAST; count += 1) {
    const day = workingDaysBefore(addDays(today, -700 + count * 31), 0);
    const start = instantOf(day, 9 + draw.below(7), draw.below(60));
    apply(stage, { who, body: applicationOf(draw.of(people)), start, steps: [] });
  }
  for (const [index, about] of doubtful.entries()) {
    const [days, moves] = DOUBTFUL[index] ?? [1, []];
    const start = instantOf(workingDaysBefore(today, days), 9, 10 + index);
    apply(stage, { who, body: applicationOf(about), start, steps: moves.map((move) => stepOf(stage, move)) });
  }
  const own = stage.person('citizen');
  for (const days of [200, 20]) {
    const start = instantOf(addDays(today, -days), 20, days % 60);
    apply(stage, { who: own, body: applicationOf(CITIZEN), start, steps: [] });
  }
};
