import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Actor, InquiriesPort, InquiryBody } from '@fengcun/api';
import { err } from '@fengcun/kernel';
import type { Deployment } from '../deployment/open-deployment.ts';
import { memoryDeployment } from '../intake/testing/import-fixture.ts';
import { beginKeeping } from '../accounts/account-act.ts';
import { DEFAULT_SIGN_IN } from '../accounts/account-parts.ts';
import { askBreakGlass, decideBreakGlass } from '../accounts/joint-acts.ts';
import { alarmTo, numberOf } from '../accounts/testing/account-fixture.ts';
import { limitedInquiries } from './limited-inquiries.ts';

const NOTHING = err({ code: 'NOTHING_TO_TELL' } as const);

/** A desk that finds nothing, whatever it is asked, and remembers that it was. */
const desk = () => {
  const asked: string[] = [];
  const answer = (what: string) => async () => { asked.push(what); return NOTHING; };
  return { asked, port: { apply: answer('apply'), disclose: answer('disclose') } as unknown as InquiriesPort };
};

const about = (number: string): InquiryBody => ({ person: { document: { type: 'residentIdentityCard', number } } }) as unknown as InquiryBody;
const actor = (id: string, person: string, organ = 'school/S01'): Actor => ({ id, person, organ, roles: ['inquirer'], hasSecondFactor: true });

const at = (deployment: Deployment) => ({ deployment: { ...deployment, clock: () => 1_800_000_000_000 } });

test('a person is asked about twenty times, then nobody asks; another way to write the number is no other person', async () => {
  const deployment = await memoryDeployment();
  try {
    const { asked, port } = desk();
    const limited = limitedInquiries(port, at(deployment));
    const [number, other] = [numberOf('11010519900307123'), numberOf('11010519900307124')];
    for (let at = 0; at < 20; at += 1) assert.deepEqual(await limited.apply(about(number), actor(`unit-${at}`, `p${at}`)), NOTHING);
    for (const form of [number, ` ${number}`, `${number.slice(0, 6)} ${number.slice(6)}`]) {
      assert.deepEqual(await limited.apply(about(form), actor('another', 'p')), err({ code: 'LIMIT_REACHED' }));
    }
    assert.equal(asked.length, 20, 'beyond the limit nothing was looked up');
    assert.deepEqual(await limited.apply(about(other), actor('another', 'p')), NOTHING);
  } finally {
    await deployment.close();
  }
});

test('an officer is shown twenty answers at once, under all accounts together; others go on', async () => {
  const deployment = await memoryDeployment();
  try {
    const limited = limitedInquiries(desk().port, at(deployment));
    for (let at = 0; at < 20; at += 1) assert.deepEqual(await limited.disclose('any', actor(`account-${at % 3}`, 'one person')), NOTHING);
    assert.deepEqual(await limited.disclose('any', actor('account-9', 'one person')), err({ code: 'LIMIT_REACHED' }));
    assert.deepEqual(await limited.disclose('any', actor('account-1', 'another person')), NOTHING);
  } finally {
    await deployment.close();
  }
});

test('beyond the limit it goes on once where two people agreed to break the glass, and the supervisor is told again', async () => {
  const deployment = await memoryDeployment();
  try {
    const told: string[] = [];
    const parts = { ...at(deployment), settings: DEFAULT_SIGN_IN, alarm: alarmTo('procuratorate/110105', ({ about }) => { told.push(about); })(deployment) };
    const limited = limitedInquiries(desk().port, parts);
    const officer = actor('officer', 'one person');
    for (let tries = 0; tries < 20; tries += 1) await limited.disclose('any', officer);
    assert.deepEqual(await limited.disclose('any', officer), err({ code: 'LIMIT_REACHED' }));
    const act = () => beginKeeping(parts.deployment, 'account.list', { account: 'keeper', request: 'invented' });
    const asked = await askBreakGlass(parts, await act(), { action: 'inquiry.disclose', reason: 'dangerToLife', by: officer });
    assert.ok(asked.ok);
    const { jointId } = asked.value;
    assert.deepEqual(await limited.disclose('any', officer), err({ code: 'LIMIT_REACHED' }), 'asking is not enough');
    for (const by of [actor('first', 'p1'), actor('second', 'p2')]) await decideBreakGlass(parts, await act(), { jointId, by, isAgreed: true });
    assert.deepEqual(await limited.apply(about(numberOf('11010519900307123')), officer), NOTHING, 'what is within its limit uses nothing');
    assert.deepEqual(await limited.disclose('any', actor('other', 'another')), NOTHING);
    const both = await Promise.all([limited.disclose('any', officer), limited.disclose('any', officer)]);
    assert.deepEqual(both.map((answer) => !answer.ok && answer.error.code).toSorted(), ['LIMIT_REACHED', 'NOTHING_TO_TELL'], 'once, also of two at one moment');
    // The message of who was too late was made and never handed in.
    assert.deepEqual([...new Set(told)], ['inquiry.disclose', 'inquiry.disclose.used']);
  } finally {
    await deployment.close();
  }
});
