import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import type { CivilDate } from '@fengcun/kernel';
import { importAll } from '../intake/testing/import-fixture.ts';
import { determineAll } from './determine.ts';
import { SEAL_KINDS } from './seal-kinds.ts';
import { sealOrgans } from './seal-organs.ts';
import { conviction, COURT, HIGHER, inventedPlatform, POLICE, PROCURATORATE } from './testing/invented-platform.ts';
import { tick } from './tick.ts';

const at = (...organs: readonly string[]) => organs.map((organ) => ({ organ, district: 'A' }));

test('办法22: nobody is escalated to nobody: it stays owed, is told to people, and goes out once the supervisor is named', async () => {
  const platform = await inventedPlatform(sealOrgans(at(COURT, POLICE, PROCURATORATE)));
  try {
    await importAll(platform.deployment, [conviction(1)]);
    assert.equal((await determineAll(platform.parts)).ordered.length, 1);
    const escalations = async () => (await sql<Readonly<{ recipient: string }>>`select recipient from ops.outbox where message_type = ${SEAL_KINDS.escalation} order by recipient`
      .execute(platform.deployment.connection)).rows.map(({ recipient }) => recipient);
    platform.day.on = '2026-11-23' as CivilDate;
    assert.equal((await tick(platform.parts)).unsupervised, 0, 'not late yet');
    platform.day.on = '2026-11-24' as CivilDate;
    const first = await tick(platform.parts);
    assert.deepEqual([first.escalated, first.unsupervised], [2, 1]);
    assert.deepEqual(await escalations(), [PROCURATORATE, PROCURATORATE], 'court and police; the procuratorate not to itself');
    assert.equal((await tick(platform.parts)).unsupervised, 1, 'it is told until somebody has done something');
    const named = { ...platform.parts, organs: sealOrgans(at(COURT, POLICE, PROCURATORATE), [HIGHER]) };
    const after = await tick(named);
    assert.deepEqual([after.escalated, after.unsupervised, await escalations()], [1, 0, [HIGHER, PROCURATORATE, PROCURATORATE].toSorted()]);
  } finally {
    await platform.deployment.close();
  }
});
