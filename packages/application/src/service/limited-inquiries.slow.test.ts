import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Actor, InquiriesPort, InquiryBody } from '@fengcun/api';
import { err } from '@fengcun/kernel';
import { memoryDeployment } from '../intake/testing/import-fixture.ts';
import { numberOf } from '../accounts/testing/account-fixture.ts';
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

test('a person is asked about twenty times, then nobody asks; another way to write the number is no other person', async () => {
  const deployment = await memoryDeployment();
  try {
    const { asked, port } = desk();
    const limited = limitedInquiries(port, { ...deployment, clock: () => 1_000_000_000_000 });
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
    const limited = limitedInquiries(desk().port, { ...deployment, clock: () => 1_000_000_000_000 });
    for (let at = 0; at < 20; at += 1) assert.deepEqual(await limited.disclose('any', actor(`account-${at % 3}`, 'one person')), NOTHING);
    assert.deepEqual(await limited.disclose('any', actor('account-9', 'one person')), err({ code: 'LIMIT_REACHED' }));
    assert.deepEqual(await limited.disclose('any', actor('account-1', 'another person')), NOTHING);
  } finally {
    await deployment.close();
  }
});
