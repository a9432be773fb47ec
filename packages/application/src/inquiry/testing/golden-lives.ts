import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import type { Actor, AuditLine, CertificateApplication } from '@fengcun/api';
import { present } from '@fengcun/kernel';
import { DEFAULT_INQUIRY_RULES, type GrantLimit, type InquiryApplication, type InquiryReadings, INQUIRERS, type InquirerKind } from '@fengcun/registry';
import { sql } from 'kysely';
import { certificateService } from '../../certificate/certificate-service.ts';
import { checkMarks } from '../../certificate/marks/rebuild-marks.ts';
import { effectiveOn, inventedPerson, type InventedPerson, judgmentOn, openRecordIds, sealOne, tellAll } from '../../certificate/testing/invented-people.ts';
import { importAll } from '../../intake/testing/import-fixture.ts';
import { beginCustody } from '../../keys/custody-act.ts';
import { readProceedings } from '../../proceedings/index.ts';
import { determine, readWorklist } from '../../seals/determine.ts';
import { conviction, COURT, inventedDeciders, type InventedPlatform, inventedPlatform } from '../../seals/testing/invented-platform.ts';
import { commitLine, openIntents } from '../../service/service-act.ts';
import { applyForInquiry, disclose, expireInquiries, type InquiryActor, inquiryMachine, inquiryPapers, type InquiryParts, type InquiryStep, type InquiryTaken, prepareDisclosure, printedInquiryNumber, takeInquiryStep } from '../index.ts';
import { inventedApplication, inventedDocument, personOfItem } from './played-inquiry.ts';

/** One step of a life as a person reads it: who did what, and what it came to. */
type Told = Readonly<{ by: string; step: string; comesTo: string }>;
/** What a life leaves behind: everything but what was drawn at random. */
export type GoldenLife = Readonly<{ story: string; law: string; [member: string]: unknown }>;

const day = { now: '2026-11-20' };
const now = (): number => Date.parse(`${day.now}T02:00:00Z`);
const DAYS_LATER = '2026-12-02';

/** Sealed: theft and 猥亵 at 17. Open: theft as an adult. Nobody bears these names and numbers. */
const [SEALED_THEFT, SEALED_INDECENCY, OPEN_THEFT] = [conviction(1), conviction(2, { charges: ['猥亵儿童罪'] }), conviction(3, { bornOn: '1990-01-01' as never })];
const NOBODY: InquiryApplication['person'] = { name: '白一', document: inventedDocument('11010519900307001'), otherDocuments: [], nationality: 'CHN' };

type End = 'grant' | 'refuse' | 'intake' | 'withdraw' | 'expire';
type Life = Readonly<{
  id: string; story: string; law: string; kind: InquirerKind; about: 'sealedTheft' | 'sealedIndecency' | 'openTheft' | 'nobody'; end: End;
  changed?: Partial<InquiryApplication>; readings?: InquiryReadings;
  /** By which the examiner, and then the approver, narrow the grant; `wrong`: what the approver tries in vain before. */
  narrows?: Readonly<{ examiner?: readonly GrantLimit[]; approver?: readonly GrantLimit[]; wrong?: readonly GrantLimit[] }>;
}>;

/** Each kind of inquirer, granted, narrowed, refused; and every other end. */
const LIVES: readonly Life[] = [
  { id: 'court-reads-sealed', story: 'a court on a case reads the sealed file', law: '刑诉法286、办法16', kind: 'judicialOrgan', about: 'sealedTheft', end: 'grant' },
  { id: 'state-organ-narrowed', story: 'another state organ on a case: a sealed juvenile record is not shown', law: '治安法136、刑诉法286', kind: 'stateOrgan', about: 'sealedTheft', end: 'grant' },
  { id: 'civil-service-told', story: 'the civil service, sealed theft, K5 read as the basis allows', law: '公务员法26、办法16(3)', kind: 'unit', about: 'sealedTheft', end: 'grant', readings: { K5: 'asBasisAllows' } },
  { id: 'civil-service-narrowed', story: 'the same, K5 read as no record', law: '公安规定10', kind: 'unit', about: 'sealedTheft', end: 'grant', readings: { K5: 'noRecord' } },
  { id: 'ride-hailing-refused', story: 'a platform company under a departmental rule is refused', law: '刑法96、法发〔2011〕155号', kind: 'unit', about: 'openTheft', end: 'refuse', changed: { basisId: 'LB-76', occupation: 'rideHailingDriver' } },
  { id: 'school-told', story: 'a school, sealed 猥亵', law: '未保法62', kind: 'minorContactUnit', about: 'sealedIndecency', end: 'grant', readings: { K5: 'asBasisAllows' } },
  { id: 'school-narrowed', story: 'a school, sealed theft: not related, nothing is told', law: '未保法62', kind: 'minorContactUnit', about: 'sealedTheft', end: 'grant', readings: { K5: 'asBasisAllows' } },
  { id: 'passport-refused', story: 'an office that may ask nothing', law: '公安规定4(3)', kind: 'administrativeOrgan', about: 'openTheft', end: 'refuse', changed: { basisId: 'LB-65', occupation: 'passportHolder' } },
  { id: 'notary-told', story: 'a notary, an open conviction', law: '公安规定4(3)', kind: 'notary', about: 'openTheft', end: 'grant' },
  { id: 'notary-narrowed', story: 'a notary, a sealed conviction: as nobody known', law: '刑诉法286', kind: 'notary', about: 'sealedTheft', end: 'grant' },
  { id: 'lawyer-narrowed', story: 'a defence lawyer never sees a sealed juvenile record', law: '法发〔2012〕10号 二(三)', kind: 'lawyer', about: 'sealedTheft', end: 'grant' },
  { id: 'nobody-known', story: 'a school, somebody nobody knows', law: '未保法62', kind: 'minorContactUnit', about: 'nobody', end: 'grant', readings: { K5: 'asBasisAllows' } },
  { id: 'person-referred', story: 'the person: the procedure of certificates', law: '公安规定4(1)', kind: 'individual', about: 'openTheft', end: 'intake' },
  { id: 'guardian-referred', story: 'a guardian: the procedure of certificates', law: '办法15', kind: 'guardian', about: 'sealedTheft', end: 'intake' },
  { id: 'agent-supplement', story: 'an agent without power is told once what is missing', law: '公安规定6', kind: 'agent', about: 'openTheft', end: 'intake', changed: { materials: ['identityDocument', 'applicationForm', 'agentIdentity'] } },
  { id: 'foreigner-too-short', story: 'a foreigner of 179 days is not accepted', law: '公安规定5', kind: 'foreigner', about: 'nobody', end: 'intake', changed: { stayDays: 179 } },
  { id: 'platform-not-accepted', story: 'a background-check platform is not accepted', law: '办法10(3)', kind: 'platform', about: 'openTheft', end: 'intake' },
  { id: 'unit-withdraws', story: 'who asked asks no more', law: '办法16', kind: 'unit', about: 'sealedTheft', end: 'withdraw' },
  { id: 'examiner-narrows', story: 'the examiner narrows: the civil service is told yes, and not the charge', law: '办法16(3)、个保法6', kind: 'unit', about: 'sealedTheft', end: 'grant', readings: { K5: 'asBasisAllows' },
    narrows: { examiner: [{ limit: 'yesOrNo', reasons: '录用审查只需知道有无' }] } },
  { id: 'approver-narrows', story: 'the approver narrows what was proposed and decides at once: drug offences alone, and the sealed theft is not among them', law: '办法16(3)、个保法6、34', kind: 'judicialOrgan', about: 'sealedTheft', end: 'grant',
    narrows: { approver: [{ limit: 'classes', classes: ['drug'], reasons: '只为认定毒品再犯' }] } },
  { id: 'both-narrow', story: 'a court may read alone, as the examiner would have it, and what was decided before the act, as the approver adds', law: '办法16(3)、个保法34', kind: 'judicialOrgan', about: 'openTheft', end: 'grant',
    narrows: { examiner: [{ limit: 'readOnly', reasons: '核对前科即可' }], approver: [{ limit: 'until', day: '2026-11-01' as never, reasons: '只看案发以前的' }] } },
  { id: 'narrowing-refused', story: 'a school is told of all four classes or of none: one class alone is refused, and the grant is as wide as the law', law: '未保法62', kind: 'minorContactUnit', about: 'sealedIndecency', end: 'grant', readings: { K5: 'asBasisAllows' },
    narrows: { wrong: [{ limit: 'classes', classes: ['violence'], reasons: '只问暴力伤害' }] } },
  { id: 'grant-expires', story: 'a grant nobody used ends after its last day', law: '办法16', kind: 'unit', about: 'sealedTheft', end: 'expire' },
];

type World = Readonly<{ platform: InventedPlatform; parts: InquiryParts }>;

const PEOPLE: Readonly<Record<Life['about'], InquiryApplication['person']>> = {
  sealedTheft: personOfItem(SEALED_THEFT), sealedIndecency: personOfItem(SEALED_INDECENCY), openTheft: personOfItem(OPEN_THEFT), nobody: NOBODY,
};

/** Acts and phases with how often, among the entries that were handed in since. */
const entriesOf = async ({ platform }: World): Promise<ReadonlyMap<string, number>> => {
  const { rows } = await sql<Readonly<{ line: string }>>`select convert_from(entry, 'UTF8') as line from ledger.audit_pending`.execute(platform.deployment.connection);
  const counts = new Map<string, number>();
  for (const { line } of rows) {
    const { act, phase, decision } = JSON.parse(line) as Readonly<{ act: string; phase: string; decision: string }>;
    const key = `${act} ${phase} ${decision}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
};

const since = (after: ReadonlyMap<string, number>, before: ReadonlyMap<string, number>): Readonly<Record<string, number>> =>
  Object.fromEntries([...after].map(([act, count]) => [act, count - (before.get(act) ?? 0)] as const)
    .filter(([, count]) => count > 0).toSorted(([a], [b]) => (a < b ? -1 : 1)));

const DRAWN: ReadonlySet<string> = new Set(['recordId', 'digest', 'by', 'at', 'application', 'register', 'document', 'number', 'certificateId', 'caseCode']);
/** Without what was drawn at random and who is meant by it. */
const read = (value: unknown): unknown => JSON.parse(JSON.stringify(value, (key, member: unknown) => (DRAWN.has(key) ? undefined : member)));

const actor = async ({ platform }: World, account: string, organ: string): Promise<InquiryActor> => ({
  account, person: account, organ, role: 'clerk',
  act: await beginCustody(platform.deployment, { act: 'inquiry.step', account, role: 'clerk', purpose: 'inquiry', legalBasis: 'cpl-286', request: account }),
});
const asker = (world: World): Promise<InquiryActor> => actor(world, 'asker', 'unit/000001');

const comesTo = (taken: InquiryTaken): string => (taken.ok ? taken.value.state.stage : taken.error.code);

const inquiryLife = async (world: World, life: Life): Promise<GoldenLife> => {
  const { parts } = world;
  const { kind, end, about, readings = {}, changed, story, law, narrows = {} } = life;
  const asked = inventedApplication(kind, PEOPLE[about], changed);
  const before = await entriesOf(world);
  const steps: Told[] = [];
  const tell = (by: string, step: string, taken: InquiryTaken): void => { steps.push({ by, step, comesTo: comesTo(taken) }); };
  const filed = await applyForInquiry(parts, await asker(world), asked);
  tell('asker', 'Apply', filed);
  assert.ok(filed.ok);
  const inquiryId = filed.value.proceedingId;
  const take = async (account: string, organ: string, step: InquiryStep): Promise<void> =>
    tell(account, step.type, await takeInquiryStep(parts, await actor(world, account, organ), { inquiryId, step }));
  await take('clerk', COURT, { type: 'CheckIntake' });
  if (end === 'withdraw') await take('asker', 'unit/000001', { type: 'Withdraw' });
  if (end !== 'intake' && end !== 'withdraw') {
    const confirmations = Object.fromEntries(INQUIRERS[kind].confirmations.map((one) => [one, true]));
    const outcome = end === 'refuse' ? 'refuse' : 'grant';
    await take('clerk', COURT, { type: 'Propose', outcome: outcome === 'grant' ? 'refuse' : 'grant', reasons: '先作相反的意见', confirmations, readings });
    const by = (limits: readonly GrantLimit[] | undefined) => (limits === undefined ? {} : { limits });
    await take('clerk', COURT, { type: 'Propose', outcome, reasons: '依法审查', confirmations, readings: end === 'expire' ? { K5: 'noRecord' } : readings, ...by(narrows.examiner) });
    await take('clerk', COURT, { type: 'Decide', agrees: true, reasons: '' });
    if (narrows.wrong !== undefined) await take('boss', COURT, { type: 'Decide', agrees: true, reasons: '', limits: narrows.wrong });
    await take('boss', COURT, { type: 'Decide', agrees: true, reasons: narrows.approver === undefined ? '' : '同意，缩小范围', ...by(narrows.approver) });
  }
  if (end === 'expire') {
    day.now = DAYS_LATER;
    await expireInquiries(parts);
    day.now = '2026-11-20';
  }
  if (end === 'grant') {
    tell('asker', 'Disclose', await disclose(parts, await asker(world), inquiryId));
    await take('asker', 'unit/000001', { type: 'SignUndertaking', signer: '沈某遥' });
    const prepared = await prepareDisclosure(parts, await actor(world, 'keeper', COURT), { inquiryId, answers: [] });
    assert.ok('taken' in prepared, JSON.stringify(prepared));
    tell('keeper', 'Prepare', prepared.taken);
    tell('asker', 'Disclose', await disclose(parts, await asker(world), inquiryId));
    tell('asker', 'Disclose', await disclose(parts, await asker(world), inquiryId));
  }
  // Counted before the life itself is read.
  const ledger = since(await entriesOf(world), before);
  const { act } = await actor(world, 'reader', COURT);
  const found = present(await readProceedings(parts, { side: 'sealed', act }, ({ load }) => load(inquiryMachine(parts.rules()), inquiryId)), 'the life');
  const { state, events, row } = found;
  assert.ok(state.stage !== 'none');
  const papers = inquiryPapers(state, events, parts.rules()).map(({ id, fields: { limits, result } }) => ({
    paper: id, number: printedInquiryNumber(state.register, id).replace(/第\d+号/u, '第N号'), ...(limits === undefined ? {} : { limits, ...(result === undefined ? {} : { result }) }),
  }));
  return {
    id: life.id, story, law, kind, about, steps, row: { state: row.state, dueOn: row.dueOn, organ: row.organ }, events: events.map(read),
    withheld: state.withheld ?? null, papers, ledger,
  };
};

const ORGAN = 'police/B02';
const person = (id: string, roles: Actor['roles']): Actor => ({ id, organ: ORGAN, roles, hasSecondFactor: true });
const [clerk, officer, head] = [person('window', ['clerk']), person('officer', ['reviewer']), person('head', ['approver'])];

type CertificateLife = Readonly<{
  id: string; story: string; law: string; record: 'none' | 'open' | 'sealed' | 'named'; finding?: 'certificate' | 'refusal'; changed?: Partial<CertificateApplication>;
  before?: number;
}>;

const CERTIFICATES: readonly CertificateLife[] = [
  { id: 'certificate-clean', story: 'somebody without a record: at once', law: '公安规定9', record: 'none' },
  { id: 'certificate-sealed', story: 'somebody whose only record is sealed: as somebody without one', law: '办法15', record: 'sealed' },
  { id: 'certificate-refused', story: 'an effective conviction: the notice with reasons', law: '公安规定9', record: 'open' },
  { id: 'certificate-slow', story: 'a conviction that names no number: people verify, and it is somebody else\'s', law: '公安规定8', record: 'named', finding: 'certificate' },
  { id: 'certificate-slow-refused', story: 'the same, and it is the person\'s', law: '公安规定8', record: 'named', finding: 'refusal' },
  { id: 'certificate-supplement', story: 'the fourth of a year without proof of use', law: '公安规定6', record: 'none', before: 3 },
  { id: 'certificate-foreigner', story: 'a foreigner of 100 days is not accepted', law: '公安规定5', record: 'none' },
];

let requests = 0;
const line = (who: Actor, what: AuditLine['what'], action: AuditLine['action']): AuditLine => ({
  what, phase: 'intent', action, decision: 'allow', policies: [], policySetHash: 'a'.repeat(64), actorId: who.id, organ: who.organ, roles: who.roles,
  requestId: `request ${requests += 1}`, at: new Date(now()).toISOString(), purpose: 'certificate', legalBasis: 'mps-2021-9',
});

const prepareRecord = async ({ platform: { deployment } }: World, whose: InventedPerson, { record }: CertificateLife, at: number): Promise<void> => {
  if (record === 'none') return;
  const { number, ...named } = whose;
  const about = record === 'named' ? named : { ...named, number };
  const known = new Set(await openRecordIds(deployment));
  await tellAll(deployment, judgmentOn(about, 900 + at), effectiveOn(about, 900 + at));
  const [recordId = ''] = (await openRecordIds(deployment)).filter((id) => !known.has(id));
  if (record === 'sealed') await sealOne(deployment, recordId);
};

const certificateLife = async (world: World, life: CertificateLife, at: number): Promise<GoldenLife> => {
  const { deployment } = world.platform;
  const { story, law, record, finding, changed, before: asks = 0 } = life;
  const whose = inventedPerson(40 + at, record === 'named' ? `1988-05-0${at}` : '1990-03-07');
  const service = certificateService({
    deployment, now, organs: { [ORGAN]: { word: '虚公（零二）', name: '虚构公安局' } }, settings: { freeInYear: 3, foreignStayDaysMin: 180, deciding: 'atOnce', year: 'natural' },
  });
  await prepareRecord(world, whose, life, at);
  const apply = async () => {
    const told: CertificateApplication = {
      person: { name: whose.name, nationality: 'CHN', document: { type: 'residentIdentityCard', number: whose.number } },
      applicant: { kind: 'self' }, materials: ['identityDocument'],
      ...(life.id === 'certificate-foreigner' ? { person: { name: whose.name, nationality: 'FRA', document: { type: 'passport', number: '12AB34567', issuingState: 'FRA' }, bornOn: '1990-03-07', stayDays: 100 }, materials: ['identityDocument'] } as never : changed ?? {}),
    };
    const asked = line(clerk, 'CERTIFICATE_APPLIED', 'certificate.apply');
    const hash = (text: string): Uint8Array => createHash('sha256').update(text).digest();
    return service.apply(told, clerk, {
      line: asked, commit: () => commitLine(deployment, openIntents(), asked), request: { keyHash: hash(asked.requestId), requestHash: hash(`${JSON.stringify(told)}`) },
    });
  };
  for (let i = 0; i < asks; i += 1) assert.ok((await apply()).ok);
  const before = await entriesOf(world);
  const answered = await apply();
  const steps: unknown[] = [{ by: 'window', step: 'Apply', comesTo: answered.ok ? read(answered.value) : answered.error.code }];
  const id = answered.ok && answered.value.outcome === 'accepted' ? answered.value.certificateId : undefined;
  const take = async (who: Actor, step: Parameters<ReturnType<typeof service.look>['take']>[1]): Promise<void> => {
    const act = await commitLine(deployment, openIntents(), line(who, 'CERTIFICATE_STEP_TAKEN', 'certificate.step'));
    const taken = await service.look(() => act).take(present(id, 'an accepted application'), step, who);
    steps.push({ by: who.id, step: step.type, comesTo: taken.ok ? taken.value.state : taken.error.code });
  };
  if (finding !== undefined) {
    await take(officer, { type: 'RequestVerification', ground: 'identitiesConflict' });
    await take(officer, { type: 'ApproveVerification' });
    await take(head, { type: 'ApproveVerification' });
    await take(officer, { type: 'ProposeFinding', outcome: finding });
    await take(officer, { type: 'ApproveFinding' });
    await take(head, { type: 'ApproveFinding' });
    await take(head, { type: 'ApproveFinding' });
  }
  return { id: life.id, story, law, record, steps, ledger: since(await entriesOf(world), before) };
};

/** Every life, one after another over one platform: what a lawyer and an auditor can read, by id. */
export const goldenLives = async (): Promise<ReadonlyMap<string, GoldenLife>> => {
  const platform = await inventedPlatform();
  try {
    const parts: InquiryParts = {
      deployment: platform.deployment, now, rules: () => DEFAULT_INQUIRY_RULES, organs: { [COURT]: { word: '虚0101', name: '虚构市松江口区人民法院' } }, decidersOn: inventedDeciders,
    };
    const world = { platform, parts };
    await importAll(platform.deployment, [SEALED_THEFT, SEALED_INDECENCY, OPEN_THEFT]);
    const keys = await readWorklist(platform.parts, ({ worklists }) => worklists.openRecords({ limit: 100 }));
    assert.equal((await determine(platform.parts, keys)).ordered.length, 2);
    await checkMarks(platform.deployment, { account: 'tester', repairs: true });
    const lives = new Map<string, GoldenLife>();
    for (const life of LIVES) lives.set(life.id, await inquiryLife(world, life));
    for (const [at, life] of CERTIFICATES.entries()) lives.set(life.id, await certificateLife(world, life, at + 1));
    return lives;
  } finally {
    await platform.deployment.close();
  }
};

/** Ids of all lives, with their stories. */
export const GOLDEN_LIVES: readonly Readonly<{ id: string; story: string; law: string }>[] = [...LIVES, ...CERTIFICATES];

/** Where the expected life lies. */
export const goldenOf = (id: string): URL => new URL(`./golden/${id}.json`, import.meta.url);
