import assert from 'node:assert/strict';
import { test } from 'node:test';
import { present, type CivilDate } from '@fengcun/kernel';
import { isSubjectToken } from '@fengcun/registry';
import { importAll } from '../intake/testing/import-fixture.ts';
import { determineAll } from './determine.ts';
import { listSeals, type SealsPage, sealTimeline } from './look-at-seals.ts';
import { approveUnseal, proposeUnseal } from './open-by-two.ts';
import { applied, conviction, COURT, inventedPlatform, POLICE, PROCURATORATE } from './testing/invented-platform.ts';

/** Another person's pseudonym. */
const tokens = ['f'.repeat(32)].filter(isSubjectToken);
const BY = { account: 'clerk-of-the-court', role: 'registrar' };

test('a list shows what is ordered on both sides of the wall, n of m, and a state is sought where it is stored', async () => {
  const platform = await inventedPlatform();
  try {
    await importAll(platform.deployment, [1, 2, 3, 4].map((seed) => conviction(seed)));
    const records = (await determineAll(platform.parts)).ordered.map(({ recordId }) => recordId);
    const [done = '', waiting = '', opened = '', back = ''] = records;
    const answer = async (recordId: string, sequence = 1): Promise<void> => {
      for (const holder of [COURT, POLICE, PROCURATORATE]) await platform.answer(holder, applied(recordId, holder, sequence));
    };
    await answer(done);
    await answer(opened);
    await answer(back);
    for (const recordId of [opened, back]) {
      const proposed = await proposeUnseal(platform.parts, { recordId, by: BY, ground: 'newCrimeAsMinor', effectiveFrom: '2026-11-18' as CivilDate });
      assert.ok(proposed.ok && (await approveUnseal(platform.parts, { recordId, by: { account: 'chief', role: 'approver' } })).ok);
    }
    await answer(back, 2);
    await platform.answer(POLICE, applied(opened, POLICE, 2));
    const list = async (page: Partial<SealsPage> = {}) => listSeals(platform.parts, BY, { limit: 10, ...page });
    const all = (await list()).seals.map(({ recordId, status, acknowledged, holders }) => `${recordId} ${status} ${acknowledged}/${holders}`);
    // Opened with every answer it is an open record like others, and stands in no list of seals.
    assert.deepEqual(all.toSorted(), [`${done} sealed 3/3`, `${waiting} pending 0/3`, `${opened} unsealed 1/3`].toSorted());
    for (const [state, expected] of [['sealed', done], ['pending', waiting], ['unsealed', opened]] as const) {
      const { seals } = await list({ state, limit: 1 });
      assert.deepEqual(seals.map(({ recordId }) => recordId), [expected], `${state}: found in the first page of one`);
    }
    assert.deepEqual((await list({ state: 'rescinded' })).seals, []);
    assert.deepEqual((await list({ state: 'open' })).seals, []);
    const paged: string[] = [];
    for (let afterId: string | undefined; ;) {
      const page = await list({ limit: 1, ...(afterId === undefined ? {} : { afterId }) });
      paged.push(...page.seals.map(({ recordId }) => recordId));
      if (page.nextAfter === undefined) break;
      afterId = present(page.nextAfter, 'a place to go on');
    }
    assert.deepEqual(paged.toSorted(), [done, waiting, opened].toSorted(), 'page by page nothing is left out or shown twice');
  } finally {
    await platform.deployment.close();
  }
});

test('个保法44、45: the person sees which organ did what about the own record, nothing that is only considered, and nothing of others', async () => {
  const platform = await inventedPlatform();
  try {
    await importAll(platform.deployment, [conviction(1)]);
    const { recordId, caseCode } = present((await determineAll(platform.parts)).ordered[0], 'an order');
    await platform.answer(COURT, applied(recordId, COURT));
    assert.ok((await proposeUnseal(platform.parts, { recordId, by: BY, ground: 'wrongSeal', effectiveFrom: '2026-11-18' as CivilDate })).ok);
    const seen = async (isOther: boolean) => (await sealTimeline(platform.parts, BY, {
      caseCode, viewerOf: (_stream, subject) => ({ kind: 'person', subject: isOther ? present(tokens.at(0), 'a token') : subject }),
    })).map(({ step, actor }) => [step, actor]);
    assert.deepEqual(await seen(false), [['SealOrdered', undefined], ['Acknowledged', undefined]]);
    assert.deepEqual(await seen(true), []);
  } finally {
    await platform.deployment.close();
  }
});
