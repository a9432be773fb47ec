import type { Actor } from '@fengcun/api';
import { addAccount, breakGlassFor, disableAccount, parseNewAccount } from '@fengcun/application';
import { addDays, type CivilDate, Fault } from '@fengcun/kernel';
import { DEMO_ISSUER } from '../../serve/demo-people.ts';
import { instantOf, workingDaysBefore } from './calendar.ts';
import { COURT, POLICE, PROCURATORATE_ABOVE, PROCURATORATE_OF_PROVINCE } from './organs.ts';
import type { Stage } from './stage.ts';
import { playSteps, type Step, textIn } from './steps.ts';

const idOf = (standing: Readonly<Record<string, unknown>>) => ({ jointId: textIn(standing, 'jointId') });

type Emergency = Readonly<{
  by: Actor; start: number;
  reason: 'dangerToLife' | 'dangerToEvidence' | 'courtDeadline' | 'systemFailure';
  /** What the others did: nothing, one agreed, two agreed, they did and it was used, one refused. */
  end: 'asked' | 'half' | 'agreed' | 'used' | 'refused';
  /** A procurator who had no part in it found it in order. */
  isReviewed?: boolean;
}>;

const AGREEMENTS = { asked: 0, half: 1, agreed: 2, used: 2, refused: 1 } as const;

const decisions = (stage: Stage, { end }: Emergency): readonly Step[] => [
  stage.person('procurator-second'),
  // Of the procuratorate above, so that somebody of the one that was told is left to review it.
  stage.colleague('demo-procurator-above', PROCURATORATE_ABOVE, 'supervisor'),
].slice(0, AGREEMENTS[end]).map((who): Step => ({
  who, route: end === 'refused' ? 'refuseBreakGlass' : 'agreeBreakGlass',
  afterMinutes: 6, given: (one) => ({ params: idOf(one) }),
}));

const DAY_MINUTES = 1440;

const review = (stage: Stage): Step => ({
  who: stage.person('procurator'), route: 'reviewAlarm', afterMinutes: DAY_MINUTES,
  given: (one) => ({ params: idOf(one), body: { finding: 'inOrder' } }),
});

const ACTION = 'inquiry.apply';
const USED_AFTER_MILLIS = 25 * 60_000;

/** Somebody asks to break the glass; what was agreed on is used within the hour, or lapses. */
const playEmergency = (stage: Stage, emergency: Emergency): void => {
  const { by, start, reason, end, isReviewed = false } = emergency;
  playSteps(stage, start, [
    { who: by, route: 'askBreakGlass', afterMinutes: 0, given: () => ({ body: { action: ACTION, reason } }) },
    ...decisions(stage, emergency), ...(isReviewed ? [review(stage)] : []),
  ]);
  if (end !== 'used') return;
  // What a port does where somebody is beyond the limit; twenty inquiries about one person would hide others.
  stage.agenda.put(start + USED_AFTER_MILLIS, async () => {
    if (!await breakGlassFor(stage.accounts, by, ACTION)) throw new Fault('DEMO_STEP_REFUSED', 'not used');
  });
};

const KEEPER = 'demonstration';

/** Accounts of people who cannot sign in here: they lost their second factor, or left. */
const COLLEAGUES = [
  ['yunling-window-2', POLICE, 'clerk', '窗口民警（二号窗口）'],
  ['linduting-archive-1', COURT, 'clerk', '档案管理员'], ['linduting-judge-3', COURT, 'reviewer', '承办法官（三）'],
  ['yunling-legal-2', POLICE, 'reviewer', '法制民警（二）'],
  ['yunling-procurator-1', PROCURATORATE_OF_PROVINCE, 'supervisor', '省检察院检察官'],
] as const;

const addColleagues = async ({ deployment }: Stage): Promise<void> => {
  for (const [account, organ, role, displayName] of COLLEAGUES) {
    const subjects = [{ issuer: DEMO_ISSUER, subject: account }];
    const parsed = parseNewAccount({ account, organ, roles: [role], displayName, subjects });
    if (!parsed.ok) throw new Fault(parsed.error.code, parsed.error.message);
    const added = await addAccount(deployment, KEEPER, parsed.value);
    if (!added.ok) throw new Fault(added.error.code, added.error.message);
  }
  await disableAccount(deployment, KEEPER, COLLEAGUES[3][0]);
};

type Recovery = Readonly<{ account: string; start: number; isAgreed: boolean }>;

const playRecovery = (stage: Stage, { account, start, isAgreed }: Recovery): void => {
  const agree: Step = {
    who: stage.person('system-administrator'), route: 'agreeRecovery', afterMinutes: 40,
    given: (one) => ({ params: idOf(one) }),
  };
  playSteps(stage, start, [
    {
      who: stage.person('security-administrator'), route: 'askRecovery', afterMinutes: 0,
      given: () => ({ body: { account } }),
    },
    ...(isAgreed ? [agree] : []),
  ]);
};

/** Minutes before now at which the newest emergencies were asked for: both still run. */
const NEWEST = [35, 12] as const;

/**
 * Emergencies and resets by two: used and reviewed, used and to be reviewed, agreed to and lapsed, refused,
 * running; one of a procuratorate whose supervisor signs in here and is not connected, so that the message of
 * its alarm is a dead letter.
 */
export const playEmergencies = (
  stage: Stage, { today, now }: Readonly<{ today: CivilDate; now: number }>,
): void => {
  const on = (days: number, hour: number, minute: number): number =>
    instantOf(workingDaysBefore(addDays(today, -days), 0), hour, minute);
  const school = stage.person('school-inquirer');
  const notary = stage.person('notary-inquirer');
  const court = stage.colleague('demo-second-court', 'court/530203', 'inquirer');
  const above = stage.colleague('demo-procuratorate-above', PROCURATORATE_ABOVE, 'reviewer');
  const emergencies: readonly Emergency[] = [
    { by: school, start: on(410, 16, 5), reason: 'dangerToLife', end: 'used', isReviewed: true },
    { by: court, start: on(190, 17, 20), reason: 'courtDeadline', end: 'agreed' },
    { by: notary, start: on(77, 15, 12), reason: 'courtDeadline', end: 'refused' },
    { by: above, start: on(30, 10, 3), reason: 'systemFailure', end: 'half' },
    { by: notary, start: on(1, 16, 10), reason: 'courtDeadline', end: 'used' },
    { by: court, start: now - NEWEST[0] * 60_000, reason: 'dangerToEvidence', end: 'half' },
    { by: school, start: now - NEWEST[1] * 60_000, reason: 'dangerToLife', end: 'asked' },
  ];
  for (const one of emergencies) playEmergency(stage, one);
  stage.agenda.put(on(500, 9, 0), () => addColleagues(stage));
  const recoveries: readonly Recovery[] = [
    { account: COLLEAGUES[0][0], start: on(220, 9, 30), isAgreed: true },
    { account: COLLEAGUES[2][0], start: on(64, 14, 30), isAgreed: false },
    { account: COLLEAGUES[1][0], start: on(1, 15, 45), isAgreed: false },
  ];
  for (const one of recoveries) playRecovery(stage, one);
};
