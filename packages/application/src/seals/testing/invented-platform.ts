import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { BusinessRecord } from '@fengcun/judgment';
import { type CivilDate, mod112Character, ok } from '@fengcun/kernel';
import { type FactInput, loadPack, prepareDecider } from '@fengcun/policy';
import { messagesFromRecord, type Receipt } from '@fengcun/registry';
import { entryOf, inventedKey } from '../../exchange/testing/invented-organ.ts';
import { deploymentExchange } from '../../exchange/deployment-exchange.ts';
import { organDirectory } from '../../exchange/message/organ-directory.ts';
import type { IntakeItem } from '../../intake/intake-item.ts';
import type { Deployment } from '../../deployment/open-deployment.ts';
import { type LookedAt, memoryDeployment } from '../../intake/testing/import-fixture.ts';
import { receiptTaking } from '../take-receipts.ts';
import { SEAL_KINDS } from '../seal-kinds.ts';
import { sealingAct, type SealsParts } from '../seals-parts.ts';
import { type SealOrgans, sealOrgans } from '../seal-organs.ts';

/** Invented organs of one district. */
export const COURT = 'court/110000000001';
export const PROCURATORATE = 'procuratorate/110000000002';
export const POLICE = 'police/110000000003';
/** The procuratorate one level above, by its region: it supervises the one of the district. */
export const HIGHER = 'procuratorate/000000000004';
const ORGANS = [COURT, PROCURATORATE, POLICE];

const pack = (path: string) => {
  const loaded = loadPack(readFileSync(new URL(`../../../../../policies/${path}.yaml`, import.meta.url), 'utf8'));
  assert.ok(loaded.ok, path);
  return loaded.value;
};
const JUVENILE = pack('in-force/cn-juvenile');
const PACKS = [JUVENILE, pack('in-force/cn-public-order')];

/** Deciders of the law in force. */
export const inventedDeciders = (asOf: CivilDate) => PACKS.flatMap((one) => {
  const made = prepareDecider(one, { asOf });
  return made.ok ? [made.value] : [];
});

/** A platform with its organs; `day` is the legal day, changed by tests. */
export type InventedPlatform<D extends Deployment = LookedAt> = Readonly<{
  parts: SealsParts; deployment: D; day: { on: CivilDate };
  /** Takes an answer as if its sender had signed it. */
  answer: (sender: string, receipt: unknown) => Promise<unknown>;
}>;

/** A platform in memory, of its own organs or of others. */
export const inventedPlatform = async (organs?: SealOrgans): Promise<InventedPlatform> => platformOn(await memoryDeployment(), organs);

/** A platform over a deployment. */
export const platformOn = <D extends Deployment>(
  deployment: D, organs: SealOrgans = sealOrgans(ORGANS.map((organ) => ({ organ, district: 'A' })), [HIGHER]),
): InventedPlatform<D> => {
  const day = { on: '2026-11-20' as CivilDate };
  const directory = organDirectory(ORGANS.map((organ) => entryOf(organ, 'http://127.0.0.1:1')));
  const exchange = deploymentExchange(deployment, inventedKey('platform/1'), directory);
  const parts: SealsParts = {
    deployment, exchange, organs, grounds: { pack: JUVENILE },
    decidersOn: inventedDeciders,
    proposals: [], settings: {}, now: () => Date.parse(`${day.on}T08:00:00Z`), today: () => day.on, act: sealingAct(deployment),
  };
  const taking = receiptTaking(parts);
  return {
    parts, deployment, day,
    answer: async (sender, receipt) => {
      await taking.ready();
      const maker = await exchange.maker(2);
      const entryId = exchange.mint();
      const handler = taking.handlers[SEAL_KINDS.receipt];
      assert.ok(handler);
      return deployment.database.seal({ entryId }, async (stores) => {
        const [taken] = await handler([{
          messageId: exchange.mint(), sender, kind: SEAL_KINDS.receipt, streamId: String(Reflect.get(Object(receipt), 'recordId')),
          sequence: 1, sentAt: '2026-11-20T08:00:00.000Z', data: { receipt },
        }], { stores, entryId, receivedAt: '2026-11-20T08:00:00.000Z', make: maker.make });
        await stores.audit.append([exchange.audit({ act: 'exchange.receive', actorId: sender, organ: sender, decision: 'allow', detail: [] }, entryId)]);
        return taken?.ok === false ? taken : ok(undefined);
      });
    },
  };
};

/** The answer of an organ that did as it was told. */
export const applied = (recordId: string, holder: string, sequence = 1): Receipt => ({
  recordId, sequence, holder, result: 'applied', revision: 0, commitmentBefore: `sha256:${'a'.repeat(64)}`,
  commitmentAfter: `sha256:${'b'.repeat(64)}`, appliedAt: '2026-11-20T07:00:00.000Z',
});

/** An invented person convicted of theft; at 17 unless told otherwise. */
export const conviction = (seed: number, changed: FactInput = {}): IntakeItem => {
  const born = changed.bornOn ?? '2007-03-15';
  const digits = `110105${String(born).replaceAll('-', '')}${String(100 + seed % 900)}`;
  const facts: FactInput = {
    recordKind: 'conviction', decidedOn: '2025-05-11' as CivilDate, bornOn: '2007-03-15' as CivilDate, charges: ['盗窃罪'],
    penalty: 'fixedTermImprisonment', executedTermMonths: 10, suspended: false, effectiveOn: '2025-05-22' as CivilDate, ...changed,
  };
  const { bornOn: _unknown, ...told } = facts;
  const record = {
    id: `row-${seed}`, row: 2, personName: `骆${'一二三四五六七八九十'[seed % 10] ?? '某'}`, ...(born === 'unknown' ? {} : { idNumber: `${digits}${mod112Character(digits)}` }),
    organ: '云岭省某县人民法院', documentNumber: `（2025）岭0000刑初${seed}号`, facts: born === 'unknown' ? told : facts,
  } as unknown as BusinessRecord;
  const source = { organ: { type: 'court', code: COURT.slice(6) }, system: 'invented', version: 1 } as const;
  const { messages, problems } = messagesFromRecord({ record, source });
  assert.deepEqual(problems, []);
  const read: FactInput = { offenceFrom: '2024-05-02' as CivilDate, offenceTo: '2024-05-02' as CivilDate, suspended: false };
  return { key: record.id, place: record.id, problems: [], input: {}, messages: messages.map((message) => ({ message, decisions: [], personAt: 0, facts: read })) };
};
