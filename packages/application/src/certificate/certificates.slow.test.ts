import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, test } from 'node:test';
import type { Actor, AuditLine, CertificateAnswer, CertificateApplication } from '@fengcun/api';
import { civil, present } from '@fengcun/kernel';
import { parseDocument } from '@fengcun/registry';
import { sql } from 'kysely';
import { readPdf } from '../../../documents/src/testing/read-pdf.ts';
import { addAccount, APPLICATIONS_OF_DAY } from '../accounts/index.ts';
import { supervisionOver } from '../supervision/index.ts';
import { supervisedPatterns } from '../supervision/inquiry-facts.ts';
import { type LookedAt, memoryDeployment } from '../intake/testing/import-fixture.ts';
import { actOfService } from '../proceedings/index.ts';
import { commitLine, openIntents, type ServiceAct } from '../service/service-act.ts';
import { certificateService, type CertificateService } from './certificate-service.ts';
import type { CertificateParts } from './certificate-parts.ts';
import { isOwnWard } from './own-identity.ts';
import { checkMarks } from './marks/rebuild-marks.ts';
import { certificatesOfPerson } from './show-certificates.ts';
import { effectiveOn, inventedPerson, type InventedPerson, judgmentOn, numberOf, openRecordIds, sealOne, tellAll } from './testing/invented-people.ts';

const ORGAN = 'police/B02';
const clerk: Actor = { id: 'window-1', organ: ORGAN, roles: ['clerk'], hasSecondFactor: false };
const officer: Actor = { id: 'officer', organ: ORGAN, roles: ['reviewer'], hasSecondFactor: true };
const head: Actor = { id: 'head', organ: ORGAN, roles: ['approver'], hasSecondFactor: true };

let looked: LookedAt | undefined;
let now = Date.parse('2026-11-20T02:00:00Z');
const deployment = (): LookedAt => present(looked, 'a deployment');
const partsOf = (settings: Partial<CertificateParts['settings']> = {}): CertificateParts => ({
  deployment: deployment(), now: () => now, organs: { [ORGAN]: { word: '虚公（零二）', name: '虚构公安局' } },
  settings: { freeInYear: 3, foreignStayDaysMin: 180, deciding: 'atOnce', year: 'natural', ...settings },
});
let desk: CertificateService | undefined;
before(async () => {
  looked = await memoryDeployment();
  await checkMarks(deployment(), { account: 'tester', repairs: true });
  desk = certificateService(partsOf());
});
after(() => looked?.close());

const lineOf = (actor: Actor, what: AuditLine['what'], requestId: string): AuditLine => ({
  what, phase: 'intent', action: 'certificate.apply', decision: 'allow', policies: [], policySetHash: 'a'.repeat(64), actorId: actor.id, organ: actor.organ,
  roles: actor.roles, requestId, at: new Date(now).toISOString(), purpose: 'certificate', legalBasis: 'mps-2021-9',
});
let requests = 0;
const commit = (actor: Actor, what: AuditLine['what'] = 'CERTIFICATE_READ'): Promise<ServiceAct> => {
  requests += 1;
  return commitLine(deployment(), openIntents(), lineOf(actor, what, `r${requests}`));
};
const digest = (text: string): Uint8Array => createHash('sha256').update(text).digest();

type Asked = Readonly<{ key?: string; actor?: Actor; changed?: Partial<CertificateApplication>; service?: CertificateService }>;
const apply = async (person: InventedPerson, { key, actor = clerk, changed = {}, service = present(desk, 'a desk') }: Asked = {}) => {
  requests += 1;
  const told: CertificateApplication = {
    person: { name: person.name, nationality: 'CHN', document: { type: 'residentIdentityCard', number: person.number } },
    applicant: { kind: 'self' }, materials: ['identityDocument'], ...changed,
  };
  const line = lineOf(actor, 'CERTIFICATE_APPLIED', `r${requests}`);
  return service.apply(told, actor, {
    line, commit: () => commitLine(deployment(), openIntents(), line),
    request: { keyHash: digest(key ?? `key ${requests}`), requestHash: digest(`${JSON.stringify(told)}|${key}`) },
  });
};
const answer = async (...given: Parameters<typeof apply>): Promise<CertificateAnswer> => {
  const applied = await apply(...given);
  assert.ok(applied.ok, JSON.stringify(applied));
  return applied.value;
};
const decided = async (...given: Parameters<typeof apply>): Promise<Extract<CertificateAnswer, { outcome: 'decided' }>> => {
  const told = await answer(...given);
  assert.ok(told.outcome === 'decided', JSON.stringify(told));
  return told;
};
const look = async (actor: Actor) => {
  const service = await commit(actor);
  return present(desk, 'a desk').look(() => service);
};
const paperOf = async (certificateId: string, actor = clerk) => {
  const made = await (await look(actor)).paper(certificateId, actor, true);
  return made === undefined ? undefined : { ...await readPdf(made.bytes), bytes: made.bytes };
};
let people = 0;
const somebody = (bornOn?: string): InventedPerson => { people += 1; return inventedPerson(people, bornOn); };

test('公安规定9: without an effective conviction the certificate, with one the notice; one series of numbers for both', async () => {
  const [clean, convicted] = [somebody(), somebody()];
  await tellAll(deployment(), judgmentOn(convicted, 900), effectiveOn(convicted, 900));
  const first = await decided(clean);
  const second = await decided(convicted);
  const third = await decided(somebody());
  assert.deepEqual([first.result, second.result, third.result], ['certificate', 'refusal', 'certificate']);
  const sequence = ({ number }: Readonly<{ number: string }>): number => Number(/第(\d+)号/.exec(number)?.[1]);
  assert.deepEqual([sequence(second) - sequence(first), sequence(third) - sequence(second)], [1, 1]);
  const notice = await paperOf(second.certificateId);
  assert.ok(notice !== undefined && notice.text.includes('不予出具无犯罪记录证明') && notice.text.includes('复查'));
  assert.ok(notice.alternatives.every((text) => !text.includes('FENGCUN:CERT')), 'a notice is for the person, nobody checks it');
});

test('办法15: whose record is sealed gets the certificate from then on, and the notice of before stays what it was', async () => {
  const person = somebody();
  const known = new Set(await openRecordIds(deployment()));
  await tellAll(deployment(), judgmentOn(person, 901), effectiveOn(person, 901));
  const [recordId = ''] = (await openRecordIds(deployment())).filter((id) => !known.has(id));
  const before = await decided(person);
  const paperBefore = await paperOf(before.certificateId);
  await sealOne(deployment(), recordId);
  assert.deepEqual([before.result, (await decided(person)).result], ['refusal', 'certificate']);
  assert.deepEqual((await paperOf(before.certificateId))?.bytes, paperBefore?.bytes);
});

test('a judgment counts from the day it takes effect, by the legal day of China', async () => {
  const person = somebody();
  await tellAll(deployment(), judgmentOn(person, 902), effectiveOn(person, 902, '2026-11-21'));
  assert.equal((await decided(person)).result, 'certificate');
  now = Date.parse('2026-11-20T16:00:00Z');
  assert.equal((await decided(person)).result, 'refusal');
  now = Date.parse('2026-11-20T02:00:00Z');
});

test('every writing and every number of a person is the person: 15 digits, full width, an old document', async () => {
  const person = { ...somebody(), number: numberOf('19750102', '123'), bornOn: '1975-01-02' };
  await tellAll(deployment(), judgmentOn(person, 903), effectiveOn(person, 903));
  const fifteen = person.number.slice(0, 6) + person.number.slice(8, 17);
  const results: string[] = [];
  for (const number of [person.number, fifteen, person.number.toLowerCase(), [...person.number].map((digit) => String.fromCharCode((digit.codePointAt(0) ?? 0) + 0xfee0)).join('')]) {
    results.push((await decided({ ...person, number }, { changed: { materials: ['identityDocument', 'proofOfUse'] } })).result);
  }
  assert.deepEqual(results, ['refusal', 'refusal', 'refusal', 'refusal']);
  const permit = { type: 'passport', number: 'E12345678', issuingState: 'CHN' } as const;
  const other = await decided(person, { changed: { person: { name: person.name, nationality: 'CHN', document: permit, bornOn: person.bornOn, otherDocuments: [{ type: 'residentIdentityCard', number: person.number }] } } });
  assert.equal(other.result, 'refusal');
});

test('a conviction that names no number is looked at by people: verification, approval by the head, finding, approval', async () => {
  const person = somebody('1988-05-06');
  const { number: _none, ...named } = person;
  await tellAll(deployment(), judgmentOn(named, 904), effectiveOn(named, 904));
  const accepted = await answer(person);
  assert.ok(accepted.outcome === 'accepted');
  assert.deepEqual([accepted.acceptedOn, accepted.dueOn], ['2026-11-20', '2026-11-25']);
  const id = accepted.certificateId;
  assert.equal(await paperOf(id), undefined);
  const step = async (actor: Actor, told: Parameters<Awaited<ReturnType<typeof look>>['take']>[1]) => (await look(actor)).take(id, told, actor);
  const refusal = async (actor: Actor, told: Parameters<typeof step>[1]) => { const taken = await step(actor, told); return taken.ok ? taken.value.state : taken.error.code; };
  assert.equal(await refusal({ ...officer, organ: 'police/B03' }, { type: 'RequestVerification', ground: 'identitiesConflict' }), 'NOTHING_TO_TELL');
  assert.equal(await refusal(officer, { type: 'RequestVerification', ground: 'identitiesConflict' }), 'verificationRequested');
  assert.equal(await refusal(officer, { type: 'ApproveVerification' }), 'CERTIFICATE_FOUR_EYES');
  assert.equal(await refusal(head, { type: 'ApproveVerification' }), 'verifying');
  assert.equal(await refusal(officer, { type: 'ProposeFinding', outcome: 'certificate' }), 'findingProposed');
  const seen = (await (await look(head)).find(id, head, true))?.desk?.version;
  assert.ok(seen !== undefined);
  // Another head returns it and it is proposed anew: what the first has on the screen is not agreed to any more.
  assert.equal(await refusal(head, { type: 'ReturnFinding', version: seen }), 'verifying');
  assert.equal(await refusal(officer, { type: 'ProposeFinding', outcome: 'certificate' }), 'findingProposed');
  assert.equal(await refusal(head, { type: 'ApproveFinding', version: seen }), 'VERSION_CHANGED');
  assert.equal(await refusal(head, { type: 'ApproveFinding', version: seen + 2 }), 'decided');
  assert.equal(await refusal(head, { type: 'ApproveFinding' }), 'CERTIFICATE_STANDS_OTHERWISE');
  assert.ok((await paperOf(id))?.text.replace(/\s/g, '').includes('未发现有犯罪记录'));
});

test('公安规定6: the fourth of a year waits for proof of use, whoever it is about and whatever is on record', async () => {
  const person = somebody();
  for (let at = 0; at < 3; at += 1) await decided(person);
  assert.deepEqual(await answer(person), { outcome: 'supplement', missing: ['proofOfUse'], cite: 'MPS2021_6' });
  await decided(person, { changed: { materials: ['identityDocument', 'proofOfUse'] } });
  now = Date.parse('2026-12-31T16:00:00Z');
  assert.equal((await decided(person)).issuedOn, '2027-01-01', 'a new natural year, and a new series');
  now = Date.parse('2026-11-20T02:00:00Z');
});

test('of many that arrive together each is decided as if alone: the same person too, and a number is given once', async () => {
  const person = somebody();
  const others = Array.from({ length: 20 }, () => somebody());
  const answers = await Promise.all([...Array.from({ length: 5 }, () => answer(person)), ...others.map((one) => answer(one))]);
  assert.deepEqual(answers.slice(0, 5).map(({ outcome }) => outcome), ['decided', 'decided', 'decided', 'supplement', 'supplement']);
  const numbers = answers.flatMap((one) => (one.outcome === 'decided' ? [one.number] : []));
  assert.equal(new Set(numbers).size, 23);
});

test('the same request is the same certificate: at once, later, and never under another content', async () => {
  const person = somebody();
  const [one, two] = await Promise.all([decided(person, { key: 'same' }), decided(person, { key: 'same' })]);
  assert.deepEqual(one, two);
  assert.deepEqual(await decided(person, { key: 'same' }), one);
  const other = await apply(person, { key: 'same', changed: { materials: ['identityDocument', 'proofOfUse'] } });
  assert.deepEqual(other, { ok: false, error: { code: 'IDEMPOTENCY_KEY_REUSED' } });
});

test('over the network a person applies for nobody else; unknown identity is no identity', async () => {
  const person = somebody();
  const citizen: Actor = { id: 'citizen-1', organ: ORGAN, roles: ['citizen'], hasSecondFactor: false };
  assert.deepEqual(await apply(person, { actor: citizen }), { ok: false, error: { code: 'IDENTITY_UNPROVEN' } });
  const service = certificateService({ ...partsOf(), isOwnIdentity: async (account, { number }) => account === citizen.id && number === person.number });
  const own = await decided(person, { actor: citizen, service });
  assert.deepEqual(await apply(somebody(), { actor: citizen, service }), { ok: false, error: { code: 'IDENTITY_UNPROVEN' } });
  const seen = async (actor: Actor, seesOrgan: boolean) => (await (await look(actor)).find(own.certificateId, actor, seesOrgan))?.number;
  assert.equal(await seen(citizen, false), own.number);
  assert.equal(await seen({ ...citizen, id: 'citizen-2' }, false), undefined);
  assert.equal(await seen(clerk, true), own.number);
  assert.equal(await seen({ ...clerk, organ: 'police/B03' }, true), undefined);
});

test('who belongs to no organ is answered by the one that is named for it, and its people see what is not clear', async () => {
  const person = somebody();
  const citizen: Actor = { id: 'citizen-9', organ: 'none', roles: ['citizen'], hasSecondFactor: false };
  const service = certificateService({ ...partsOf(), networkOrgan: ORGAN, isOwnIdentity: async (account) => account === citizen.id });
  const own = await decided(person, { actor: citizen, service });
  const seen = async (actor: Actor, seesOrgan: boolean) => (await (await look(actor)).find(own.certificateId, actor, seesOrgan))?.organ;
  assert.deepEqual([await seen(clerk, true), await seen(citizen, false)], [ORGAN, ORGAN]);
  assert.doesNotMatch(own.number, /（）/, 'the number names the organ');
});

test('over the network a guardian applies for whom the account acts for, until the eighteenth birthday, and for nobody else', async () => {
  const guardian: Actor = { id: 'guardian-1', organ: ORGAN, roles: ['citizen'], hasSecondFactor: false };
  const keep = async (account: string, ward: InventedPerson) => addAccount(deployment(), 'keeper', {
    account, organ: 'none', roles: ['citizen'], displayName: '虚监护', subjects: [{ issuer: 'https://issuer.example', subject: account }],
    wards: [{ name: ward.name, identityNumber: ward.number, until: '2099-01-01' }],
  });
  const [child, grown] = [somebody('2015-03-02'), somebody('2005-03-02')];
  assert.ok((await keep('guardian-1', child)).ok && (await keep('guardian-2', grown)).ok);
  const service = certificateService({ ...partsOf(), isOwnIdentity: async () => false, isOwnWard: (account, document) => isOwnWard(deployment(), account, document) });
  const asGuardian = { applicant: { kind: 'guardian', name: '虚监护' } } as const;
  assert.equal((await decided(child, { actor: guardian, service, changed: asGuardian })).result, 'certificate');
  const other = { ok: false, error: { code: 'IDENTITY_UNPROVEN' } };
  assert.deepEqual(await apply(somebody('2015-03-02'), { actor: guardian, service, changed: asGuardian }), other, 'another child');
  assert.deepEqual(await apply(child, { actor: { ...guardian, id: 'guardian-2' }, service, changed: asGuardian }), other, 'another guardian');
  assert.deepEqual(await apply(child, { actor: guardian, service }), other, 'the child itself has no such account');
  const late = await answer(grown, { actor: { ...guardian, id: 'guardian-2' }, service, changed: asGuardian });
  assert.deepEqual([late.outcome, late.outcome === 'notAccepted' ? late.reason : ''], ['notAccepted', 'GUARDIANSHIP_ENDED']);
});

test('the organ opens what it answered for thirty days and no longer, whatever the answer was', async () => {
  const person = somebody();
  const { certificateId } = await decided(person);
  const issued = now;
  const seen = async (days: number): Promise<boolean> => {
    now = issued + days * 86_400_000;
    const service = await commit(officer);
    return (await present(desk, 'a desk').look(() => service).find(certificateId, officer, true)) !== undefined;
  };
  assert.deepEqual([await seen(0), await seen(30), await seen(31)], [true, true, false]);
  now = issued;
});

test('a number that is none is refused without being repeated', async () => {
  const applied = await apply({ ...somebody(), number: '110105199013070019' });
  assert.deepEqual(applied, { ok: false, error: { code: 'DOCUMENT_INVALID' } });
});

test('a paper is checked by what is printed on it: every changed fact, another code and nonsense are unknown', async () => {
  const service = certificateService(partsOf({ validityMonths: 6 }));
  const person = somebody();
  const given = await decided(person, { service });
  assert.equal(given.validUntil, '2027-05-20');
  const paper = present(await paperOf(given.certificateId), 'a paper');
  const code = present(paper.alternatives.map((text) => /FENGCUN:CERT:[A-Z2-7]+/.exec(text)?.[0]).find((text) => text !== undefined), 'a code');
  const printed = {
    code, number: given.number, organ: '虚构公安局', issuedOn: '2026-11-20', validUntil: '2027-05-20', name: person.name, nationality: '中国',
    documentType: '居民身份证', documentNumber: person.number,
  };
  assert.deepEqual(await service.checkPaper(printed), { status: 'valid', issuedOn: '2026-11-20' });
  const { validUntil: _none, ...unlimited } = printed;
  const changed = [{ ...printed, name: '虚大禾' }, { ...printed, documentNumber: somebody().number }, { ...printed, issuedOn: '2026-11-21' }, { ...printed, validUntil: '2028-05-20' },
    { ...printed, code: code.slice(0, -1) + (code.endsWith('A') ? 'B' : 'A') }, { ...printed, code: 'FENGCUN:CERT:' }, { ...printed, issuedOn: 'today' }, unlimited];
  for (const one of changed) assert.deepEqual(await service.checkPaper(one), { status: 'unknown' }, JSON.stringify(one));
  assert.deepEqual((await paperOf(given.certificateId))?.bytes, paper.bytes, 'the same bytes every time');
});

test('the person is told everything that was applied for under their number', async () => {
  const person = somebody();
  const given = [await decided(person), await decided(person)];
  const document = parseDocument({ type: 'residentIdentityCard', number: person.number });
  assert.ok(document.ok);
  const told = await certificatesOfPerson(partsOf(), actOfService(await commit(clerk)), document.value);
  // Ids of one millisecond stand in no order.
  assert.deepEqual(told.map((one) => (one.outcome === 'decided' ? one.number : '')).sort(), given.map(({ number }) => number).sort());
});

test('no audit, no act: every decision has its entry in the same transaction, and nothing of the person is in a column', async () => {
  const count = async (): Promise<number> => Number((await sql<Readonly<{ n: number }>>`select count(*) as n from ledger.audit_pending`.execute(deployment().connection)).rows[0]?.n);
  const before = await count();
  const person = somebody();
  const given = await decided(person);
  assert.equal(await count(), before + 1);
  const { rows } = await sql<Readonly<{ line: string }>>`select p::text || e::text as line from open.proceeding p join open.event e on e.stream_id = p.proceeding_id where p.proceeding_id = ${given.certificateId}`.execute(deployment().connection);
  for (const mark of [person.name, person.number, Buffer.from(person.number).toString('hex'), 'refusal']) assert.ok(!rows.some(({ line }) => line.includes(mark)), mark);
  assert.ok(civil(given.issuedOn));
});

test('without the marks nothing is decided', async () => {
  const { connection } = deployment();
  await sql`delete from open.conviction_mark where term_kind = 'complete'`.execute(connection);
  await assert.rejects(apply(somebody()), /marks of convictions/);
  await checkMarks(deployment(), { account: 'tester', repairs: true });
  await decided(somebody());
});

test('one person takes so many applications for others on a legal day, under all accounts together; the next day as many; supervision is told once a day', async () => {
  assert.equal(APPLICATIONS_OF_DAY, 200, 'where nobody named another');
  now = Date.parse('2026-12-01T02:00:00Z');
  const [one, other] = ['window-7', 'window-8'].map((id): Actor => ({ ...clerk, id, person: 'one person' }));
  const colleague: Actor = { ...clerk, id: 'window-9', person: 'a colleague' };
  assert.ok(one !== undefined && other !== undefined);
  const service = certificateService({ ...partsOf(), applicationsOfDay: 3, isOwnIdentity: async () => true });
  const outcomeOf = async (actor: Actor, changed: Partial<CertificateApplication> = {}) => {
    const applied = await apply(somebody(), { actor, service, changed });
    return applied.ok ? applied.value.outcome : applied.error.code;
  };
  const findings = async (organ: string) => {
    const desk = { ...supervisionOver(deployment(), () => 'procuratorate/C03'), now: () => now, today: () => civil('2026-12-02') };
    return (await supervisedPatterns(desk, { account: 'zhou', person: 'zhou', organ, act: actOfService(await commit(clerk)) })).map(({ rule, measured }) => [rule, measured]);
  };
  assert.deepEqual([await outcomeOf(one), await outcomeOf(other)], ['decided', 'decided']);
  assert.equal(await outcomeOf(one, { materials: [] }), 'supplement', 'what leads to nothing was asked as well');
  assert.deepEqual(await findings('procuratorate/C03'), [], 'the bound itself is quiet');
  const before = (await sql`select 1 from open.proceeding`.execute(deployment().connection)).rows.length;
  assert.deepEqual([await outcomeOf(one), await outcomeOf(other), await outcomeOf(one)], ['LIMIT_REACHED', 'LIMIT_REACHED', 'LIMIT_REACHED']);
  assert.equal((await sql`select 1 from open.proceeding`.execute(deployment().connection)).rows.length, before, 'nothing was looked up or taken');
  assert.equal(await outcomeOf(colleague), 'decided');
  const citizen: Actor = { id: 'citizen-77', organ: 'none', roles: ['citizen'], hasSecondFactor: false, person: 'one person' };
  for (let at = 0; at < 4; at += 1) assert.equal(await outcomeOf(citizen), 'decided', 'whoever applies for themselves has no such bound');
  assert.deepEqual(await findings('procuratorate/C03'), [['certificatesOfDay', 1]]);
  assert.deepEqual(await findings('procuratorate/C99'), [], 'who does not supervise there learns nothing');
  now = Date.parse('2026-12-01T15:59:00Z');
  assert.equal(await outcomeOf(one), 'LIMIT_REACHED', 'the last minute of the day');
  now = Date.parse('2026-12-01T16:00:00Z');
  for (let at = 0; at < 3; at += 1) assert.equal(await outcomeOf(other), 'decided', 'the day after, in China');
  assert.equal(await outcomeOf(one), 'LIMIT_REACHED');
  assert.deepEqual(await findings('procuratorate/C03'), [['certificatesOfDay', 2]]);
});
