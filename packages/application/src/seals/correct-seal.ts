import { err, ok, type Result } from '@fengcun/kernel';
import {
  type DraftedOrder, draftOrder, isSealGround, type OrderConfidential, SEAL_GROUND, type SealGround, termDue,
} from '@fengcun/registry';
import { hasDueDate } from '@fengcun/statute';
import { completed, findAll, readWorklist } from './determine.ts';
import { confidentialOf } from './order-message.ts';
import { orderNumber } from './order-number.ts';
import { type OrderMade, orderSeal, type OrderRefused } from './order-seal.ts';
import type { SealActor } from './person-act.ts';
import type { RecordFindings } from './record-findings.ts';
import type { SealsParts } from './seals-parts.ts';

/**
 * A seal that should have been and was not (应封未封), on the procuratorate's opinion. `underlying`: what
 * should have been sealed; needed where the rules of today do not say so themselves.
 */
export type SealToCorrect =
  Readonly<{ recordId: string; by: SealActor; documentNumber: string; underlying?: SealGround }>;

/** Why nothing was corrected. */
export type CorrectionRefused = OrderRefused
  | Readonly<{ code: 'RECORD_UNKNOWN' | 'CASE_UNREADABLE' | 'UNDERLYING_MISSING' | 'HOLDERS_MISSING' }>;

/** The numbers of the papers people hand in: short, no line breaks. */
const DOCUMENT = /^[^\p{C}]{1,100}$/u;

const withGround = ({ draft, ...rest }: DraftedOrder, underlying: SealGround): DraftedOrder => ({
  ...rest, draft: {
    ...draft, ground: 'corrective', underlying,
    cites: [...new Set([...SEAL_GROUND.corrective.cites, ...SEAL_GROUND[underlying].cites])],
  },
});

const isKnown = (organ: string): boolean => !organ.endsWith('/');

/** Where the rules do not ask for the seal: to every organ that is known to hold a copy. */
const draftByOpinion = (
  parts: SealsParts, found: RecordFindings,
  stored: Readonly<{ organ: string; holders: readonly string[]; underlying: SealGround }>,
): DraftedOrder | undefined => {
  const due = termDue({ rule: 'sealByOrder', from: parts.today(), settings: parts.settings });
  const known = stored.holders.filter(isKnown).sort();
  if (known.length === 0 || !hasDueDate(due)) return undefined;
  const holders = known.map((holder) => ({ holder, dueOn: due.dueOn, rule: 'sealByOrder' }));
  return withGround({
    draft: {
      recordId: found.key.recordId, caseCode: found.state.caseCode, holders, ground: 'corrective', cites: [],
      orderNumber: orderNumber(parts.deployment), effectiveFrom: parts.today(), orderedBy: stored.organ,
    },
    waiting: [], flags: [], uncertain: due.certain ? [] : known,
  }, stored.underlying);
};

const draftOf = (
  parts: SealsParts, found: RecordFindings,
  stored: Readonly<{ organ: string; holders: readonly string[]; underlying: SealGround | undefined }>,
): Result<DraftedOrder, CorrectionRefused> => {
  const { triggers } = completed(parts, found);
  const drafted = triggers.length === 0 ? undefined : draftOrder({
    recordId: found.key.recordId, triggers, orderNumber: orderNumber(parts.deployment),
    orderedOn: parts.today(), settings: parts.settings,
  });
  if (drafted?.ok === true) {
    const { ground, underlying } = drafted.value.draft;
    const main = underlying ?? (isSealGround(ground) ? ground : undefined);
    const what = stored.underlying ?? main;
    return what === undefined ? err({ code: 'UNDERLYING_MISSING' }) : ok(withGround(drafted.value, what));
  }
  const { underlying } = stored;
  if (underlying === undefined) return err({ code: 'UNDERLYING_MISSING' });
  const byOpinion = draftByOpinion(parts, found, { ...stored, underlying });
  return byOpinion === undefined ? err({ code: 'HOLDERS_MISSING' }) : ok(byOpinion);
};

/**
 * Corrective sealing: the procuratorate's opinion is the document it rests on, and its order is told apart
 * from one by law. Sealing goes the same way, at once and to every holder. @see 2022 Measures art. 22
 */
export const correctSeal = async (
  parts: SealsParts, { recordId, by, documentNumber, underlying }: SealToCorrect,
): Promise<Result<OrderMade, CorrectionRefused>> => {
  if (!DOCUMENT.test(documentNumber)) return err({ code: 'DOCUMENT_MISSING' });
  const row = await readWorklist(parts, async ({ open }) => {
    const record = await open.records.find(recordId);
    return record && { record, holders: (await open.holders.of(recordId)).map(({ organ }) => organ) };
  });
  if (row === undefined) return err({ code: 'RECORD_UNKNOWN' });
  const { record, holders } = row;
  const [found] = await findAll(parts, [record]);
  const confidential: OrderConfidential | undefined = found && confidentialOf(found.state, found.subject);
  if (found === undefined || confidential === undefined) return err({ code: 'CASE_UNREADABLE' });
  const drafted = draftOf(parts, found, { organ: record.organ, holders, underlying });
  if (!drafted.ok) return drafted;
  return orderSeal(parts, {
    recordId, confidential, drafted: drafted.value, actor: by.account,
    opinion: documentNumber,
  });
};
