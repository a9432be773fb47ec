import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import {
  alarmOver, type AttachmentParts, attachmentParts, blobsIn, clearUploads, decideDaily, type Deployment,
  keepLog, PUBLISHED_SCHEMAS, servicePorts,
} from '@fengcun/application';
import type { CivilDate } from '@fengcun/kernel';
import {
  type Ambience, createServer, loadSite, type LogLine, type Server, type ServerConfig, type Site,
  stopOnSignal,
} from '@fengcun/server';
import { buildWeb } from '@fengcun/web/build';
import manifest from '../../package.json' with { type: 'json' };
import { parseAsOf } from '../decide-record.ts';
import { EXIT, type ExitCode, UnusableInput } from '../exit.ts';
import { DATA_OPTIONS, dataFolder, openData } from '../open-data.ts';
import { type Arguments, parseOptions, textOption } from '../options.ts';
import { loadPacks, packsInForce } from '../packs-folder.ts';
import { certificatesOver } from '../serve/certificate-configuration.ts';
import { ownConfiguration, readConfiguration } from '../serve/configuration.ts';
import type { Configured } from '../serve/configured.ts';
import { demoTransport, fillDemoData } from '../serve/demo-data.ts';
import { desksOfPersons } from '../serve/desks-of-persons.ts';
import { type SealingService, sealingService } from '../serve/sealing-service.ts';
import { inquiriesFor } from '../serve/inquiry-configuration.ts';
import { openLaw } from '../serve/law-settings.ts';
import { keepingService } from '../serve/keeping-service.ts';
import { LOG_OPTIONS, logPlaces } from '../serve/log-places.ts';
import { assertDemonstrable, configuredSignIn, demoSignIn } from '../serve/people-sign-in.ts';
import { privacyParts } from '../serve/privacy-parts.ts';
import { tellQuorum } from '../serve/tell-quorum.ts';
import { tellBegin, tellBuilding, tellSequencer, tellToken } from '../serve/serve-words.ts';
import { workDaily } from '../serve/remind-daily.ts';
import { type ServiceTimer, serviceTimer } from '../serve/timer.ts';
import type { Terminal } from '../terminal.ts';

const OPTIONS = {
  ...DATA_OPTIONS, port: { type: 'string' }, config: { type: 'string' }, organ: { type: 'string' },
  policies: { type: 'string' }, demo: { type: 'boolean' }, empty: { type: 'boolean' }, ...LOG_OPTIONS,
} as const;

const VERSION = manifest.version;
/** Organ of the first account where the operator names none, as imports name theirs. */
const ORGAN_UNREGISTERED = 'court/00';
/** LIMIT: the last signing and closing may take so long once the last request is done. */
const CLOSE_MILLISECONDS = 10_000;

const portOf = (given: Arguments): number | undefined => {
  const text = textOption(given, 'port');
  if (text === undefined) return undefined;
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (port <= 65_535) return port;
  throw new UnusableInput('--port: a number from 0 to 65535; 0 takes any free port');
};

const listen = async (server: Server, { host, port }: ServerConfig): Promise<string> => {
  try {
    return (await server.listen()).url;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code !== 'EADDRINUSE' && code !== 'EACCES' && code !== 'EADDRNOTAVAIL') throw error;
    const what = `${host}:${port} cannot be listened on (${String(code)})`;
    throw new UnusableInput(`${what}; name another with --port`);
  }
};

const sitePages = async (demoCodesAt: string | undefined, terminal: Terminal): Promise<Site> => ({
  ...await loadSite(await buildWeb(() => tellBuilding(terminal))),
  ...(demoCodesAt === undefined ? {} : { demoCodesAt }),
});

type Service = Readonly<{
  server: Server; config: ServerConfig; timer: ServiceTimer; sealing: SealingService | undefined;
  beginAt: string | undefined; finish: () => Promise<boolean>;
}>;

type At = Readonly<{ given: Arguments; terminal: Terminal; timer: ServiceTimer }>;

const keptLog = async (
  deployment: Deployment, { given, terminal, timer }: At,
): ReturnType<typeof keepLog> => {
  const log = await keepLog(deployment, {
    logs: await logPlaces(given), idle: timer.idle, isStopping: timer.isStopping,
    tell: tellSequencer(terminal),
  });
  if (log.isWitnessed()) {
    void tellQuorum(() => log.ledger().watch.state(deployment.clock()), timer, terminal);
  }
  return log;
};

const ambienceOf = ({ clock }: Deployment, terminal: Terminal): Ambience => ({
  now: () => Temporal.Instant.fromEpochMilliseconds(clock()),
  random: (length) => randomBytes(length),
  log: (line: LogLine) => terminal.note(`${JSON.stringify(line)}\n`),
});

/** Attachments, without the uploads that a stop left. */
const attachmentsIn = async (deployment: Deployment, folder: string): Promise<AttachmentParts> => {
  const attachments = attachmentParts(deployment, blobsIn(folder));
  await clearUploads(attachments);
  return attachments;
};

const alarmsOf = (sealing: SealingService | undefined) =>
  (sealing === undefined ? {} : { alarm: alarmOver(sealing.parts) });

const makeService = async (
  deployment: Deployment, configured: Configured, at: At,
): Promise<Service> => {
  const { given, terminal, timer } = at;
  const { config, sealing: organs, certificates, inquiries } = configured;
  const policies = textOption(given, 'policies');
  const everyPack = await loadPacks(policies);
  const packs = packsInForce(everyPack);
  const { live, law } = await openLaw(deployment, configured);
  const today = (): CivilDate => parseAsOf(terminal.today());
  const decideAll = decideDaily(packs, today, law.switchesOn);
  const log = await keptLog(deployment, at);
  const attachments = await attachmentsIn(deployment, dataFolder(given));
  const sealing = await sealingService(deployment, organs, {
    policies, timer, terminal, law, ...await demoTransport(given, timer),
  });
  const persons = desksOfPersons(deployment, sealing?.parts, () => law.termsOn(today()));
  const daily = workDaily(persons.supervision, timer, terminal.note);
  const signIn = given.values['demo'] === true ? demoSignIn : configuredSignIn;
  const people = await signIn(deployment, { config, ...alarmsOf(sealing) });
  const { administration, keeping, keep } = await keepingService(deployment, timer, {
    terminal, live, configured: { ...configured, config: people?.config ?? config },
    packs: [...everyPack.values()], version: VERSION,
  });
  const asked = await inquiriesFor(deployment, {
    inquiries, certificates, proposals: organs.proposals, policies, timer, tell: terminal.note, law,
  });
  const signingKeys = [...config.signingKeys, ...(sealing?.signingKeys ?? [])];
  const server = createServer({
    config: { ...people?.config ?? config, signingKeys }, schemas: PUBLISHED_SCHEMAS, version: VERSION,
    ...(people === undefined ? {}
      : { site: await sitePages(people.codesAt, terminal), signIn: people.signIn }),
    ports: servicePorts({
      deployment, attachments, decideAll, ledger: log.ledger, isLedgerKept: log.isKept,
      ...(sealing === undefined ? {} : { exchange: sealing.receive, seals: sealing.parts }),
      ...(people === undefined ? {} : { accounts: people.accounts }),
      privacy: privacyParts(dataFolder(given)),
      administration, keeping, ...persons, readings: { packs, today, switchesOn: law.switchesOn },
      certificates: await certificatesOver(deployment, certificates), inquiries: asked,
    }),
    ambience: ambienceOf(deployment, terminal),
  });
  const kept = keep();
  const finish = async (): Promise<boolean> => {
    await people?.stop();
    await Promise.all([daily, kept]);
    return log.finish();
  };
  return { server, config: people?.config ?? config, timer, sealing, beginAt: people?.beginAt, finish };
};

/** Runs until a signal; the log is signed a last time when the last request is done. */
const run = async (
  { server, config, timer, sealing, beginAt, finish }: Service, terminal: Terminal,
): Promise<ExitCode> => {
  let isSigned = false;
  const end = async (): Promise<void> => {
    timer.stop();
    await sealing?.stop();
    isSigned = await finish();
  };
  try {
    const url = await listen(server, config);
    await sealing?.start();
    const stopped = stopOnSignal(server, process, end);
    terminal.out(terminal.language === 'zh' ? `正在监听 ${url}\n` : `listening on ${url}\n`);
    tellBegin(terminal, beginAt);
    const { hasFinished } = await stopped;
    if (!hasFinished) terminal.note('requests that still ran were cut off\n');
    if (!isSigned) terminal.note('the log is not signed yet; its entries wait for the next start\n');
    return hasFinished && isSigned ? EXIT.done : EXIT.findings;
  } catch (error) {
    await server.stop();
    await end();
    throw error;
  }
};

/** Closes the data in bounded time: what hangs is left to the system, which keeps every commit. */
const closeBounded = async (deployment: Deployment, terminal: Terminal): Promise<void> => {
  const timer = setTimeout(() => {
    terminal.note('the data could not be closed in time; everything committed is kept\n');
    process.exit(EXIT.fault);
  }, CLOSE_MILLISECONDS);
  await deployment.close();
  clearTimeout(timer);
};

/** `fengcun serve`: the HTTP interface over a data directory or database, until it is told to stop. */
export const serve = async (argv: readonly string[], terminal: Terminal): Promise<ExitCode> => {
  const given = parseOptions(argv, OPTIONS);
  if (given.words.length > 0) {
    throw new UnusableInput('serve takes options only; name the data with --data DIR');
  }
  const port = portOf(given);
  const path = textOption(given, 'config');
  const named = path === undefined ? undefined : await readConfiguration(resolve(path));
  if (given.values['demo'] === true && named === undefined && given.values['empty'] !== true) {
    await fillDemoData(given, terminal);
  }
  const deployment = await openData(given);
  const timer = serviceTimer();
  try {
    const organ = textOption(given, 'organ') ?? ORGAN_UNREGISTERED;
    const configured = named ?? await ownConfiguration(dataFolder(given), organ);
    tellToken(terminal, configured);
    const config = { ...configured.config, ...(port === undefined ? {} : { port }) };
    if (given.values['demo'] === true) assertDemonstrable(config);
    const service = await makeService(deployment, { ...configured, config }, { given, terminal, timer });
    return await run(service, terminal);
  } finally {
    // What runs beside requests ends before the data is closed, also where a start did not succeed.
    timer.stop();
    await closeBounded(deployment, terminal);
  }
};
