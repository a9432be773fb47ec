import { addDays } from '@fengcun/kernel';
import { type InquiryCommand, legalDay } from '@fengcun/registry';
import { beginCustody, endCustody } from '../keys/custody-act.ts';
import {
  passOver, type ProceedingAct, readProceedings, rowPages, takeProceedingStep,
} from '../proceedings/index.ts';
import { INQUIRY_KIND, inquiryMachine } from './inquiry-machine.ts';
import type { InquiryParts } from './inquiry-parts.ts';

/** The account under which grants end by themselves. */
const ACCOUNT = 'inquiry-service';
const STAGES = ['granted', 'undertaken', 'prepared'] as const;

const expire = async (parts: InquiryParts, act: ProceedingAct, inquiryId: string): Promise<boolean> => {
  const taken = await takeProceedingStep(parts, inquiryMachine(parts.rules()), {
    proceedingId: inquiryId, act, account: ACCOUNT,
    commandOf: ({ at, actor }): InquiryCommand =>
      ({ type: 'Expire', at, by: { account: actor, person: actor } }),
  });
  return taken.ok;
};

/**
 * Ends grants whose last day is over; how many. They open nothing any more whether or not this has run: the
 * steps after a grant look at the day themselves. `tell` hears of one that could not be ended; the others
 * are.
 */
export const expireInquiries = async (
  parts: InquiryParts, tell: (fault: unknown) => void = () => undefined,
): Promise<number> => {
  const { deployment, now } = parts;
  const today = legalDay(new Date(now()).toISOString());
  const act = await beginCustody(deployment, {
    act: 'inquiry.expire', account: ACCOUNT, role: 'service', purpose: 'inquiry', legalBasis: 'm2022-16',
    request: today,
  });
  const over = { proceedingKind: INQUIRY_KIND, states: STAGES, dueUntil: addDays(today, -1) };
  const ids = await readProceedings(parts, { side: 'sealed', act }, async ({ list }) => {
    const found: string[] = [];
    for await (const rows of rowPages(list, over)) {
      found.push(...rows.map(({ proceedingId }) => proceedingId));
    }
    return found;
  });
  let ended = 0;
  // One that cannot be ended must not keep those behind it open.
  for (const id of ids) ended += Number(await passOver(() => expire(parts, act, id), tell) === true);
  await endCustody(deployment, act);
  return ended;
};
