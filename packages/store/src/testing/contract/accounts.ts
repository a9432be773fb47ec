import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AccountRow, JointActRow, SecondFactorRow, SessionRow } from '../../ports/account-stores.ts';
import { shardKeyOf, shardKeyOfName } from '../../identity/sharded-id.ts';
import { ciphertext, household, NOW } from '../invented.ts';
import type { Bench } from './bench.ts';

const LATER = '2026-11-21T17:00:00.000Z';
const LONG_AFTER = '2026-11-30T00:00:00.000Z';

/** Accounts, second factors, sessions, acts of several people, limits. */
export const accountContract = (name: string, bench: () => Bench): void => {
  const digest = (text: string): Uint8Array => household(`${bench().seed}/${text}`).inbox.messageKey;
  const account = (label: string, changed: Partial<AccountRow> = {}): AccountRow => {
    const accountName = `${label}-${bench().seed.replace(/[^a-z0-9]/g, '')}`.slice(0, 60);
    return {
      accountId: bench().nextId(shardKeyOfName(accountName)), accountName, personId: bench().nextId(), organ: 'court/A01', roles: 'approver reviewer',
      state: 'active', standing: 1, rowDigest: digest(label), createdAt: NOW, changedAt: NOW, ...ciphertext(label, 1), ...changed,
    };
  };

  test(`${name}: an account is found by name, subject and person; neither name nor subject is given twice`, async () => {
    const { operate } = bench();
    const row = account('reviewer');
    const term = { term: digest('subject'), termKind: 'subject', accountId: row.accountId } as const;
    assert.equal(await operate(({ accounts }) => accounts.add(row, [term])), true);
    assert.equal(await operate(({ accounts }) => accounts.add(account('reviewer'), [])), false, 'the name is taken');
    const other = account('other');
    assert.equal(await operate(({ accounts }) => accounts.add(other, [{ ...term, accountId: other.accountId }])), false, 'the subject is taken');
    assert.equal(await operate(({ accounts }) => accounts.find(other.accountId)), undefined, 'and nothing is left behind');
    assert.deepEqual(await operate(({ accounts }) => accounts.byName(row.accountName)), row);
    assert.deepEqual(await operate(({ accounts }) => accounts.byTerm(term.term, 'subject')), [row]);
    assert.deepEqual(await operate(({ accounts }) => accounts.byTerm(term.term, 'identity')), []);
    assert.deepEqual(await operate(({ accounts }) => accounts.ofPerson(row.personId)), [row]);
    assert.deepEqual((await operate(({ accounts }) => accounts.list({ afterName: row.accountName.slice(0, -1), limit: 1 }))), [row]);
  });

  test(`${name}: of two changes of an account the one that saw it last is made`, async () => {
    const { operate } = bench();
    const row = account('changed');
    await operate(({ accounts }) => accounts.add(row, []));
    const next = { ...row, ...ciphertext('changed again', 2), roles: 'clerk', standing: 2 };
    assert.equal(await operate(({ accounts }) => accounts.replace(next, 1)), true);
    assert.equal(await operate(({ accounts }) => accounts.replace({ ...next, roles: 'approver' }, 1)), false);
    assert.deepEqual(await operate(({ accounts }) => accounts.find(row.accountId)), next);
  });

  test(`${name}: a code or counter of a second factor is used once, and never one before it`, async () => {
    const { operate, nextId } = bench();
    const accountId = nextId();
    const factor: SecondFactorRow = {
      factorId: nextId(shardKeyOf(accountId)), accountId, factorKind: 'totp', state: 'proposed', lastUse: 0, createdAt: NOW, ...ciphertext('secret', 1),
    };
    await operate(({ factors }) => factors.add(factor));
    const use = (lastUse: number) => operate(({ factors }) => factors.use(factor.factorId, lastUse));
    assert.deepEqual([await use(7), await use(7), await use(6), await use(8)], [true, false, false, true]);
    assert.equal(await operate(({ factors }) => factors.confirm(factor.factorId)), true);
    assert.equal(await operate(({ factors }) => factors.confirm(factor.factorId)), false);
    assert.deepEqual(await operate(({ factors }) => factors.ofAccount(accountId)), [{ ...factor, lastUse: 8, state: 'confirmed' }]);
    assert.equal(await operate(({ factors }) => factors.removeOf(accountId, 'proposed')), 0);
    assert.equal(await operate(({ factors }) => factors.removeOf(accountId)), 1);
  });

  test(`${name}: a session is found by its digest, and ends alone, with its account, or when it is over`, async () => {
    const { operate, nextId } = bench();
    const accountId = nextId();
    const session = (label: string): SessionRow => ({
      sessionHash: digest(label), accountId, standing: 1, binding: digest('browser'), begunAt: NOW, seenAt: NOW, endsAt: LATER, secondFactorAt: null, challenge: null,
    });
    const [one, two, three] = [session('one'), session('two'), session('three')];
    for (const row of [one, two, three]) await operate(({ sessions }) => sessions.add(row));
    const find = (row: SessionRow) => operate(({ sessions }) => sessions.find(row.sessionHash));
    await operate(({ sessions }) => sessions.see(one.sessionHash, LATER));
    assert.equal(await operate(({ sessions }) => sessions.challenge(one.sessionHash, 'asked')), true);
    assert.deepEqual(await find(one), { ...one, seenAt: LATER, challenge: 'asked' });
    assert.equal(await operate(({ sessions }) => sessions.remove(one.sessionHash)), true);
    assert.equal(await find(one), undefined);
    assert.deepEqual(await find(two), two);
    assert.equal(await operate(({ sessions }) => sessions.removeOf(accountId)), 2);
    assert.equal(await find(three), undefined);
    await operate(({ sessions }) => sessions.add(three));
    assert.ok((await operate(({ sessions }) => sessions.purge(LONG_AFTER))) >= 1);
    assert.equal(await find(three), undefined);
  });

  test(`${name}: of two who use the same act of several people one is first`, async () => {
    const { operate, nextId } = bench();
    const row: JointActRow = {
      jointId: nextId(), actKind: 'breakGlass', state: 'agreed', about: 'seal.read', organ: 'court/A01', reason: 'danger', askedBy: 'a', askedPerson: 'p1',
      firstBy: 'b', firstPerson: 'p2', secondBy: 'c', secondPerson: 'p3', version: 3, askedAt: NOW, endsAt: LATER, usedAt: null,
      supervisor: null, seenAt: null, reviewedBy: null, reviewedPerson: null, reviewedAt: null, finding: null,
    };
    await operate(({ jointActs }) => jointActs.add(row));
    const wanted = { askedBy: 'a', about: 'seal.read', now: NOW };
    const agreed = (of: Partial<typeof wanted>) => operate(({ jointActs }) => jointActs.agreed({ ...wanted, ...of }));
    assert.deepEqual((await agreed({}))?.jointId, row.jointId);
    for (const other of [{ askedBy: 'b' }, { about: 'seal.list' }, { now: LATER }]) assert.equal(await agreed(other), undefined);
    const used = { ...row, state: 'used' as const, usedAt: NOW, version: 4 };
    assert.equal(await operate(({ jointActs }) => jointActs.replace(used, 3)), true);
    assert.equal(await operate(({ jointActs }) => jointActs.replace(used, 3)), false);
    assert.deepEqual(await operate(({ jointActs }) => jointActs.find(row.jointId)), used);
    assert.equal(await agreed({}), undefined);
  });

  test(`${name}: a procuratorate finds the emergencies it was told of, what waits first, then the newest; a finding has who and when`, async () => {
    const { operate, nextId, seed } = bench();
    const supervisor = `procuratorate/${seed.replace(/[^a-z0-9]/g, '').slice(0, 20).toUpperCase()}`;
    const emergency = (askedAt: string, of: string | null = supervisor): JointActRow => ({
      jointId: nextId(), actKind: 'breakGlass', state: 'asked', about: 'inquiry.apply', organ: 'school/S01', reason: 'dangerToLife', askedBy: 'a', askedPerson: 'p1',
      firstBy: null, firstPerson: null, secondBy: null, secondPerson: null, version: 1, askedAt, endsAt: LONG_AFTER, usedAt: null,
      supervisor: of, seenAt: null, reviewedBy: null, reviewedPerson: null, reviewedAt: null, finding: null,
    });
    const [older, newer, elsewhere] = [emergency(NOW), emergency(LATER), emergency(LATER, null)];
    for (const row of [older, newer, elsewhere]) await operate(({ jointActs }) => jointActs.add(row));
    const told = (limit: number) => operate(({ jointActs }) => jointActs.told({ supervisor, limit }));
    assert.deepEqual(await told(10), [newer, older]);
    assert.deepEqual(await told(1), [newer]);
    const found = { ...newer, seenAt: LATER, finding: 'inOrder' as const, version: 2 };
    await assert.rejects(operate(({ jointActs }) => jointActs.replace(found, 1)), 'nobody found it');
    const reviewed = { ...found, reviewedBy: 'b', reviewedPerson: 'p2', reviewedAt: LATER };
    assert.equal(await operate(({ jointActs }) => jointActs.replace(reviewed, 1)), true);
    assert.deepEqual([await told(1), await told(2)], [[older], [older, reviewed]], 'what nobody looked at comes before what was dealt with');
    const seen = { ...older, seenAt: LATER, state: 'used' as const, usedAt: LATER, version: 2 };
    assert.equal(await operate(({ jointActs }) => jointActs.replace(seen, 1)), true);
    assert.deepEqual(await told(1), [seen], 'used, and not yet reviewed');
  });

  test(`${name}: a bucket gives its burst, then what time has filled; a clock that goes back fills nothing`, async () => {
    const { operate } = bench();
    const draw = (atMillis: number) => operate(({ buckets }) =>
      buckets.draw({ bucketKey: digest('bucket'), burstMilli: 2000, millisPerToken: 10_000, atMillis, fullAt: NOW }));
    assert.deepEqual([await draw(1000), await draw(1000), await draw(1000), await draw(0)], [true, true, false, false]);
    assert.deepEqual([await draw(10_999), await draw(11_000), await draw(11_000)], [false, true, false]);
    assert.ok((await operate(({ buckets }) => buckets.purge(LONG_AFTER))) >= 1);
    assert.equal(await draw(11_000), true);
  });
};
