import {
  type AdministrationParts, type Deployment, keepRotating, type KeepingParts, type KnownSetting,
  type LiveSettings, markStart, wakeable,
} from '@fengcun/application';
import { type CivilDate, Fault } from '@fengcun/kernel';
import type { Pack } from '@fengcun/policy';
import { parseAsOf } from '../decide-record.ts';
import { UnusableInput } from '../exit.ts';
import type { Terminal } from '../terminal.ts';
import type { Configured } from './configured.ts';
import { administrationOf } from './settings-shown.ts';
import type { ServiceTimer } from './timer.ts';

/** Keys that are wrapped anew in one transaction: a fraction of a second, so that requests go between two. */
const BATCH = 500;
/** What another process agreed on is known here within so long; it holds from the next day on. */
const REFRESH_MILLIS = 60_000;

/** What administrators see and do, and the work that follows from it until the service stops. */
export type KeepingService = Readonly<{
  administration: AdministrationParts; keeping: KeepingParts; keep: () => Promise<void>;
}>;

type Given = Readonly<{
  terminal: Pick<Terminal, 'note' | 'today'>; live: LiveSettings; configured: Configured;
  packs: readonly Pack[]; version: string;
}>;

/** Tells what was changed in the configuration since the last start. @throws UnusableInput */
const noteStart = async (
  deployment: Deployment, { terminal, live, configured: { fileHash } }: Given, known: readonly KnownSetting[],
): Promise<void> => {
  try {
    const values = Object.fromEntries(known.map(({ id, value }) => [id, value]));
    const changes = await markStart(deployment, live, { fileHash, values });
    if (changes === undefined) return;
    terminal.note(`${JSON.stringify({ settings: { event: 'changedOutside', changes } })}\n`);
  } catch (error) {
    if (!(error instanceof Fault && error.code === 'SETTINGS_UNREADABLE')) throw error;
    throw new UnusableInput(error.message);
  }
};

const codeOf = (error: unknown): string => (error instanceof Fault ? error.code : 'UNEXPECTED');

const keepFresh = async (
  live: LiveSettings, { idle, isStopping }: ServiceTimer, failed: (code: string) => void,
): Promise<void> => {
  for (await idle(REFRESH_MILLIS); !isStopping(); await idle(REFRESH_MILLIS)) {
    await live.refresh().catch((error: unknown) => failed(codeOf(error)));
  }
};

/** The acts of administrators over a running service. @throws UnusableInput where settings cannot be read */
export const keepingService = async (
  deployment: Deployment, timer: ServiceTimer, given: Given,
): Promise<KeepingService> => {
  const { terminal: { note, ...terminal }, live, configured, packs, version } = given;
  const today = (): CivilDate => parseAsOf(terminal.today());
  const { parts: administration, known } = administrationOf(configured, packs, { version, live, today });
  await noteStart(deployment, given, known);
  const { idle, isStopping } = timer;
  const waiting = wakeable(idle);
  const keeping: KeepingParts = {
    deployment, keyPlace: 'file', today, wake: waiting.wake, settings: { live, known },
  };
  const rotate = (): Promise<void> => keepRotating({
    parts: keeping, worker: `serve-${process.pid}`, batch: BATCH, idle, isStopping, wait: waiting.idle,
    tell: (told) => note(`${JSON.stringify({ keys: told })}\n`),
  });
  const refresh = (): Promise<void> =>
    keepFresh(live, timer, (code) => note(`${JSON.stringify({ settings: { event: 'failed', code } })}\n`));
  return { administration, keeping, keep: async () => { await Promise.all([rotate(), refresh()]); } };
};
