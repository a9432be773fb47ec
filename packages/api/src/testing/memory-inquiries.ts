import { err, ok } from '@fengcun/kernel';
import type { InquiriesPort, InquiryReply } from '../ports/inquiries-port.ts';
import type { InquiryShown } from '../routes/inquiry-schemas.ts';
import { type Journal, setIn } from './journal.ts';

/** An application in memory: whose it is, and how it stands. */
export type MemoryInquiry = Readonly<{ applicant: string; shown: InquiryShown }>;

const ID = '01900000-0000-7000-8000-0000000001e9';

/** Inquiries in memory: every step leads where it should, for whoever has to do with the application. */
export const memoryInquiries = (all: Map<string, MemoryInquiry>, undo: Journal): InquiriesPort => {
  const seen = (id: string, account: string, organ: string, seesOrgan: boolean): MemoryInquiry | undefined => {
    const found = all.get(id);
    return found !== undefined && (seesOrgan ? found.shown.organ === organ : found.applicant === account) ? found : undefined;
  };
  const to = async (id: string, stage: InquiryShown['stage'], found: MemoryInquiry | undefined): InquiryReply<InquiryShown> => {
    if (found === undefined) return err({ code: 'NOTHING_TO_TELL' });
    if (found.shown.stage === 'disclosed') return err({ code: 'STANDS_OTHERWISE' });
    const shown = { ...found.shown, stage };
    setIn(all, [id, { ...found, shown }], undo);
    return ok(shown);
  };
  return {
    apply: async ({ kind, organ }, actor) => {
      const shown = { inquiryId: ID, kind, organ, stage: 'applied', papers: [] } as const;
      setIn(all, [ID, { applicant: actor.id, shown }], undo);
      return ok(shown);
    },
    list: async ({ seesOrgan, limit }, actor) => [...all.keys()].flatMap((id) => seen(id, actor.id, actor.organ, seesOrgan)?.shown ?? [])
      .slice(0, limit).map(({ inquiryId, organ, stage }) => ({ inquiryId, organ, stage, openedAt: '2026-11-01T00:00:00.000Z' })),
    find: async ({ inquiryId, actor, seesOrgan }) => seen(inquiryId, actor.id, actor.organ, seesOrgan)?.shown,
    paper: async ({ inquiryId, actor, seesOrgan }) => (seen(inquiryId, actor.id, actor.organ, seesOrgan) === undefined
      ? undefined : { fileName: 'invented.pdf', bytes: Buffer.from('%PDF-1.7 invented') }),
    supplement: (id, _body, actor) => to(id, 'supplemented', seen(id, actor.id, actor.organ, false)),
    withdraw: (id, actor) => to(id, 'withdrawn', seen(id, actor.id, actor.organ, false)),
    take: (id, step, actor) => to(id, step.type === 'Propose' ? 'proposed' : 'accepted', seen(id, actor.id, actor.organ, true)),
    decide: (id, { agrees }, actor) => to(id, agrees ? 'granted' : 'accepted', seen(id, actor.id, actor.organ, true)),
    review: async (id, _review, actor) => {
      const found = seen(id, actor.id, actor.organ, true);
      return found === undefined ? err({ code: 'NOTHING_TO_TELL' }) : ok(found.shown);
    },
    sign: (id, _signer, actor) => to(id, 'undertaken', seen(id, actor.id, actor.organ, false)),
    prepare: (id, _answers, actor) => to(id, 'prepared', seen(id, actor.id, actor.organ, true)),
    disclose: async (id, actor) => {
      const found = await to(id, 'disclosed', seen(id, actor.id, actor.organ, false));
      return found.ok ? ok({ inquiryId: id, kind: 'answer', found: false, number: '（2026）虚查告字第1号', lines: [], watermark: '虚构', letter: 'JVBERi0xLjc=' }) : found;
    },
  };
};
