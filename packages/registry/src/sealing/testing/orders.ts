import { civil } from '@fengcun/kernel';
import { makeCaseCode } from '../../intake/case-code/case-code.ts';
import type { OpenGround, SealGround } from '../grounds.ts';
import type { HolderKey, Receipt } from '../lifecycle/order.ts';
import type { OrderDraft } from '../lifecycle/sealing-command.ts';

/** Invented organs of several kinds and levels. */
export const COURT = 'court/110000000001';
export const PROCURATORATE = 'procuratorate/110000000002';
export const POLICE = 'police/110000000003';
export const PRISON = 'prison/110000000004';

/** An invented case. */
export const CASE_CODE = makeCaseCode(new Uint8Array([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]));

/** A draft on this ground to these holders, due on 10 March 2026. */
export const draft = (
  ground: SealGround | OpenGround, orderNumber: string, holders: readonly HolderKey[] = [COURT, POLICE],
): OrderDraft => ({
  recordId: 'record-1', caseCode: CASE_CODE, orderNumber, ground, cites: ['CPL_286_1'],
  effectiveFrom: civil('2026-03-05'), orderedBy: COURT,
  holders: holders.map((holder) => ({ holder, dueOn: civil('2026-03-10'), rule: 'sealAfterReceipt' })),
});

/** A holder's answer that its copies are what the order of this sequence wants. */
export const receipt = (holder: HolderKey, sequence: number, more: Partial<Receipt> = {}): Receipt => ({
  recordId: 'record-1', sequence, holder, result: 'applied', revision: 0, commitmentBefore: 'sha256:before',
  commitmentAfter: `sha256:after-${sequence}`, appliedAt: '2026-03-06T02:00:00Z', ...more,
});
