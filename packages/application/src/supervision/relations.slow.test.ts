import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { present } from '@fengcun/kernel';
import { legalDay } from '@fengcun/registry';
import { accountBench } from '../accounts/testing/account-fixture.ts';
import { inventedApplication, inventedDocument, playedInquiries } from '../inquiry/testing/played-inquiry.ts';
import { beginCustody } from '../keys/custody-act.ts';
import { COURT } from '../seals/testing/invented-platform.ts';
import { supervisedPatterns, supervisionOver } from './index.ts';

const PROCURATORATE = 'procuratorate/110000000002';
const OFFICER = inventedDocument('11010519850102002');
const [CHILD, COLLEAGUE, NAMESAKE, PARENT] = ['11010520120307001', '11010519880307001', '11010519900307001', '11010519600307002'].map(inventedDocument);
let opened: Awaited<ReturnType<typeof accountBench>> | undefined;
const bench = () => present(opened, 'the deployment');
const person = (name: string, document: typeof OFFICER | undefined) => ({ name, document: present(document, name), otherDocuments: [], nationality: 'CHN' });

before(async () => {
  opened = await accountBench();
  const accounts: readonly (readonly [string, string, string, object])[] = [
    ['shen', 'police/B02', OFFICER.number, { wards: [{ name: '沈小', identityNumber: present(CHILD, 'a child').number, until: '2030-03-07' }] }],
    ['colleague', 'police/B02', present(COLLEAGUE, 'a colleague').number, {}],
    ['namesake', 'police/B09', present(NAMESAKE, 'a namesake').number, {}],
    ['parent', 'none', present(PARENT, 'a parent').number, { wards: [{ name: '沈某遥', identityNumber: OFFICER.number, until: '2030-01-02' }] }],
  ];
  for (const [account, organ, identityNumber, more] of accounts) {
    const added = await bench().add(account, { organ, roles: [organ === 'none' ? 'citizen' : 'inquirer'], displayName: '沈某', identityNumber, ...more });
    assert.ok(added.ok, JSON.stringify(added));
  }
});
after(async () => { await opened?.close(); });

test('own interest: guardian and ward, either way; one organ on a case; a name or a unit\'s own staff is none', async () => {
  const { deployment, now } = bench();
  const { file } = playedInquiries(deployment, now);
  const ids = {
    ward: await file(inventedApplication('judicialOrgan', person('沈小', CHILD)), 'shen'),
    guardian: await file(inventedApplication('judicialOrgan', person('沈老', PARENT)), 'shen'),
    colleague: await file(inventedApplication('judicialOrgan', person('沈同', COLLEAGUE)), 'shen'),
    namesake: await file(inventedApplication('judicialOrgan', person('沈某遥', NAMESAKE)), 'shen'),
    staff: await file(inventedApplication('unit', person('沈同', COLLEAGUE)), 'shen'),
    stranger: await file(inventedApplication('judicialOrgan', person('白一', inventedDocument('11010519700307001'))), 'shen'),
    wardByUnit: await file(inventedApplication('unit', person('沈小', CHILD)), 'shen'),
  };
  const parts = { ...supervisionOver(deployment, (organ) => (organ === COURT ? PROCURATORATE : undefined)), now, today: () => legalDay(new Date(now()).toISOString()) };
  const act = await beginCustody(deployment, { act: 'patterns.test', account: 'zhou', role: 'supervisor', purpose: 'supervision', legalBasis: 'm2022-22', request: 'patterns' });
  const findings = await supervisedPatterns(parts, { account: 'zhou', person: 'zhou', organ: PROCURATORATE, act });
  const own = findings.filter(({ rule }) => rule === 'ownInterest').flatMap(({ inquiryIds }) => inquiryIds);
  assert.deepEqual(own.toSorted(), [ids.ward, ids.guardian, ids.colleague, ids.wardByUnit].toSorted());
});
