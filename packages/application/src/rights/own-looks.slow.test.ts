import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, test } from 'node:test';
import type { Actor, AuditLine, OwnLooks } from '@fengcun/api';
import { present, sha256Hex } from '@fengcun/kernel';
import { accountBench } from '../accounts/testing/account-fixture.ts';
import { certificateService } from '../certificate/certificate-service.ts';
import { checkMarks } from '../certificate/marks/rebuild-marks.ts';
import { importAll } from '../intake/testing/import-fixture.ts';
import { inventedApplication, personOfItem, playedInquiries } from '../inquiry/testing/played-inquiry.ts';
import { determineAll } from '../seals/determine.ts';
import { proposeUnseal } from '../seals/open-by-two.ts';
import { applied, conviction, COURT, platformOn } from '../seals/testing/invented-platform.ts';
import { rightsPort } from '../service/rights-port.ts';
import { commitLine, openIntents } from '../service/service-act.ts';
import { legalDay } from '@fengcun/registry';
import { mintId } from '@fengcun/store';
import { beginCustody } from '../keys/custody-act.ts';
import { listDuties, supervisionOver } from '../supervision/index.ts';
import { rightsOver } from './open-rights.ts';

type Bench = Awaited<ReturnType<typeof accountBench>>;
let opened: Bench | undefined;
const bench = (): Bench => present(opened, 'the deployment');
const DAY = 86_400_000;
const [OWN, OTHER] = [conviction(1), conviction(2, { bornOn: '1990-01-01' as never })];
const [own, other] = [personOfItem(OWN), personOfItem(OTHER)];
const POLICE = 'police/B02';
let requests = 0;

const actor = (id: string): Actor => ({ id, organ: 'none', roles: ['citizen'], hasSecondFactor: true, person: `person of ${id}` });
const line = (who: Actor, what: AuditLine['what']): AuditLine => ({
  what, phase: 'intent', action: 'rights.looks', decision: 'allow', policies: [], policySetHash: sha256Hex('invented'), actorId: who.id, organ: who.organ, roles: who.roles,
  purpose: 'rightsOfPerson', requestId: `request ${requests += 1}`, at: new Date(bench().now()).toISOString(),
});
const looksOf = async (id: string): Promise<OwnLooks> => {
  const { deployment } = bench();
  const service = await commitLine(deployment, openIntents(), line(actor(id), 'OWN_LOOKS_READ'));
  return rightsPort(rightsOver(deployment), () => service).looks(actor(id));
};

before(async () => {
  opened = await accountBench();
  const { deployment, add } = bench();
  for (const [account, person] of [['lin', own], ['zhou', other]] as const) {
    const added = await add(account, { organ: 'none', roles: ['citizen'], displayName: person.name, identityNumber: person.document.number });
    assert.ok(added.ok, JSON.stringify(added));
  }
  const platform = platformOn(deployment);
  await importAll(deployment, [OWN, OTHER]);
  const { recordId } = present((await determineAll(platform.parts)).ordered[0], 'an order');
  await platform.answer(COURT, applied(recordId, COURT));
  const by = { account: 'clerk', role: 'registrar' };
  assert.ok((await proposeUnseal(platform.parts, { recordId, by, ground: 'wrongSeal', effectiveFrom: '2026-11-23' as never })).ok);
});
after(async () => { await opened?.close(); });

test('个保法44、45: whoever is asked about learns who looked and who tried; nobody else does', async () => {
  const { show, file, decide } = playedInquiries(bench().deployment, bench().now);
  await show(inventedApplication('unit', own));
  const refused = inventedApplication('unit', own, { basisId: 'LB-76', occupation: 'rideHailingDriver', inquirer: { name: '虚构出行' } });
  await decide(await file(refused), refused, 'refuse');
  // One that nobody has decided is no look.
  await file(inventedApplication('unit', own, { inquirer: { name: '虚构未决' } }));
  const { looks } = await looksOf('lin');
  const told = looks.map(({ organ, basis, outcome, shown, purpose }) => ({ organ, basis, outcome, shown, purpose }));
  assert.deepEqual(told.toSorted((a, b) => (a.organ < b.organ ? -1 : 1)), [
    { organ: '虚构出行', basis: 'LB-76', outcome: 'refused', shown: [], purpose: '聘用' },
    { organ: '虚构单位', basis: 'LB-01', outcome: 'disclosed', shown: ['answer', 'conviction'], purpose: '聘用' },
  ]);
  assert.ok(!JSON.stringify(looks).includes('盗窃'), 'that something was shown, never what');
  assert.deepEqual((await looksOf('zhou')).looks, []);
});

test('个保法44: what was applied for and never decided hides no look, however much of it there is', async () => {
  const before = (await looksOf('lin')).looks;
  const { file } = playedInquiries(bench().deployment, bench().now);
  // One officer may ask twenty times a day about one person, and nobody has to decide on it.
  for (let i = 0; i < 200; i += 1) {
    bench().later(1000);
    await file(inventedApplication('unit', own, { inquirer: { name: '虚构纠缠' } }), `asker-${i}`);
  }
  bench().later(1000);
  const { show } = playedInquiries(bench().deployment, bench().now);
  await show(inventedApplication('unit', own, { inquirer: { name: '虚构后来' } }));
  const after = (await looksOf('lin')).looks;
  assert.deepEqual(after.slice(0, before.length), before);
  assert.deepEqual(after.slice(before.length).map(({ organ }) => organ), ['虚构后来']);
});

test('个保法35: a look for a case is left out without a gap for 183 days, and told on the day after', async () => {
  const { show } = playedInquiries(bench().deployment, bench().now);
  const before = (await looksOf('lin')).looks.length;
  await show(inventedApplication('judicialOrgan', own, { inquirer: { name: '虚构办案机关' } }));
  const cases = async () => (await looksOf('lin')).looks.filter(({ inquirerKind }) => inquirerKind === 'judicialOrgan').map(({ organ, shown }) => [organ, shown[0]]);
  assert.equal((await looksOf('lin')).looks.length, before);
  bench().later(183 * DAY);
  assert.deepEqual(await cases(), []);
  bench().later(DAY);
  assert.deepEqual(await cases(), [['虚构办案机关', 'file']]);
});

test('个保法35: prolonged once by a person on a ground; shown at once where a person says so; the duty of the organ goes with it', async () => {
  const { deployment, now, later } = bench();
  const { show, review } = playedInquiries(deployment, now);
  const asked = (name: string) => inventedApplication('judicialOrgan', own, { inquirer: { name } });
  const [kept, ended] = [await show(asked('虚构办案机关乙')), await show(asked('虚构办案机关丙'))];
  const seen = async () => (await looksOf('lin')).looks.flatMap(({ organ }) => (organ.startsWith('虚构办案机关') && organ.length > 6 ? [organ.slice(-1)] : []));
  const desk = { ...supervisionOver(deployment, () => undefined), now, today: () => legalDay(new Date(now()).toISOString()) };
  const duties = async () => {
    const act = await beginCustody(deployment, { act: 'duty.test', account: 'reader', role: 'reviewer', purpose: 'supervision', legalBasis: 'm2022-22', request: 'duties' });
    return (await listDuties(desk, { account: 'reader', person: 'reader', organ: COURT, act })).flatMap(({ kind, id }) => (kind === 'withholding' ? [id] : []));
  };
  later(160 * DAY);
  assert.deepEqual((await duties()).toSorted(), [kept, ended].toSorted(), 'a review is owed of each');
  assert.equal(await review(kept, { prolongs: true, ground: 'wouldHinderDuty', reasons: '案件尚未办结' }, 'asker'), 'FOUR_EYES');
  assert.equal(await review(kept, { prolongs: true, ground: 'wouldHinderDuty', reasons: '案件尚未办结' }), 'done');
  assert.deepEqual(await seen(), []);
  assert.equal(await review(ended, { prolongs: false, reasons: '案件已经办结' }), 'done');
  assert.deepEqual([await seen(), await duties()], [['丙'], []]);
  later(24 * DAY + 182 * DAY);
  assert.deepEqual([await seen(), await duties()], [['丙'], [kept]]);
  assert.equal(await review(kept, { prolongs: true, ground: 'secrecyByLaw', reasons: '仍未办结' }), 'ALREADY_PROLONGED');
  later(DAY);
  assert.deepEqual([(await seen()).toSorted(), await duties()], [['丙', '乙'].toSorted(), []], 'nobody reviewed it: the person learns of it');
});

test('个保法45: what became of the own seal, holder by holder, and nothing that is only considered', async () => {
  const { seals } = await looksOf('lin');
  assert.deepEqual(seals.map(({ step, holder }) => [step, holder]), [['SealOrdered', undefined], ['Acknowledged', COURT]]);
  assert.deepEqual((await looksOf('zhou')).seals, []);
});

test('个保法45: every certificate that was applied for under the own number, with its paper', async () => {
  const { deployment, now } = bench();
  await checkMarks(deployment, { account: 'tester', repairs: true });
  const service = certificateService({
    deployment, now, organs: { [POLICE]: { word: '虚公（零二）', name: '虚构公安局' } }, settings: { freeInYear: 3, foreignStayDaysMin: 180, deciding: 'atOnce', year: 'natural' },
  });
  const clerk: Actor = { id: 'window-1', organ: POLICE, roles: ['clerk'], hasSecondFactor: false };
  const asked = { ...line(clerk, 'CERTIFICATE_APPLIED'), action: 'certificate.apply', purpose: 'certificate' } as const;
  const digest = createHash('sha256').update('one request').digest();
  const given = await service.apply({
    person: { name: own.name, nationality: 'CHN', document: { type: 'residentIdentityCard', number: own.document.number } }, applicant: { kind: 'self' }, materials: ['identityDocument'],
  }, clerk, { line: asked, commit: () => commitLine(deployment, openIntents(), asked), request: { keyHash: digest, requestHash: digest } });
  assert.ok(given.ok && given.value.outcome === 'decided', JSON.stringify(given));
  const { certificates } = await looksOf('lin');
  assert.deepEqual(certificates.map(({ number, outcome }) => [number, outcome]), [[given.value.number, given.value.result]]);
  assert.deepEqual((await looksOf('zhou')).certificates, []);
  // What was forgotten of former years takes nobody's place.
  const rows = deployment.connection.withSchema('open');
  const last = present(await rows.selectFrom('proceeding').selectAll().orderBy('proceedingId', 'desc').executeTakeFirst(), 'the application');
  await rows.insertInto('proceeding').values(Array.from({ length: 200 }, (_, i) => ({
    ...last, state: 'forgotten', proceedingId: mintId({ timeMillis: now() - 400 * DAY + i, shardKey: last.shardKey, random: deployment.random(8) }),
  }))).execute();
  assert.deepEqual((await looksOf('lin')).certificates, certificates);
});
