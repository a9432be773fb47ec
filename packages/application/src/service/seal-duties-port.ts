import type { SealDutiesPort } from '@fengcun/api';
import { Fault, ok } from '@fengcun/kernel';
import { acknowledgeByHand } from '../seals/acknowledge-by-hand.ts';
import { dutiesOfOrgan } from '../seals/duties-of-organ.ts';
import { noticeTo, showDuty } from '../seals/duty-shown.ts';
import type { SealActor } from '../seals/person-act.ts';
import type { SealsParts } from '../seals/seals-parts.ts';
import { concludeAct, sealActor, sealsOf } from './seals-port.ts';
import type { ServiceAct } from './service-act.ts';

/** Orders to an organ, in an act that was committed before. */
export const sealDutiesPort = (
  seals: SealsParts | undefined, actOf: () => ServiceAct,
): SealDutiesPort => {
  const within = async <T>(work: (parts: SealsParts, by: SealActor) => Promise<T>): Promise<T> => {
    const [parts, service] = [sealsOf(seals), actOf()];
    const found = await work(parts, sealActor(service));
    await concludeAct(parts, service);
    return found;
  };
  return {
    list: (organ, page) => within((parts, by) => dutiesOfOrgan(parts, by, { organ, ...page })),
    find: (recordId, organ) => within((parts, by) => showDuty(parts, by, { recordId, organ })),
    notice: (recordId, organ) => within(async (parts, by) => {
      const font = await parts.font?.();
      if (font === undefined) {
        throw new Fault('FONT_UNUSABLE', 'No papers are made here.', { retryable: true });
      }
      const paper = await noticeTo(parts, by, { recordId, organ, font });
      // A file is named by what it is: nothing of an order or a person stands in a folder of downloads.
      return paper === undefined ? undefined : { fileName: `${paper.template}.pdf`, bytes: paper.bytes };
    }),
    acknowledge: (recordId, organ, answer) => within(async (parts, by) => {
      const taken = await acknowledgeByHand(parts, by, { ...answer, recordId, organ });
      if (!taken.ok) return taken;
      const { sequence, appliedAt } = taken.value;
      return ok({ recordId, sequence, result: answer.result, answeredAt: appliedAt });
    }),
  };
};
