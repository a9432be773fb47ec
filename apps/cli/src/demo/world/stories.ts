import type { CivilDate } from '@fengcun/kernel';
import { playCertificates } from './certificates.ts';
import { playInquiry } from './inquiries.ts';
import { planInquiries, planLooks, planPatterns } from './inquiry-plans.ts';
import { CITIZEN } from './people.ts';
import { drawFrom } from './random.ts';
import type { PlannedRecord } from './records.ts';
import { playRights } from './rights.ts';
import { playExceptions, UNNUMBERED } from './special.ts';
import type { Stage } from './stage.ts';
import { playSupervision } from './supervision.ts';
import { playUnsealings } from './unsealings.ts';

/** What the stories of the world are told about. `send`: sends the orders that a step has made. */
export type Stories = Readonly<{
  seed: string; today: CivilDate; records: readonly PlannedRecord[]; send: () => Promise<void>;
}>;

/** Everything that happens at the desks in two years, put on the agenda. */
export const playStories = (stage: Stage, { seed, today, records, send }: Stories): void => {
  const people = records.map(({ person }) => person);
  const draw = drawFrom(`stories|${seed}|${today}`);
  const inquiries = [
    ...planInquiries(stage, draw, { today, people }), ...planPatterns(stage, { today,
      people: people.slice(3) }),
    ...planLooks(stage, { today, about: CITIZEN }),
  ];
  for (const one of inquiries) playInquiry(stage, one);
  playCertificates(stage, draw, { today, people, doubtful: UNNUMBERED });
  playRights(stage, today);
  playSupervision(stage, today);
  playExceptions(stage, today);
  playUnsealings(stage, { today, send });
};
