import {
  DiscardPolicy, jetstream, type JetStreamClient, type JetStreamManager, jetstreamManager, RetentionPolicy,
  StorageType,
} from '@nats-io/jetstream';
import { connect, nanos, type NatsConnection, type NodeConnectionOptions } from '@nats-io/transport-node';
import { EXCHANGE_SIGNATURE } from '@fengcun/api';
import { Fault } from '@fengcun/kernel';

/** Where parcels between organs wait; one work queue for all, one subject for each organ. */
export const STREAM = 'FENGCUN_EXCHANGE';
const SUBJECTS = 'fengcun.exchange.>';

/** LIMIT: bytes that wait for organs which are away; beyond it senders are told to come again. */
const STREAM_BYTES_MAX = 1024 ** 3;
/** LIMIT: as long as a signature is good. An older parcel is refused anyway, and the outbox sends it anew. */
const WAIT_MILLIS_MAX = (EXCHANGE_SIGNATURE.ageSecondsMax + EXCHANGE_SIGNATURE.skewSecondsMax) * 1000;

/** A connection to the servers that carry parcels, with the stream there. */
export type NatsCarrier = Readonly<{
  connection: NatsConnection; client: JetStreamClient; manager: JetStreamManager; close: () => Promise<void>;
}>;

const NAME = /^nats:([a-zA-Z0-9_-]{1,64})$/;

/** The name in an address: `police-B02` of `nats:police-B02`. Fault: ADDRESS_INVALID. */
export const nameOf = (address: string): string => {
  const name = NAME.exec(address)?.[1];
  if (name !== undefined) return name;
  const right = 'the address of an organ on NATS is "nats:" and a name of letters and digits';
  throw new Fault('ADDRESS_INVALID', right);
};

/** The subject an organ takes parcels on. */
export const subjectOf = (name: string): string => `fengcun.exchange.${name}`;

const hasStream = async (manager: JetStreamManager): Promise<boolean> => {
  for await (const name of manager.streams.names()) {
    if (name === STREAM) return true;
  }
  return false;
};

const ensureStream = async (manager: JetStreamManager): Promise<void> => {
  // Made with other bounds by whoever runs the servers, it is left as it is.
  if (await hasStream(manager)) return;
  await manager.streams.add({
    name: STREAM, subjects: [SUBJECTS], retention: RetentionPolicy.Workqueue, storage: StorageType.File,
    discard: DiscardPolicy.New, max_age: nanos(WAIT_MILLIS_MAX), max_bytes: STREAM_BYTES_MAX,
  });
};

/**
 * Connects to NATS servers with JetStream; afterwards a connection that is lost comes back by itself. Options
 * are those of the client: servers, credentials, TLS. Fault: NATS_UNREACHABLE.
 */
export const natsCarrier = async (options: NodeConnectionOptions): Promise<NatsCarrier> => {
  try {
    const connection = await connect({ maxReconnectAttempts: -1, name: 'fengcun', ...options });
    const manager = await jetstreamManager(connection);
    await ensureStream(manager);
    return { connection, manager, client: jetstream(connection), close: () => connection.drain() };
  } catch (error) {
    const what = 'the NATS servers cannot be reached, or have no JetStream (nats-server -js)';
    throw new Fault('NATS_UNREACHABLE', what, { cause: error, retryable: true });
  }
};
