import assert from 'node:assert/strict';
import { sql } from 'kysely';
import type { CivilDate } from '@fengcun/kernel';
import type { FactInput } from '@fengcun/policy';
import type { IntakeMessage } from '@fengcun/registry';
import { LAWFUL_PATHS } from '../../../../registry/src/sealing/triggers/testing/lawful-paths.ts';
import { ACT_AT_17, type Scene } from '../../../../registry/src/sealing/triggers/testing/scenes.ts';
import { runChecks } from '../../fsck/run-checks.ts';
import type { IntakeItem } from '../../intake/intake-item.ts';
import { importAll } from '../../intake/testing/import-fixture.ts';
import { determineAll } from '../determine.ts';
import { followAllSealed } from '../follow-all.ts';
import { approveUnseal, proposeUnseal } from '../open-by-two.ts';
import { listCandidates } from '../candidates.ts';
import { readSeal } from '../read-seal.ts';
import { sealOrgans } from '../seal-organs.ts';
import type { GroundRules } from '../seals-parts.ts';
import { applied, type InventedPlatform, inventedPlatform } from './invented-platform.ts';

/** What is told after the seal, and on which day it is followed. */
type After = Readonly<{ asOf: string; told: readonly IntakeMessage[]; opensBy?: 'two' }>;

const byId = (id: string): Scene => {
  const scene = LAWFUL_PATHS.find((one) => one.id === id);
  assert.ok(scene, id);
  return scene;
};
const lastOf = (id: string, count: number): readonly IntakeMessage[] => byId(id).messages.slice(-count);

/** Lives that go on after the seal: executors get theirs when the execution ends, a retrial opens, an annulment removes. */
export const LIVES: readonly Readonly<{ scene: Scene; after?: After }>[] = [
  ...LAWFUL_PATHS.map((scene) => ({ scene })),
  { scene: { ...byId('W-27-before'), id: 'W-27-life', story: 'sealed; four years later the correction ends and its organ is ordered' }, after: { asOf: '2027-11-18', told: lastOf('W-27-completed', 1) } },
  { scene: { ...byId('W-29-before'), id: 'W-29-life', story: 'sealed; released later, and the prison is ordered' }, after: { asOf: '2026-11-30', told: lastOf('W-29', 1) } },
  {
    scene: { ...byId('J-18c'), id: 'J-18c-life', story: 'sealed; a retrial raises four years to six, two people unseal', asOf: '2026-10-01', messages: byId('J-18c').messages.slice(0, -2) },
    after: { asOf: '2026-11-20', told: lastOf('J-18c', 2), opensBy: 'two' },
  },
  { scene: { ...byId('Z-136a'), id: 'W-75-life', story: 'sealed; the decision is annulled, two people remove the entry' }, after: { asOf: '2026-11-20', told: lastOf('W-75', 1), opensBy: 'two' } },
];

const ORGANS = sealOrgans(['court/110105', 'procuratorate/110105J', 'police/110105000000'].map((organ) => ({ organ, district: '110105' })));

const itemOf = (message: IntakeMessage, at: number, facts: FactInput): IntakeItem =>
  ({ key: `m${at}`, place: `m${at}`, problems: [], input: {}, messages: [{ message, decisions: [], personAt: 0, facts }] });

const rows = async ({ deployment }: InventedPlatform, statement: string): Promise<readonly Readonly<Record<string, unknown>>[]> =>
  (await sql.raw<Readonly<Record<string, unknown>>>(statement).execute(deployment.connection)).rows;

const count = async (platform: InventedPlatform, table: string): Promise<number> => (await rows(platform, `select 1 from ${table}`)).length;

/** Findings of fsck over the rows; the ledger is not signed here, its entries wait. */
const fsckFindings = async ({ deployment }: InventedPlatform): Promise<readonly string[]> => {
  const found: string[] = [];
  for await (const { check, findings } of runChecks({ logs: [], withoutFiles: [], database: deployment.database })) {
    found.push(...findings.map(({ code, places }) => `${check} ${code} ${places.join(' ')}`));
  }
  return found;
};

/** Acts and phases with how often, out of every entry that was handed in. */
const ledgerOf = async (platform: InventedPlatform): Promise<Readonly<Record<string, number>>> => {
  const entries = await rows(platform, `select convert_from(entry, 'UTF8') as line from ledger.audit_pending`);
  const counts = new Map<string, number>();
  for (const { line } of entries) {
    const { act, phase } = JSON.parse(String(line)) as Readonly<{ act: string; phase: string }>;
    // Acts that only look are as many as pages were read: an auditor asks what was done.
    if (act === 'seal.list') continue;
    counts.set(`${act} ${phase}`, (counts.get(`${act} ${phase}`) ?? 0) + 1);
  }
  return Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
};

const READER = { account: 'auditor-of-the-test', role: 'reviewer' };
const PROPOSER = { account: 'judge-1', role: 'reviewer' };
const APPROVER = { account: 'judge-2', role: 'approver' };

/** Every holder that was told answers for the newest order. */
const answerAll = async (platform: InventedPlatform, recordId: string): Promise<void> => {
  const { state } = await readSeal(platform.parts, READER, recordId);
  const { order } = state;
  for (const [holder, { receipt }] of [...state.copies].sort()) {
    if (receipt !== undefined || order === undefined) continue;
    assert.deepEqual(await platform.answer(holder, applied(recordId, holder, order.sequence)), { ok: true, value: undefined });
  }
};

const streamOf = async (platform: InventedPlatform, recordId: string) => {
  const { state, events } = await readSeal(platform.parts, READER, recordId);
  const { order } = state;
  return {
    status: state.status,
    order: order && {
      sequence: order.sequence, target: order.target, ground: order.ground, ...(order.underlying === undefined ? {} : { underlying: order.underlying }),
      cites: order.cites, effectiveFrom: order.effectiveFrom, orderedBy: order.orderedBy, holders: order.holders,
    },
    copies: [...state.copies.values()].map(({ holder, dueOn, rule, receipt }) => ({ holder, dueOn, rule, answered: receipt !== undefined })),
    events: events.map((event) => ({ type: event.type, reason: event.reason, on: event.at.slice(0, 10), cites: event.cites })),
  };
};

const follow = async (platform: InventedPlatform, { asOf, told, opensBy }: After, facts: FactInput): Promise<unknown> => {
  platform.day.on = asOf as CivilDate;
  const rules: GroundRules | undefined = platform.parts.grounds;
  assert.ok(rules);
  await importAll(platform.deployment, told.map((message, at) => itemOf(message, 100 + at, facts)));
  const followed = await followAllSealed(platform.parts, rules);
  const candidates = await listCandidates(platform.parts, READER, { limit: 10 });
  for (const { recordId, proposal: { ground, effectiveFrom } } of opensBy === 'two' ? candidates : []) {
    assert.ok(ground !== undefined && effectiveFrom !== undefined, 'a proposal');
    assert.equal((await proposeUnseal(platform.parts, { recordId, by: PROPOSER, ground, effectiveFrom })).ok, true);
    const opened = await approveUnseal(platform.parts, { recordId, by: APPROVER });
    assert.ok(opened.ok, JSON.stringify(opened));
  }
  const found = candidates.map(({ source, proposal }) => ({
    source, outcome: 'outcome' in proposal ? proposal.outcome : 'propose', ground: proposal.ground, effectiveFrom: proposal.effectiveFrom, cites: proposal.cites,
  }));
  return { asOf, followed, candidates: found };
};

/**
 * One lawful path through the real storage, from its messages to the last answer: what a lawyer and an auditor
 * can read. Ids, codes and numbers that are drawn are left out.
 */
export const lifeOf = async ({ scene, after }: (typeof LIVES)[number]): Promise<Readonly<Record<string, unknown>>> => {
  const platform = await inventedPlatform(ORGANS);
  try {
    platform.day.on = scene.asOf as CivilDate;
    const facts = scene.facts ?? ACT_AT_17;
    await importAll(platform.deployment, scene.messages.map((message, at) => itemOf(message, at, facts)));
    const determined = await determineAll(platform.parts);
    const recordId = determined.ordered[0]?.recordId;
    const sent = async () => (await rows(platform, 'select recipient, sequence from ops.outbox order by sequence, recipient')).map(({ recipient, sequence }) => `${String(sequence)} ${String(recipient)}`);
    if (recordId !== undefined) await answerAll(platform, recordId);
    const followed = after === undefined ? undefined : await follow(platform, after, facts);
    if (recordId !== undefined) await answerAll(platform, recordId);
    assert.deepEqual(await fsckFindings(platform), [], 'fsck');
    return {
      id: scene.id, story: scene.story, article: scene.article, asOf: scene.asOf,
      determined: {
        looked: determined.looked, ordered: determined.ordered.map(({ sentTo, waiting }) => ({ sentTo, waiting })),
        questions: determined.questions.map(({ question }) => ('organType' in question ? `${question.code} ${String(question.organType)}` : 'fact' in question ? `${question.code} ${String(question.fact)}` : question.code)),
        hints: determined.hints.map(({ hint }) => hint), refused: determined.refused.map(({ refusal }) => refusal.code),
      },
      ...(followed === undefined ? {} : { followed }),
      seal: recordId === undefined ? null : await streamOf(platform, recordId),
      holders: [
        ...await rows(platform, `select 'sealed' as side, organ, state, due_on::text as due_on from sealed.holder order by organ`),
        ...await rows(platform, `select 'open' as side, organ, state, due_on::text as due_on from open.holder order by organ`),
      ],
      messages: await sent(),
      records: { open: await count(platform, 'open.record'), sealed: await count(platform, 'sealed.record') },
      openEvents: await count(platform, 'open.event'),
      ledger: await ledgerOf(platform), fsck: 'green',
    };
  } finally {
    await platform.deployment.close();
  }
};

/** Where the expected life of a path lies. */
export const goldenOf = (id: string): URL => new URL(`./lawful-paths/${id}.json`, import.meta.url);

