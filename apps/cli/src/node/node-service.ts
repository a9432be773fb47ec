import { randomBytes } from 'node:crypto';
import {
  attachmentParts, blobsIn, type Deployment, deploymentExchange, deploymentSigner, dispatcherOf,
  eventReceiver, type EventReceiver, httpTransport, keepLog, type KeptLog, type NodeEvent, nodeAct,
  type NodeParts, nodeReceiver, nodeWork, type NodeWork, organDirectory, PUBLISHED_SCHEMAS, runDispatcher,
  servicePorts, wakeable, type Wakeable,
} from '@fengcun/application';
import { createServer, type LogLine, type Server } from '@fengcun/server';
import manifest from '../../package.json' with { type: 'json' };
import { type ServiceTimer, serviceTimer } from '../serve/timer.ts';
import type { Terminal } from '../terminal.ts';
import type { NodeConfig } from './node-config.ts';
import { openCopies } from './node-copies.ts';
import { tellDelivery, tellNode, tellSequencer } from './node-words.ts';

/** What a node is started with. */
export type NodeStart = Readonly<{
  organ: string; config: NodeConfig; port: number; copies: string; dataDirectory: string; logHolder: string;
  /** Milliseconds to wait before copies are touched; demonstrations only. */
  delayMillis?: number;
  terminal: Terminal;
}>;

/** A node. `finish`: stops working and signs the log; true if all is signed. */
export type NodeService = Readonly<{
  server: Server; entry: Readonly<{ keyId: string; publicKey: string }>; finish: () => Promise<boolean>;
}>;

/** Ends waits early: of the work on copies, and of sending. */
type Waits = Readonly<{ timer: ServiceTimer; working: Wakeable; sending: Wakeable }>;

const partsOf = async (
  deployment: Deployment, start: NodeStart, { timer, sending }: Waits,
): Promise<Readonly<{ parts: NodeParts; close: () => Promise<void> }>> => {
  const { organ, config, delayMillis, terminal } = start;
  const exchange = deploymentExchange(
    deployment, await deploymentSigner(deployment, organ), organDirectory([config.platform]));
  const { copies, close } = await openCopies(start.copies, deployment, config);
  const tell = (event: NodeEvent): void => {
    if (event.event === 'done') sending.wake();
    tellNode(terminal, event);
  };
  const parts: NodeParts = {
    deployment, exchange, organ, platform: config.platform.organ, copies, act: nodeAct(deployment), tell,
    ...(delayMillis === undefined ? {} : { beforeCopies: () => timer.idle(delayMillis) }),
  };
  return { parts, close };
};

const serverOf = (
  { deployment }: NodeParts, start: NodeStart, given: Readonly<{ log: KeptLog; receive: EventReceiver }>,
): Server => {
  const { config, terminal, dataDirectory, port } = start;
  return createServer({
    config: { ...config.server, port }, version: manifest.version, schemas: PUBLISHED_SCHEMAS,
    ports: servicePorts({
      deployment, attachments: attachmentParts(deployment, blobsIn(dataDirectory)),
      // A node keeps copies and does as it is ordered: what follows by law is decided on the platform.
      decideAll: () => [], ledger: given.log.ledger,
      isLedgerKept: given.log.isKept, exchange: given.receive,
    }),
    ambience: {
      now: () => Temporal.Instant.fromEpochMilliseconds(deployment.clock()),
      random: (length) => randomBytes(length),
      log: (line: LogLine) => terminal.note(`${JSON.stringify(line)}\n`),
    },
  });
};

/** Works on copies and sends answers until it is told to stop; ends when both have. */
const runBoth = async (
  parts: NodeParts, work: NodeWork, { waits, terminal }: Readonly<{ waits: Waits; terminal: Terminal }>,
): Promise<void> => {
  const { timer: { isStopping }, working, sending } = waits;
  const transport = httpTransport();
  await Promise.all([
    work.run({ idle: working.idle, isStopping }),
    runDispatcher(dispatcherOf(parts.exchange, transport), {
      idle: sending.idle, isStopping, tell: tellDelivery(terminal),
    }),
  ]);
  await transport.close();
};

/** Joins everything of a node; it works and sends from here on, and takes orders once its server listens. */
export const nodeService = async (deployment: Deployment, start: NodeStart): Promise<NodeService> => {
  const { terminal, dataDirectory, logHolder } = start;
  const timer = serviceTimer();
  const { idle, isStopping } = timer;
  const waits: Waits = { timer, working: wakeable(idle), sending: wakeable(idle) };
  const { parts, close } = await partsOf(deployment, start, waits);
  const work = nodeWork(parts);
  const receiver = nodeReceiver(parts, ({ error }) => parts.tell({ event: 'fault', error }), (recordIds) => {
    work.add(recordIds);
    waits.working.wake();
  });
  const log = await keepLog(deployment, {
    logs: { dataDirectory, holder: logHolder }, idle, isStopping, tell: tellSequencer(terminal),
  });
  const server = serverOf(parts, start, { log, receive: eventReceiver(receiver) });
  const running = runBoth(parts, work, { waits, terminal });
  const { keyId, publicKey } = parts.exchange.signer;
  const finish = async (): Promise<boolean> => {
    timer.stop();
    await running;
    await close();
    return log.finish();
  };
  return { server, entry: { keyId, publicKey }, finish };
};
