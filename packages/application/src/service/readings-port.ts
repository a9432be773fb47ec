import type { ReadingsPort, TakenReading } from '@fengcun/api';
import { err, Fault, ok, type Result } from '@fengcun/kernel';
import type { Deployment } from '../deployment/open-deployment.ts';
import type { IntakeItem } from '../intake/intake-item.ts';
import {
  confirm, type Confirming, type ConfirmRefusal, itemOfConfirmed, itemsOfConfirmedRows,
} from '../readings/confirmed-items.ts';
import { readFileForPerson } from '../readings/read-file.ts';
import type { ReadingParts } from '../readings/reading-parts.ts';
import { correctRows } from '../readings/corrected-rows.ts';
import { shownJudgment, shownTexts } from '../readings/show-reading.ts';
import { pseudonymOfActor } from './entry-of-line.ts';
import { resultsOfItems, takeItems } from './intake-port.ts';
import { concludeAct } from './seals-port.ts';
import type { ServiceAct } from './service-act.ts';
import type { Intake } from './take-messages.ts';

/** LIMIT: messages that one confirmed judgment or table comes to, for which serials are kept ready. */
export const CONFIRMED_MESSAGES_MAX = 1500;

const BODY_INVALID: Result<never, ConfirmRefusal> = err({ code: 'BODY_INVALID' });

const partsOf = (parts: ReadingParts | undefined): ReadingParts => {
  if (parts !== undefined) return parts;
  const text = 'This service reads no documents; it has no packs.';
  throw new Fault('READINGS_NOT_CONFIGURED', text, { retryable: true });
};

/** Reading for people, in an act that was committed before; nothing is kept but that somebody read. */
export const readingsLook = (
  deployment: Deployment, given: ReadingParts | undefined, actOf: () => ServiceAct,
): Pick<ReadingsPort, 'read' | 'examine' | 'examineRows'> => ({
  read: async (bytes, kind) => {
    const shown = await readFileForPerson(partsOf(given), bytes, kind);
    await concludeAct({ deployment }, actOf());
    return shown;
  },
  examine: async (body) => {
    const parts = partsOf(given);
    const confirmed = confirm(body);
    await concludeAct({ deployment }, actOf());
    if (!confirmed.ok) return confirmed;
    return ok(shownJudgment(parts, { ...confirmed.value, text: body.text, place: 1 }));
  },
  examineRows: async (body) => {
    const parts = partsOf(given);
    const corrected = correctRows(body);
    await concludeAct({ deployment }, actOf());
    return corrected === undefined ? BODY_INVALID : ok(shownTexts(parts, corrected.rows, 1));
  },
});

/** Taking what a person confirmed, in the transaction of the act. */
export const readingsPort = (
  intake: Intake, taking: () => Intake,
): Pick<ReadingsPort, 'take' | 'takeRows'> => {
  const { deployment: { pseudonyms, clock }, decideAll } = intake;
  const confirmingOf = (id: string, organ: string): Confirming =>
    ({ organ, by: pseudonymOfActor(pseudonyms, id), at: new Date(clock()).toISOString(), decideAll });
  const take = async (id: string, items: readonly IntakeItem[]): Promise<TakenReading> => {
    const { taken } = await takeItems(taking(), id, items);
    return { results: resultsOfItems(taken) };
  };
  return {
    take: async (body, { id, organ }) => {
      const confirmed = confirm(body);
      if (!confirmed.ok) return confirmed;
      const item = itemOfConfirmed(body.text, confirmed.value, confirmingOf(id, organ));
      return item === undefined ? BODY_INVALID : ok(await take(id, [item]));
    },
    takeRows: async (body, { id, organ }) => {
      const items = itemsOfConfirmedRows(body, confirmingOf(id, organ));
      return items.length === 0 ? BODY_INVALID : ok(await take(id, items));
    },
  };
};
