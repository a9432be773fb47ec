import {
  type Deployment, dispatcherOf, type EventReceiver, httpTransport, type JobEvent, runDispatcher,
  runSealJobs, type SealJobs, type SealsParts, sealingReceiver, type Transport, wakeable,
} from '@fengcun/application';
import { Fault } from '@fengcun/kernel';
import type { ServerConfig } from '@fengcun/server';
import { sealsParts } from '../seal/with-seals.ts';
import type { Terminal } from '../terminal.ts';
import type { SealingConfiguration } from './exchange-configuration.ts';
import type { LawSettings } from './law-of-day.ts';
import type { ServiceTimer } from './timer.ts';

/** The sealing side of a running service: what it takes, and what it does by itself until it is stopped. */
export type SealingService = Readonly<{
  parts: SealsParts;
  receive: EventReceiver;
  /** Keys of the organs, for their signed messages. */
  signingKeys: ServerConfig['signingKeys'];
  start: () => Promise<void>;
  /** Waits for what runs; what was not done goes on with the next start. */
  stop: () => Promise<void>;
}>;

/** What a service is started with. */
export type SealingStart = Readonly<{
  policies: string | undefined; timer: ServiceTimer; terminal: Terminal; law: LawSettings;
  /** Carries orders to the holders of a demonstration; without it they go over the network. */
  transport?: (parts: SealsParts, tell: (error: unknown) => void) => Transport;
}>;

const nameOf = (error: unknown): string => {
  if (error instanceof Fault) return `${error.code}: ${error.message}`;
  return error instanceof Error ? error.name : typeof error;
};

type Told = Readonly<{ event: string; error?: unknown }>;

/** One line of JSON for everything the service does: numbers and codes, never content. */
const telling = ({ note }: Terminal, part: string) => ({ error, ...told }: Told): void =>
  note(`${JSON.stringify({ [part]: error === undefined ? told : { ...told, fault: nameOf(error) } })}\n`);

const keysOf = ({ organs }: SealingConfiguration): ServerConfig['signingKeys'] =>
  organs.flatMap(({ organ, keys }) => keys.map(({ keyId, publicKey }) =>
    ({ keyId, organ, roles: ['clerk' as const], publicKey })));

/**
 * Joins the sealing service of a deployment; undefined where the configuration names no organs. Nothing runs
 * before `start`. @throws UnusableInput for packs that cannot be read
 */
export const sealingService = async (
  deployment: Deployment, configuration: SealingConfiguration, start: SealingStart,
): Promise<SealingService | undefined> => {
  if (configuration.organs.length === 0) return undefined;
  const { policies, timer: { idle, isStopping }, terminal, law } = start;
  const parts = await sealsParts(deployment, configuration, { policies, today: terminal.today, law });
  const [waiting, hear] = [wakeable(idle), telling(terminal, 'exchange')];
  let running: Readonly<{ jobs: SealJobs; sending: Promise<void> }> | undefined;
  const send = async (): Promise<void> => {
    const tell = (error: unknown): void => hear({ event: 'fault', error });
    const transport = start.transport?.(parts, tell) ?? httpTransport();
    await runDispatcher(dispatcherOf(parts.exchange, transport), {
      idle: waiting.idle, isStopping, tell: telling(terminal, 'delivery'),
    });
    await transport.close();
  };
  return {
    parts,
    receive: sealingReceiver(parts, ({ error }) => hear({ event: 'fault', error })),
    signingKeys: keysOf(configuration),
    start: async () => {
      const tell: (event: JobEvent) => void = telling(terminal, 'jobs');
      const jobs = await runSealJobs(parts, { tell, wake: waiting.wake });
      running = { jobs, sending: send() };
    },
    stop: async () => {
      await running?.jobs.stop();
      await running?.sending;
    },
  };
};
