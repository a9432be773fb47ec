import { mod112Character } from '@fengcun/kernel';
import { sql } from 'kysely';
import { beginRegistrarAct } from '../../registrar/registrar-act.ts';
import { actTransaction } from '../../service/act-transaction.ts';
import type { IntakeEnvelope } from '@fengcun/api';
import { takeEnvelopes } from '../../service/intake-port.ts';
import type { Deployment } from '../../deployment/open-deployment.ts';
import type { LookedAt } from '../../intake/testing/import-fixture.ts';
import { sealRecord, unsealRecord } from '../../sealing/index.ts';

/** An invented person; nobody bears this number with this name. */
export type InventedPerson = Readonly<{ name: string; number: string; bornOn: string }>;

/** A number of an invented place, day and sequence. */
export const numberOf = (day: string, sequence = '001'): string => {
  const seventeen = `110105${day}${sequence}`;
  return seventeen + mod112Character(seventeen);
};

/** A person by a letter of the invented surname and a number. */
export const inventedPerson = (at: number, bornOn = '1990-03-07'): InventedPerson => ({
  name: `虚${'甲乙丙丁戊己庚辛壬癸'[at % 10] ?? '甲'}${'子丑寅卯辰巳午未申酉戌亥'[Math.floor(at / 10) % 12] ?? '子'}`, bornOn,
  number: numberOf(bornOn.replaceAll('-', ''), String(101 + at).padStart(3, '0')),
});

type Told = Readonly<{ kind: string; organ: string; id: string; content: Readonly<Record<string, unknown>>; version?: number }>;

/** What is told about a person in a case, as organs send it. */
export const envelopeAbout = (person: Partial<InventedPerson> & Readonly<{ name: string }>, caseNumber: number, told: Told): IntakeEnvelope & Readonly<{ data: Record<'source' | 'content', Readonly<Record<string, unknown>>> }> => {
  const [type = '', code = ''] = told.organ.split('/');
  const version = told.version ?? 1;
  return {
    specversion: '1.0' as const, id: `${told.id}.${version}`, source: `urn:fengcun:${type}:${code}:trial-system`, type: `cn.fengcun.intake.${told.kind}.v1`,
    data: {
      source: { organ: { type, code }, system: 'trial-system', messageId: told.id, version },
      case: { references: [{ type: 'courtCase', number: `（2026）虚0001刑初${caseNumber}号` }] },
      person: {
        kind: 'person', names: [{ text: person.name, use: 'current' }], ...(person.bornOn === undefined ? {} : { bornOn: person.bornOn }),
        documents: person.number === undefined ? [] : [{ type: 'residentIdentityCard', number: person.number }],
      },
      content: told.content,
    },
  };
};

type About = Parameters<typeof envelopeAbout>[0];
const sentence = { penalty: 'fixedTermImprisonment', termMonths: 12 };

/** A judgment of the court of the examples on one theft. */
export const judgmentOn = (person: About, at: number, changed: Readonly<Record<string, unknown>> = {}, version = 1) =>
  envelopeAbout(person, at, { kind: 'judgmentRecorded', organ: 'court/A01', id: `J${at}`, version, content: {
    documentNumber: `（2026）虚0001刑初${at}号`, court: '虚构人民法院', decidedOn: '2026-03-02', instance: 'first', outcome: 'decided', procuratorate: '虚构人民检察院',
    charges: ['盗窃罪'], sentence, ...changed,
  } });

/** That this judgment took effect. */
export const effectiveOn = (person: About, at: number, effective = '2026-03-13') =>
  envelopeAbout(person, at, { kind: 'judgmentBecameEffective', organ: 'court/A01', id: `E${at}`, content: { documentNumber: `（2026）虚0001刑初${at}号`, effectiveOn: effective } });

/** A decision not to prosecute. */
export const notProsecuted = (person: About, at: number) =>
  envelopeAbout(person, at, { kind: 'nonProsecutionDecided', organ: 'procuratorate/C03', id: `N${at}`, content: { decidedOn: '2026-02-02', documentNumber: `虚检刑不诉〔2026〕${at}号`, procuratorate: '虚构人民检察院', type: 'discretionary' } });

/** That a case was filed. */
export const filed = (person: About, at: number) =>
  envelopeAbout(person, at, { kind: 'caseFiled', organ: 'police/B02', id: `F${at}`, content: { filedOn: '2026-01-05' } });

/** A public-order decision. */
export const publicOrder = (person: About, at: number) =>
  envelopeAbout(person, at, { kind: 'publicOrderDecisionRecorded', organ: 'police/B02', id: `P${at}`, content: { decidedOn: '2026-01-05', documentNumber: `虚公行罚决字〔2026〕${at}号`, violation: '殴打他人', penalties: ['fine'], fineYuan: 200 } });

/** Takes messages as the interface does; every one must be taken. */
export const tellAll = async (deployment: Deployment, ...envelopes: readonly ReturnType<typeof envelopeAbout>[]): Promise<void> => {
  const clerk = { account: 'clerk-1', organ: 'court/A01' };
  const service = await beginRegistrarAct(deployment, clerk, { act: 'exception.resolve', detail: null });
  const results = await actTransaction({ deployment, service, decideAll: () => [], messages: envelopes.length }, (intake, wrote) => {
    wrote();
    return takeEnvelopes(intake, 'clerk-1', envelopes.map((envelope) => ({ envelope })));
  });
  const refused = results.filter(({ outcome }) => outcome === 'exception');
  if (refused.length > 0) throw new Error(JSON.stringify(refused));
};

const move = { ground: 'juvenileSentence', decidedBy: 'court', at: '2026-11-21T10:00:00.000Z' };

/** Ids of the records on the open side. */
export const openRecordIds = async ({ connection }: LookedAt): Promise<readonly string[]> =>
  (await sql<Readonly<{ recordId: string }>>`select record_id from open.record order by record_id`.execute(connection)).rows.map(({ recordId }) => recordId);

/** Seals a record, or opens it again. */
export const sealOne = async (deployment: Deployment, recordId: string): Promise<void> => {
  const sealed = await sealRecord(deployment, { ...move, recordId });
  if (!sealed.ok) throw new Error(sealed.error.code);
};
export const openOne = async (deployment: Deployment, recordId: string): Promise<void> => {
  const opened = await unsealRecord(deployment, { ...move, ground: 'wrongSeal', recordId });
  if (!opened.ok) throw new Error(opened.error.code);
};
