import { err, ok } from '@fengcun/kernel';
import type { CertificatesPort, PaperChecks } from '../ports/certificates-port.ts';
import type { CertificateShown } from '../routes/certificate-schemas.ts';
import { type Journal, setIn } from './journal.ts';

/** An application in memory: whose it is, and how it stands. */
export type MemoryCertificate = Readonly<{ applicant: string; shown: CertificateShown }>;

const ID = '01900000-0000-7000-8000-0000000000e9';

/** Certificates in memory: every application is decided at once, for everybody alike. */
export const memoryCertificates = (all: Map<string, MemoryCertificate>, undo: Journal): CertificatesPort => {
  const seen = (id: string, account: string, organ: string, seesOrgan: boolean): CertificateShown | undefined => {
    const found = all.get(id);
    return found !== undefined && (found.applicant === account || (seesOrgan && found.shown.organ === organ)) ? found.shown : undefined;
  };
  return {
    apply: async (_application, actor) => {
      const decided = { certificateId: ID, number: '（2026）虚公证字第1号', issuedOn: '2026-11-02' };
      const shown = { ...decided, organ: actor.organ, state: 'decided', result: 'certificate' } as const;
      setIn(all, [ID, { applicant: actor.id, shown }], undo);
      return ok({ outcome: 'decided', result: 'certificate', ...decided });
    },
    list: async ({ seesOrgan, limit }, actor) => [...all.keys()].flatMap((id) => seen(id, actor.id, actor.organ, seesOrgan) ?? [])
      .slice(0, limit).map(({ certificateId, organ, state }) => ({ certificateId, organ, state, openedAt: '2026-11-01T00:00:00.000Z' })),
    find: async (id, actor, seesOrgan) => seen(id, actor.id, actor.organ, seesOrgan),
    paper: async (id, actor, seesOrgan) => {
      const found = seen(id, actor.id, actor.organ, seesOrgan);
      return found?.state === 'decided' ? { fileName: `${id}.pdf`, bytes: Buffer.from('%PDF-1.7 invented') } : undefined;
    },
    take: async (id, step, actor) => {
      const found = seen(id, actor.id, actor.organ, true);
      if (found === undefined) return err({ code: 'NOTHING_TO_TELL' });
      if (found.state === 'decided') return err({ code: 'CERTIFICATE_STANDS_OTHERWISE' });
      const state = step.type === 'RequestVerification' ? 'verificationRequested' : 'findingProposed';
      const shown = { ...found, state } as const;
      setIn(all, [id, { applicant: actor.id, shown }], undo);
      return ok(shown);
    },
  };
};

/** Knows no paper. */
export const noPaper: PaperChecks = async () => ({ status: 'unknown' });
