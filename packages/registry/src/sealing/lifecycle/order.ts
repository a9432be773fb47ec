import type { CivilDate } from '@fengcun/kernel';
import type { CaseCode } from '../../intake/case-code/case-code.ts';
import type { OpenGround, SealGround } from '../grounds.ts';

/** One text per organ, as `organKey` gives it: `police/110105000000`. */
export type HolderKey = string;

/** What a copy must be from now on: never what to do, so that doing it twice is harmless. */
export type CopyTarget = 'sealed' | 'open';

/** An organ that an order goes to, with its last day; `rule` is an id in the table of deadlines. */
export type OrderedHolder = Readonly<{ holder: HolderKey; dueOn: CivilDate; rule: string }>;

/**
 * An order: what every copy of one record must be from now on. A higher `sequence` replaces a lower one. Of
 * two orders with one number and other contents one is forged or the platform lost data.
 */
export type SealOrder = Readonly<{
  recordId: string;
  caseCode: CaseCode;
  /** 1, 2, 3 … within the record, without gaps. */
  sequence: number;
  /** Number of the order and its notice, drawn by the platform: nothing of the person or the case in it. */
  orderNumber: string;
  target: CopyTarget;
  ground: SealGround | OpenGround;
  /** Seals only: what was corrected, applied for or found old, where the ground alone does not tell. */
  underlying?: SealGround;
  /** Citation ids of the statute package: the legal basis, at least one. */
  cites: readonly string[];
  /** For an opening the day its ground arose. @see 《关于未成年人犯罪记录封存的实施办法》第19条 */
  effectiveFrom: CivilDate;
  /** UTC instant. */
  orderedAt: string;
  /** The organ that determines. */
  orderedBy: HolderKey;
  /** On its way to a holder the order names this one only: nobody need know who else keeps copies. */
  holders: readonly OrderedHolder[];
}>;

/** What a holder did: brought its copies to the target, was told something newer before, or holds nothing. */
export type ReceiptResult = 'applied' | 'superseded' | 'noCopy';

/**
 * A holder's answer to one order. `noCopy` is an answer too. `revision` is 0 in the first answer to a
 * sequence and grows with every copy that turns up later under it; the highest counts.
 */
export type Receipt = Readonly<{
  recordId: string;
  sequence: number;
  holder: HolderKey;
  result: ReceiptResult;
  revision: number;
  /** Commitments to all copies before and after (`sha256:` …); equal where nothing was changed. */
  commitmentBefore: string;
  commitmentAfter: string;
  /** UTC instant at the holder; its clock may be wrong and decides nothing. */
  appliedAt: string;
}>;
