import type { CivilDate } from '@fengcun/kernel';
import { playAttachments } from './attachments.ts';
import { playCertificates } from './certificates.ts';
import { playComputations } from './computations.ts';
import { playEmergencies } from './emergencies.ts';
import { playIncidents } from './incidents.ts';
import { playInquiry } from './inquiries.ts';
import { planInquiries, planLooks, planPatterns, planWithheld } from './inquiry-plans.ts';
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
  seed: string; first: CivilDate; today: CivilDate; now: number; records: readonly PlannedRecord[];
  /** Records that were ordered sealed so far. */
  ordered: readonly string[]; send: () => Promise<void>;
}>;

/** Everything that happens at the desks in two years, put on the agenda. */
export const playStories = async (stage: Stage, stories: Stories): Promise<void> => {
  const { seed, first, today, now, records, ordered, send } = stories;
  const people = records.map(({ person }) => person);
  const draw = drawFrom(`stories|${seed}|${today}`);
  const inquiries = [
    ...planInquiries(stage, draw, { today, people }), ...planPatterns(stage, { today,
      people: people.slice(3) }),
    ...planLooks(stage, { today, about: CITIZEN }),
    ...planWithheld(stage, { today, people: people.slice(6) }),
  ];
  for (const one of inquiries) playInquiry(stage, one);
  playCertificates(stage, draw, { today, people, doubtful: UNNUMBERED });
  playRights(stage, today);
  playSupervision(stage, today);
  playIncidents(stage, today);
  playEmergencies(stage, { today, now });
  playAttachments(stage, { today, records });
  await playComputations(stage, { first, today });
  playExceptions(stage, today);
  playUnsealings(stage, { today, ordered, send });
};
