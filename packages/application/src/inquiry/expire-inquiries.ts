import { addDays } from '@fengcun/kernel';
import { type InquiryCommand, legalDay } from '@fengcun/registry';
import { beginCustody, endCustody } from '../keys/custody-act.ts';
import { type ProceedingAct, readProceedings, takeProceedingStep } from '../proceedings/index.ts';
import { INQUIRY_KIND, inquiryMachine } from './inquiry-machine.ts';
import type { InquiryParts } from './inquiry-parts.ts';

/** The account under which grants end by themselves. */
const ACCOUNT = 'inquiry-service';
const STAGES = ['granted', 'undertaken', 'prepared'] as const;
/** LIMIT: grants ended in one run; the next run goes on. */
const PAGE = 200;

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
 * steps after a grant look at the day themselves.
 */
export const expireInquiries = async (parts: InquiryParts): Promise<number> => {
  const { deployment, now } = parts;
  const today = legalDay(new Date(now()).toISOString());
  const act = await beginCustody(deployment, {
    act: 'inquiry.expire', account: ACCOUNT, role: 'service', purpose: 'inquiry', legalBasis: 'm2022-16',
    request: today,
  });
  const rows = await readProceedings(parts, { side: 'sealed', act }, ({ list }) => list({
    proceedingKind: INQUIRY_KIND, states: STAGES, dueUntil: addDays(today, -1), limit: PAGE,
  }));
  let ended = 0;
  for (const { proceedingId } of rows) ended += await expire(parts, act, proceedingId) ? 1 : 0;
  await endCustody(deployment, act);
  return ended;
};
