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

const verifying = (stage: Stage): readonly Step[] => [
  {
    who: stage.person('police-reviewer'), route: 'takeCertificateStep', afterMinutes: 200, isNeeded: isOpen,
    given: (one) => ({ params: idOf(one), body: { type: 'RequestVerification', ground: 'recordUnclear' } }),
  },
  {
    who: stage.person('police-approver'), route: 'decideCertificateStep', afterMinutes: 100, isNeeded: isOpen,
    given: (one) => ({ params: idOf(one), body: { type: 'ApproveVerification' } }),
  },
  {
    who: stage.person('police-reviewer'), route: 'takeCertificateStep', afterMinutes: 1500, isNeeded: isOpen,
    given: (one) => ({ params: idOf(one), body: { type: 'ProposeFinding', outcome: 'certificate' } }),
  },
  {
    who: stage.person('police-approver'), route: 'decideCertificateStep', afterMinutes: 90, isNeeded: isOpen,
    given: (one) => ({ params: idOf(one), body: { type: 'ApproveFinding' } }),
  },
];

type Applying = Readonly<{ who: Actor; body: CertificateApplication; start: number; steps: readonly Step[] }>;

const apply = (stage: Stage, { who, body, start, steps }: Applying): void =>
  playSteps(stage, start, [
    { who, route: 'applyForCertificate', afterMinutes: 0, given: () => ({ body }) }, ...steps,
  ]);

const PAST = 22;
/**
 * How many working days ago the doubtful ones were applied for: one is due today, one waits for each officer.
 */
const DOUBTFUL_DAYS = [3, 2, 4, 5] as const;

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
    const start = instantOf(workingDaysBefore(today, DOUBTFUL_DAYS[index] ?? 1), 9, 10 + index);
    apply(stage, { who, body: applicationOf(about), start, steps: verifying(stage).slice(0, index) });
  }
  const own = stage.person('citizen');
  for (const days of [200, 20]) {
    const start = instantOf(addDays(today, -days), 20, days % 60);
    apply(stage, { who: own, body: applicationOf(CITIZEN), start, steps: [] });
  }
};
