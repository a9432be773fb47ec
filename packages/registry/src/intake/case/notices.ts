import { err, ok, type CivilDate, type Result } from '@fengcun/kernel';
import type { SubjectToken } from '../pseudonym.ts';
import type { ImportSource } from '../messages/mapped.ts';
import type { IntakeMessage } from '../messages/message.ts';
import { type OpenCase, recordsOf } from './case-state.ts';
import { standingRecords } from './contradictions.ts';
import { entryItems } from './entry-items.ts';

/** The two notices of the 2012 opinion. @see 法发〔2012〕10号 二（二）第2款、第3款 (O2012_2_2) */
export type NoticeKind = 'releaseNoticeIssued' | 'correctionExpiryNoticeIssued';

/** What a notice is made from; id, day and number are given by the organ that issues it. */
export type NoticeOrder = Readonly<{
  kind: NoticeKind; subject: SubjectToken; source: ImportSource; messageId: string; issuedOn: CivilDate;
  noticeNumber?: string;
}>;

/** Why no notice can be made: nobody told of the end, or somebody must first say who and where. */
export type NoticeRefusal = Readonly<{ code: 'END_NOT_RECORDED' | 'SUBJECT_UNKNOWN' | 'RECIPIENT_UNKNOWN' }>;

const END_KIND =
  { releaseNoticeIssued: 'released', correctionExpiryNoticeIssued: 'correctionCompleted' } as const;

const endOf = (state: OpenCase, { kind, subject }: NoticeOrder): CivilDate | undefined => {
  const own = standingRecords(state).filter((record) =>
    record.subject === subject && record.kind === END_KIND[kind]);
  const days = own.flatMap(({ message }) =>
    (message.kind === 'released' ? [message.content.releasedOn]
      : message.kind === 'correctionCompleted' ? [message.content.completedOn] : []));
  return days.sort().at(-1);
};

/**
 * The message by which prison, detention house or justice bureau tells the registrar of the 户籍地. Refused
 * where the end is not recorded or the place of registration is unknown or in doubt: a notice to a wrong
 * place is a leak.
 */
export const noticeMessage = (state: OpenCase, order: NoticeOrder): Result<IntakeMessage, NoticeRefusal> => {
  const end = endOf(state, order);
  const known = recordsOf(state).find((record) => record.subject === order.subject);
  if (known === undefined) return err({ code: 'SUBJECT_UNKNOWN' });
  if (end === undefined) return err({ code: 'END_NOT_RECORDED' });
  const items = entryItems(state, order.subject);
  const { names, documents, domicileRegion } = items.basicFacts;
  if (domicileRegion.status !== 'known') return err({ code: 'RECIPIENT_UNKNOWN' });
  const { judgmentNumber } = items;
  const content = {
    issuedOn: order.issuedOn, recipientRegion: domicileRegion.value,
    ...(order.noticeNumber === undefined ? {} : { noticeNumber: order.noticeNumber }),
    ...(judgmentNumber.status === 'known' ? { judgmentNumber: judgmentNumber.value } : {}),
  };
  const head = {
    source: { ...order.source, messageId: order.messageId }, case: { code: state.caseCode },
    person: { kind: known.message.person.kind, names, documents, domicileRegion: domicileRegion.value },
  };
  return ok(order.kind === 'releaseNoticeIssued'
    ? { kind: order.kind, ...head, content: { ...content, releasedOn: end } }
    : { kind: order.kind, ...head, content: { ...content, completedOn: end } });
};
