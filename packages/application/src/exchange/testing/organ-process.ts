import { randomBytes } from 'node:crypto';
import { openDeployment, pooledRandom } from '../../deployment/index.ts';
import { deploymentExchange, dispatcherOf, receivingOrgan } from '../deployment-exchange.ts';
import { type ExchangeOrgan, organDirectory } from '../message/organ-directory.ts';
import { parcelReceiver } from '../receiving/parcel-receiver.ts';
import { runDispatcher } from '../sending/run-dispatcher.ts';
import type { DeliveryPolicy } from '../sending/delivery-policy.ts';
import { openHttpDoor } from '../transport/http-door.ts';
import { httpTransport } from '../transport/http-transport.ts';
import { inventedHandlers, inventedKey } from './invented-organ.ts';

/** What an organ's process is told in its one argument. */
export type OrganProcess = Readonly<{
  organ: string; url: string; folder: string; port: number; organs: readonly ExchangeOrgan[]; policy: Partial<DeliveryPolicy>;
}>;

/** An invented organ as a process of its own: receives, dispatches, and says what it has done, a line each. */
const main = async ({ organ, url, folder, port, organs, policy }: OrganProcess): Promise<void> => {
  const say = (line: string): void => { process.stdout.write(`${line}\n`); };
  const random = pooledRandom((length) => randomBytes(length));
  const deployment = await openDeployment({
    database: { kind: 'server', url, dataDirectory: `${folder}/data` }, keys: { type: 'file', path: `${folder}/keys/own.key`, defaultFolder: folder },
    clock: () => Date.now(), random,
  });
  const directory = organDirectory(organs);
  const exchange = deploymentExchange(deployment, inventedKey(organ), directory);
  const receiver = parcelReceiver(receivingOrgan(exchange, inventedHandlers(), ({ error }) => say(`fault ${String(error)}`)), { directory, authorities: () => [] });
  const door = await openHttpDoor(async (parcel) => {
    say('arrived');
    const reply = await receiver(parcel);
    say(`answered ${reply.status}`);
    return reply;
  }, { port });
  say(`listening ${door.address}`);
  await runDispatcher(dispatcherOf(exchange, httpTransport(), policy), {
    idle: (millis) => new Promise((resolve) => { setTimeout(resolve, millis); }), isStopping: () => false,
    tell: (event) => say('recipient' in event ? `${event.event} ${event.messages}` : `fault ${String(event.error)}`),
  });
};

if (import.meta.main) await main(JSON.parse(process.argv[2] ?? '{}') as OrganProcess);
