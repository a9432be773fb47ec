import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, test } from 'node:test';
import type { Actor, AuditLine, CertificateApplication } from '@fengcun/api';
import { present } from '@fengcun/kernel';
import { parseDocument } from '@fengcun/registry';
import { sql } from 'kysely';
import { type LookedAt, memoryDeployment } from '../intake/testing/import-fixture.ts';
import { runChecks } from '../fsck/run-checks.ts';
import { rotateKeys } from '../keys/index.ts';
import { actOfService } from '../proceedings/index.ts';
import { plantStuck } from '../proceedings/testing/stuck-rows.ts';
import { commitLine, openIntents } from '../service/service-act.ts';
import { certificateService } from './certificate-service.ts';
import { forgetCertificates } from './forget-certificates.ts';
import { checkMarks } from './marks/rebuild-marks.ts';
import { certificatesOfPerson } from './show-certificates.ts';
import { effectiveOn, inventedPerson, type InventedPerson, judgmentOn, openRecordIds, sealOne, tellAll } from './testing/invented-people.ts';

const ORGAN = 'police/B02';
const clerk: Actor = { id: 'window-1', organ: ORGAN, roles: ['clerk'], hasSecondFactor: false };
const DAY = 86_400_000;
const ISSUED = Date.parse('2026-11-20T02:00:00Z');
let now = ISSUED;
let looked: LookedAt | undefined;
const deployment = (): LookedAt => present(looked, 'a deployment');
before(async () => {
  looked = await memoryDeployment();
  await checkMarks(deployment(), { account: 'tester', repairs: true });
});
after(() => looked?.close());

const service = () => certificateService({
  deployment: deployment(), now: () => now, organs: {}, settings: { freeInYear: 3, foreignStayDaysMin: 180, deciding: 'atOnce', year: 'natural' },
});
let requests = 0;
const lineOf = (what: AuditLine['what']): AuditLine => ({
  what, phase: 'intent', action: 'certificate.apply', decision: 'allow', policies: [], policySetHash: 'a'.repeat(64), actorId: clerk.id, organ: ORGAN, roles: clerk.roles,
  requestId: `request ${requests += 1}`, at: new Date(now).toISOString(), purpose: 'certificate', legalBasis: 'mps-2021-9',
});
const apply = async (person: InventedPerson) => {
  const told: CertificateApplication = {
    person: { name: person.name, nationality: 'CHN', document: { type: 'residentIdentityCard', number: person.number } }, applicant: { kind: 'self' }, materials: ['identityDocument'],
  };
  const line = lineOf('CERTIFICATE_APPLIED');
  const hash = createHash('sha256').update(line.requestId).digest();
  const answered = await service().apply(told, clerk, { line, commit: () => commitLine(deployment(), openIntents(), line), request: { keyHash: hash, requestHash: hash } });
  assert.ok(answered.ok && answered.value.outcome === 'decided', JSON.stringify(answered));
  return answered.value;
};
const act = () => commitLine(deployment(), openIntents(), lineOf('CERTIFICATE_READ'));
const find = async (id: string) => { const one = await act(); return service().look(() => one).find(id, clerk, false); };
const given = async ({ number }: InventedPerson) => {
  const document = parseDocument({ type: 'residentIdentityCard', number });
  assert.ok(document.ok);
  return (await certificatesOfPerson({ deployment: deployment() }, actOfService(await act()), document.value)).length;
};
/** What the ordinary role sees of an application: everything but drawn bytes, by the length of what is encrypted. */
const shapeOf = async (id: string) => (await sql<Readonly<Record<string, unknown>>>`
  select p.state, p.version, p.due_on, p.organ, e.event_type, e.version as event_version, octet_length(e.content) as bytes, octet_length(e.wrapped_key) as key_bytes
  from open.proceeding p join open.event e on e.stream_id = p.proceeding_id where p.proceeding_id = ${id}`.execute(deployment().connection)).rows;

test('个保法19、47: after ninety days what was decided is gone for everybody alike, and a seal before or after changes nothing of it', async () => {
  const [clean, convicted, sealedLater] = [inventedPerson(1), inventedPerson(2), inventedPerson(3)];
  await tellAll(deployment(), judgmentOn(convicted, 910), effectiveOn(convicted, 910));
  const known = new Set(await openRecordIds(deployment()));
  await tellAll(deployment(), judgmentOn(sealedLater, 911), effectiveOn(sealedLater, 911));
  const [recordId = ''] = (await openRecordIds(deployment())).filter((id) => !known.has(id));
  const answers = [await apply(clean), await apply(convicted), await apply(sealedLater)];
  assert.deepEqual(answers.map(({ result }) => result), ['certificate', 'refusal', 'refusal']);
  const ids = answers.map(({ certificateId }) => certificateId);
  const before = await shapeOf(present(ids[2], 'an id'));
  await sealOne(deployment(), recordId);
  assert.deepEqual(await shapeOf(present(ids[2], 'an id')), before, 'a seal changes nothing of what was answered');
  now = ISSUED + 90 * DAY;
  assert.equal(await forgetCertificates(deployment(), () => now), 0, 'the ninetieth day is kept');
  assert.ok(await find(present(ids[1], 'an id')));
  now = ISSUED + 91 * DAY;
  assert.equal(await forgetCertificates(deployment(), () => now), 3);
  const shapes = await Promise.all(ids.map(shapeOf));
  assert.deepEqual(shapes[1], shapes[0]);
  assert.deepEqual(shapes[2], shapes[0]);
  assert.deepEqual([shapes[0]?.length, shapes[0]?.[0]?.['eventType'], shapes[0]?.[0]?.['state']], [1, 'CertificateForgotten', 'forgotten']);
  for (const [i, id] of ids.entries()) assert.deepEqual([await find(id), await given([clean, convicted, sealedLater][i] ?? clean)], [undefined, 0], id);
  const one = await act();
  assert.deepEqual(await service().look(() => one).list({ seesOrgan: true, limit: 100 }, clerk), []);
  assert.equal(await forgetCertificates(deployment(), () => now), 0, 'once');
});

test('what is forgotten counts in its year, leaves keys that can be rotated, and a store that fsck finds whole', async () => {
  now = ISSUED;
  const person = inventedPerson(4);
  for (let i = 0; i < 3; i += 1) await apply(person);
  now = Date.parse('2026-11-20T02:00:00Z') + 91 * DAY;
  assert.equal(await forgetCertificates(deployment(), () => now), 3);
  const rotated = await rotateKeys(deployment(), { tree: 'open', account: 'keeper', isAlone: true });
  assert.ok(rotated.ok, JSON.stringify(rotated));
  const found: string[] = [];
  for await (const { findings } of runChecks({ logs: [], withoutFiles: [], database: deployment().database })) found.push(...findings.map(({ code }) => code));
  assert.deepEqual(found, []);
  await apply(inventedPerson(5));
});

test('pages of 100, each alone after a fault: 101 that cannot be forgotten and 101 asked for long ago and decided late keep nobody behind them', async () => {
  const of = { side: 'open', proceedingKind: 'certificate', organ: ORGAN, state: 'decided' } as const;
  await plantStuck(deployment(), 101, { ...of, from: '2026-01-05T01:00:00Z' });
  await plantStuck(deployment(), 101, { ...of, from: '2026-01-06T01:00:00Z', changedAt: '2026-12-15T01:00:00.000Z' });
  now = ISSUED;
  const { certificateId } = await apply(inventedPerson(6));
  now = ISSUED + 91 * DAY;
  const faults: unknown[] = [];
  await forgetCertificates(deployment(), () => now, (fault) => { faults.push(fault); });
  assert.deepEqual([await find(certificateId), faults.length], [undefined, 101], 'each that stays is told');
});
