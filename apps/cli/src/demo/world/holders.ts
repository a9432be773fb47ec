import { createPrivateKey } from 'node:crypto';
import {
  type Deployment, type DeploymentExchange, type ExchangeSigner, exchangeSigner, type OrganDirectory,
  parcelReceiver, receiptTaking, SEAL_KINDS, sealingOrgan, type SealsParts, signParcel, signReceipt,
  type Transport,
} from '@fengcun/application';
import { Fault, ok } from '@fengcun/kernel';
import type { Receipt, SealOrder } from '@fengcun/registry';
import { LISTENERS } from './organs.ts';

/** An order as a holder has received it; `number`: the first paper of the case it names. */
export type TakenOrder = Readonly<{
  holder: string; number: string; order: Pick<SealOrder, 'recordId' | 'sequence' | 'target'>;
}>;

/** The holders of the world: they take what is sent to them, and answer when they are told to. */
export type Holders = Readonly<{
  transport: Transport;
  /** Signs and hands in the answers of one holder, as a batch of its own. */
  answer: (holder: string, answers: readonly Answer[]) => Promise<void>;
}>;

/** An answer: the copies are as ordered, or there is none. */
export type Answer = Readonly<{
  order: Pick<SealOrder, 'recordId' | 'sequence'>;
  result: Extract<Receipt['result'], 'applied' | 'noCopy'>;
}>;

/** Keys of the holders, by organ: raw private keys in base64. */
export type HolderKeys = Readonly<Record<string, string>>;

const SEED_BYTES = 32;
const COMMITMENT_BYTES = 32;
const SEQUENCE_DIGITS = 10;
/** Revisions of one answer: what a node of an organ counts its messages by. */
const REVISIONS = 10_000;

/** New keys, one for each organ that listens. */
export const newHolderKeys = (random: Deployment['random']): HolderKeys =>
  Object.fromEntries(LISTENERS.map(({ organ }) =>
    [organ, Buffer.from(random(SEED_BYTES)).toString('base64')]));

/** The signer of each holder. */
export const holderSigners = (keys: HolderKeys): ReadonlyMap<string, ExchangeSigner> =>
  new Map(Object.entries(keys).map(([organ, text]) => {
    const key = Buffer.from(text, 'base64');
    return [organ, exchangeSigner(organ, createPrivateKey(
      { key, format: 'raw-private', asymmetricKeyType: 'ed25519' }))];
  }));

const memberOf = (value: unknown, name: string): unknown =>
  (typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined);
const textOf = (value: unknown, name: string): string => String(memberOf(value, name) ?? '');

const orderIn = (event: unknown): TakenOrder | undefined => {
  const order = memberOf(memberOf(event, 'data'), 'order');
  const sequence = memberOf(order, 'sequence');
  const isOrder = textOf(event, 'type').endsWith(`.${SEAL_KINDS.order}.v1`);
  if (!isOrder || typeof sequence !== 'number') return undefined;
  const numbers = memberOf(memberOf(memberOf(event, 'data'), 'confidential'), 'documentNumbers');
  return {
    holder: textOf(event, 'recipient'), number: Array.isArray(numbers) ? String(numbers[0]) : '',
    order: {
      recordId: textOf(order, 'recordId'), sequence,
      target: memberOf(order, 'target') === 'open' ? 'open' : 'sealed',
    },
  };
};

type Playing = Readonly<{
  deployment: Deployment; signers: ReadonlyMap<string, ExchangeSigner>; take: (order: TakenOrder) => void;
}>;

/** Takes every parcel, whoever it is for, and gives the receipt that the recipient signs. */
const playedTransport = ({ deployment, signers, take }: Playing): Transport => ({
  authorityOf: () => 'holder.invalid', close: async () => undefined,
  send: async (_address, { body, headers }) => {
    const events: unknown = JSON.parse(Buffer.from(body).toString('utf8'));
    const all: readonly unknown[] = Array.isArray(events) ? events : [];
    const signer = signers.get(textOf(all[0], 'recipient'));
    if (signer === undefined) return { ok: false, error: { code: 'UNREACHABLE' } };
    for (const event of all) {
      const order = orderIn(event);
      if (order !== undefined) take(order);
    }
    const receipt = signReceipt({
      receiver: signer.organ, digest: headers['content-digest'] ?? '',
      answeredAt: new Date(deployment.clock()).toISOString(),
      results: all.map((event) => {
        const id = textOf(event, 'id');
        return { id, outcome: 'accepted' as const, receiptId: id };
      }),
    }, signer);
    return ok({ status: 200, body: Buffer.from(JSON.stringify(receipt)) });
  },
});

const drawnCommitment = ({ random }: Deployment): string =>
  `sha256:${Buffer.from(random(COMMITMENT_BYTES)).toString('hex')}`;

const receiptOf = (deployment: Deployment, holder: string, { order, result }: Answer): Receipt => {
  const isApplied = result === 'applied';
  return {
    recordId: order.recordId, sequence: order.sequence, holder, result, revision: 0,
    commitmentBefore: isApplied ? drawnCommitment(deployment) : 'none',
    commitmentAfter: isApplied ? drawnCommitment(deployment) : 'none',
    appliedAt: new Date(deployment.clock()).toISOString(),
  };
};

const eventOf = (exchange: DeploymentExchange, receipt: Receipt): string => JSON.stringify({
  specversion: '1.0', id: exchange.mint(),
  source: `urn:fengcun:${receipt.holder.replace('/', ':')}:exchange`,
  type: `cn.fengcun.exchange.${SEAL_KINDS.receipt}.v1`, time: receipt.appliedAt,
  recipient: exchange.signer.organ, partitionkey: receipt.recordId,
  sequence: String(receipt.sequence * REVISIONS).padStart(SEQUENCE_DIGITS, '0'),
  datacontenttype: 'application/json', data: { receipt },
});

/**
 * Holders played in this process: parcels reach them signed and acknowledged, and their answers come in
 * through the same door as those of real organs, signature and all. Fault: DEMO_ANSWER_REFUSED.
 */
export const playHolders = (
  parts: SealsParts, keys: HolderKeys, take: (order: TakenOrder) => void,
): Holders => {
  const { deployment, exchange } = parts;
  const signers = holderSigners(keys);
  const directory: OrganDirectory = exchange.directory;
  const taking = receiptTaking(parts);
  const failures: unknown[] = [];
  const receive = parcelReceiver(
    sealingOrgan(exchange, taking.handlers, ({ error }) => { failures.push(error); }),
    { directory, authorities: () => [] });
  return {
    transport: playedTransport({ deployment, signers, take }),
    answer: async (holder, answers) => {
      const signer = signers.get(holder);
      if (signer === undefined || answers.length === 0) return;
      const events = answers.map((one) => eventOf(exchange, receiptOf(deployment, holder, one)));
      await taking.ready();
      const { status } = await receive(signParcel(events, {
        signer, authority: 'platform.invalid', nowMillis: deployment.clock(), random: deployment.random,
      }));
      const [failure] = failures;
      if (failure instanceof Error) throw failure;
      if (status !== 200) throw new Fault('DEMO_ANSWER_REFUSED', `an answer of ${holder}: ${status}`);
    },
  };
};
