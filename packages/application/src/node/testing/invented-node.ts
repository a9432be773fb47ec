import { randomUUID } from 'node:crypto';
import { type CivilDate, type Json, ok, present } from '@fengcun/kernel';
import { confidentialJson, type IntakeMessage, type OrderConfidential, type Receipt, type SealOrder } from '@fengcun/registry';
import { mintId } from '@fengcun/store';
import { sql } from 'kysely';
import { entryOf, inventedKey } from '../../exchange/testing/invented-organ.ts';
import { deploymentExchange } from '../../exchange/deployment-exchange.ts';
import { organDirectory } from '../../exchange/message/organ-directory.ts';
import { receiveEvents } from '../../exchange/receiving/receive-events.ts';
import type { IntakeItem } from '../../intake/intake-item.ts';
import { type LookedAt, memoryDeployment } from '../../intake/testing/import-fixture.ts';
import type { OrganCopies } from '../../organ-copies/organ-copies.ts';
import { type NodeEvent, nodeAct, type NodeParts, nodeReceiver, type NodeWork, nodeWork } from '../index.ts';

export const PLATFORM = 'platform/P01';
export const POLICE = 'police/110105000000';
export const COURT = 'court/110105';

const CODE = 'code' as const;

/** An id as the platform mints them. */
export const platformId = (): string =>
  mintId({ timeMillis: Date.now(), random: Buffer.from(randomUUID().replaceAll('-', '').slice(0, 16), 'hex'), shardKey: 77 });

/** What an order tells of a message's person and case, as the platform would tell it. */
export const confidentialOf = (item: IntakeItem, changed: Partial<OrderConfidential> = {}): OrderConfidential => {
  const { message } = present(item.messages[0], 'a message');
  return { person: message.person, ...(message.case.references === undefined ? {} : { references: message.case.references }), ...changed };
};

export const order = (recordId: string, caseCode: SealOrder['caseCode'], changed: Partial<SealOrder> = {}): SealOrder => ({
  recordId, caseCode, sequence: 1, orderNumber: `F-${recordId.slice(0, 8)}-1`, target: 'sealed', ground: 'juvenileSentence', cites: ['CPL_286_1'],
  effectiveFrom: '2026-11-20' as CivilDate, orderedAt: '2026-11-20T08:00:00.000Z', orderedBy: COURT,
  holders: [{ holder: POLICE, dueOn: '2026-11-23' as CivilDate, rule: 'sealAfterReceipt' }], ...changed,
});

export const opening = (recordId: string, caseCode: SealOrder['caseCode'], sequence: number): SealOrder =>
  order(recordId, caseCode, { sequence, orderNumber: `F-${recordId.slice(0, 8)}-${sequence}`, target: 'open', ground: 'newCrimeAsMinor' });

export type InventedNode = Readonly<{
  deployment: LookedAt; parts: NodeParts; work: NodeWork; events: NodeEvent[]; faults: unknown[];
  /** Hands an order in as if its sender had signed it; the outcome. */
  order: (order: SealOrder, confidential: OrderConfidential, from?: Readonly<{ sender?: string; data?: Json }>) => Promise<string>;
  /** Answers in the outbox, oldest first. */
  receipts: () => Promise<readonly Receipt[]>;
  rows: (statement: string) => Promise<readonly Readonly<Record<string, unknown>>[]>;
}>;

const dataOf = (one: SealOrder, confidential: OrderConfidential): Json => ({ order: one, confidential: confidentialJson(confidential) }) as unknown as Json;

/** An organ's node in memory. */
export const inventedNode = async (copies: 'own' | OrganCopies = 'own', with_: Partial<NodeParts> = {}): Promise<InventedNode> => {
  const deployment = await memoryDeployment();
  const directory = organDirectory([entryOf(PLATFORM, 'http://127.0.0.1:1')]);
  const exchange = deploymentExchange(deployment, inventedKey(POLICE), directory);
  const events: NodeEvent[] = [];
  const faults: unknown[] = [];
  const parts: NodeParts = {
    deployment, exchange, organ: POLICE, platform: PLATFORM, copies, act: nodeAct(deployment),
    tell: (event) => { events.push(event); if (event.event === 'fault') faults.push(event.error); }, ...with_,
  };
  const work = nodeWork(parts);
  const receiver = nodeReceiver(parts, ({ error }) => { faults.push(error); }, work.add);
  const rows: InventedNode['rows'] = async (statement) =>
    (await sql.raw<Readonly<Record<string, unknown>>>(statement).execute(deployment.connection)).rows;
  const claimed = async (): Promise<readonly Receipt[]> => {
    const intentId = exchange.mint();
    const claim = await deployment.database.write({ entryId: intentId }, async (stores) => {
      await stores.audit.append([exchange.audit({ act: 'exchange.deliver', actorId: 'test', organ: POLICE, decision: 'allow', detail: [] }, intentId)]);
      const all = await stores.operations.outbox.claim({ now: '2030-01-01T00:00:00.000Z', until: '2030-01-01T00:01:00.000Z', limit: 100 });
      await stores.operations.outbox.delivered(all.map(({ messageId }) => messageId), '2030-01-01T00:00:00.000Z');
      return ok(all);
    });
    const messages = present(claim.ok ? claim : undefined, 'a claim').value;
    const opened = await exchange.seals.open(intentId, messages);
    return opened.map((one) => {
      const bytes = present(one.ok ? one : undefined, 'a payload').value;
      return (JSON.parse(Buffer.from(bytes).toString('utf8')) as Readonly<{ receipt: Receipt }>).receipt;
    });
  };
  return {
    deployment, parts, work, events, faults, rows,
    order: async (one, confidential, { sender = PLATFORM, data = dataOf(one, confidential) } = {}) => {
      const id = exchange.mint();
      const received = await receiveEvents(receiver, {
        sender: { id: sender, organ: sender }, digest: 'invented',
        events: [{
          specversion: '1.0', id, source: `urn:fengcun:${sender.replace('/', ':')}:exchange`, type: 'cn.fengcun.exchange.sealOrder.v1',
          time: '2026-11-20T08:00:00.000Z', recipient: POLICE, partitionkey: one.recordId, sequence: String(one.sequence).padStart(10, '0'),
          datacontenttype: 'application/json', data: data as Record<string, unknown>,
        }],
      });
      const [result] = present(received.ok ? received.value : undefined, 'an answer').results;
      return result?.outcome === 'refused' ? result[CODE] : String(result?.outcome);
    },
    receipts: async () => {
      const all: Receipt[] = [];
      // Of one stream only the first is due, until it is delivered.
      for (let page = await claimed(); page.length > 0; page = await claimed()) all.push(...page);
      return all;
    },
  };
};
/** The message of an item, for what a test changes in it. */
export const messageOf = (item: IntakeItem): IntakeMessage => present(item.messages[0], 'a message').message;
