import type { RecordStatus } from '@fengcun/registry';
import type { Story } from './happenings.ts';

/** What the law makes of a story. `orders` counts the orders that were due; `target` what every copy must be. */
export type Lawful = Readonly<{ status: RecordStatus; orders: number; target: 'sealed' | 'open' | 'asBefore' }>;

type Basis = 'crime' | 'acquittal' | 'publicOrder' | 'proposal';
const SEALED_BY = { judgment: 'crime', acquittal: 'acquittal', publicOrderDecision: 'publicOrder', proposalDecision: 'proposal' } as const;

/**
 * The law on one page, over the list of what happened: written apart from the machines, uses nothing of them.
 * 办法4, 7, 13, 18, 22; 治安136; PIPL 47. A proposal pack seals first and observes after.
 */
export const plainModel = (story: Story): Lawful => {
  let status = 'open' as RecordStatus;
  let basis: Basis = 'crime';
  let orders = 0;
  const order = (next: RecordStatus) => { status = next; orders += 1; };
  for (const one of story.happenings) {
    const isSealed = status === 'sealed' || status === 'underObservation';
    if (status === 'erased') break;
    if (one.type === 'judgment' || one.type === 'acquittal' || one.type === 'publicOrderDecision' || one.type === 'proposalDecision') {
      // An unsealed or exempted record is not sealed again on what it was sealed for; a rescinded one may be.
      if (status === 'open' || status === 'rescinded') { basis = SEALED_BY[one.type]; order('sealed'); }
    } else if (one.type === 'retrialLowered') {
      if (status === 'open' || status === 'unsealed' || status === 'rescinded') { basis = 'crime'; order('sealed'); }
    } else if (one.type === 'correctiveOpinion') {
      if (status === 'open' || status === 'unsealed' || status === 'rescinded') { basis = 'crime'; order('sealed'); }
    } else if (one.type === 'newCrimeAsMinor') {
      if (isSealed && basis === 'crime' && one.review === 'agreed') order('unsealed');
    } else if (one.type === 'sealFoundWrong') {
      if (isSealed && one.review === 'agreed') order('rescinded');
    } else if (one.type === 'exemptionAsked' && one.wills.length === 3) {
      if (status === 'open') status = 'exempt';
      else if (isSealed && basis === 'acquittal') order('exempt');
    } else if (one.type === 'observed' && status === 'underObservation') {
      // Broken before and never judged; now it is.
      if (one.breachedAfter !== undefined && one.review === 'agreed') order('unsealed');
    } else if (one.type === 'observed' && isSealed && basis === 'proposal') {
      const last = one.shortenedTo !== undefined && (one.breachedAfter === undefined || one.breachedAfter >= 10) ? one.shortenedTo : one.days;
      if (one.breachedAfter === undefined || one.breachedAfter > last) status = 'sealed';
      else if (one.review === 'agreed') order('unsealed');
      else status = 'underObservation';
    } else if (one.type === 'deleted' && one.byTwo) status = 'erased';
  }
  const target = orders === 0 ? 'asBefore' : targetBefore(story, status);
  return { status, orders, target };
};

const OPENED: readonly RecordStatus[] = ['open', 'unsealed', 'rescinded', 'exempt'];

/** What copies must be: as the record stood, and for a deleted one as it stood before. */
const targetBefore = (story: Story, status: RecordStatus): Lawful['target'] => {
  if (status !== 'erased') return OPENED.includes(status) ? 'open' : 'sealed';
  const before = plainModel({ ...story, happenings: story.happenings.filter((one) => one.type !== 'deleted') });
  return before.target;
};
