import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { sql } from 'kysely';
import { civil, present } from '@fengcun/kernel';
import { loadPack, type Pack } from '@fengcun/policy';
import { decideAllBy } from '../intake/decisions.ts';
import { importAll, memoryDeployment } from '../intake/testing/import-fixture.ts';
import { conviction, platformOn } from '../seals/testing/invented-platform.ts';
import { runSweep } from '../seals/sweep.ts';
import { NOT_KEPT, replayRegistry } from './index.ts';

const textOf = (path: string): string => readFileSync(new URL(`../../../../policies/${path}.yaml`, import.meta.url), 'utf8');
const packOf = (text: string): Pack => {
  const pack = loadPack(text);
  return present(pack.ok ? pack.value : undefined, JSON.stringify(pack));
};
const LAW = textOf('in-force/cn-juvenile');
const JUVENILE = packOf(LAW);
const PACKS = [JUVENILE, packOf(textOf('in-force/cn-public-order'))];
/** The same law with a limit of one year. */
const AMENDED = packOf(LAW.replaceAll('executedTermMonths <= 60', 'executedTermMonths <= 12'));

const DECIDED_ON = civil('2026-11-20');
/** Convicted at 17, twelve with a short term and eleven with a longer one; decided when they were imported. */
const held = Array.from({ length: 23 }, (_, i) => {
  const months = i < 12 ? 10 : 24;
  const item = conviction(i + 1, { bornOn: civil('1992-01-10'), decidedOn: civil('2009-06-01'), effectiveOn: civil('2009-06-12'), executedTermMonths: months });
  const facts = {
    recordKind: 'conviction', subjectKind: 'person', bornOn: civil('1992-01-10'), offenceFrom: civil('2009-02-01'),
    offenceTo: civil('2009-02-01'), suspended: false, penalty: 'fixedTermImprisonment', executedTermMonths: months,
    decidedOn: civil('2009-06-01'), effectiveOn: civil('2009-06-12'),
  } as const;
  const decisions = decideAllBy(PACKS, DECIDED_ON)(facts);
  return { ...item, messages: item.messages.map((one) => ({ ...one, facts, decisions })) };
});
const by = { account: 'clerk-1', approvedBy: 'clerk-2' };

test('replay from the registry: the law reproduces its decisions on both sides of the wall; an amendment changes some; two people, in the log', async () => {
  const deployment = await memoryDeployment();
  try {
    await importAll(deployment, held);
    const replayed = () => replayRegistry(deployment, { by, packs: [JUVENILE, AMENDED], known: PACKS, pageSize: 5 });
    const [same, amended] = await replayed();
    assert.ok(same !== undefined && amended !== undefined);
    assert.deepEqual([same.decisions, same.sameHash, same.reproduced, same.withoutFacts, same.unchanged], [23, 23, 23, 0, 23]);
    assert.equal(amended.sameHash, 0);
    assert.deepEqual(amended.changes.map(({ before, after, decidedBefore, decisions }) => [before, after, decidedBefore, decisions]),
      [['mustSeal', 'notCovered', 'concluded-by-2012', 11]]);

    await runSweep(platformOn(deployment).parts, { mode: 'seal' });
    assert.deepEqual(await replayed(), [same, amended], 'the same behind the wall');

    const [old] = await replayRegistry(deployment, { by, packs: [AMENDED], known: [] });
    assert.equal(old?.changes[0]?.decidedBefore, NOT_KEPT, 'a pack that is gone: its clause is not told');

    const { rows } = await sql<{ entry: string }>`select convert_from(entry, 'UTF8') as entry from ledger.audit_pending`
      .execute(deployment.connection);
    const told = rows.map(({ entry }) => JSON.parse(entry) as { id: string; act: string; phase: string; actor: string; approvals: readonly string[] });
    const intents = told.filter(({ act, phase }) => act === 'decisions.replay' && phase === 'intent');
    const approvals = told.filter(({ act }) => act === 'decisions.replay.approve');
    assert.deepEqual([intents.length, approvals.length], [3, 3]);
    for (const { actor, approvals: by } of intents) {
      const approved = approvals.find(({ id }) => by.includes(id));
      assert.ok(approved !== undefined && approved.actor !== actor);
    }
    assert.ok(told.filter(({ act, phase }) => act === 'decisions.replay' && phase === 'outcome').length >= 6);
    await assert.rejects(replayRegistry(deployment, { by: { account: 'clerk-1', approvedBy: 'clerk-1' }, packs: PACKS, known: [] }), /two people/);
  } finally {
    await deployment.close();
  }
});
