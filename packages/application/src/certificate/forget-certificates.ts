import { addDays, type CivilDate, Fault, ok, present, type Result } from '@fengcun/kernel';
import type { CertificateEvent } from '@fengcun/registry';
import type { ProceedingRow, SealingStores, StreamCrossing } from '@fengcun/store';
import { legalDay } from './legal-day.ts';
import type { Deployment } from '../deployment/open-deployment.ts';
import { beginCustody, type CustodyAct, endCustody } from '../keys/custody-act.ts';
import { settleErasures } from '../keys/settle-erasures.ts';
import { passOver } from '../proceedings/pass-over.ts';
import { sealEvents } from '../proceedings/proceeding-stream.ts';
import { loadSideKeys, serialIn, type SideKeys } from '../sealing/side-keys.ts';
import { CERTIFICATE_MACHINE } from './machine.ts';

/**
 * LAW: no text says how long what was decided on an application for a certificate is kept. Ninety days: the
 * look of the organ (30) and a 复查 asked for within it, with its longest term (30 working days), are over [I].
 * The same day for everybody, whatever was decided and whatever became of a record since: see ADR 24.
 * @see 个人信息保护法第19条、第47条第1款第1项
 */
export const CERTIFICATE_KEPT_DAYS = 90;

/** State of a row whose content is gone. */
export const FORGOTTEN = 'forgotten';

const ACCOUNT = 'certificate-keeper';
/** LIMIT: applications of one transaction. */
const TOGETHER = 100;

const busy = (): Fault =>
  new Fault('CERTIFICATES_BUSY', 'An application changed meanwhile.', { retryable: true });

type Forgetting = Readonly<{
  act: CustodyAct; keys: SideKeys; at: string; entryId: string; nextSerial: () => number;
}>;

type Oldest = Readonly<{ rows: readonly ProceedingRow[]; after: string | undefined }>;

/**
 * Of a page of what was decided those that are to be forgotten, and where the next page begins; undefined
 * where nothing behind can be old enough: ids are in the order of time, and nothing is decided before it is
 * asked.
 */
const toForget = (
  { database }: Pick<Deployment, 'database'>, entryId: string,
  at: Readonly<{ act: CustodyAct; last: CivilDate; afterId: string | undefined }>,
): Promise<Oldest> => database.write({ entryId }, async ({ open, audit }) => {
  const page = await open.proceedings.list({
    proceedingKind: CERTIFICATE_MACHINE.kind, states: ['decided'], limit: TOGETHER,
    ...(at.afterId === undefined ? {} : { afterId: at.afterId }),
  });
  await audit.append([at.act.outcome(entryId)]);
  const isOld = (instant: string): boolean => legalDay(Date.parse(instant)) < at.last;
  const last = page.at(-1);
  const hasMore = page.length === TOGETHER && last !== undefined && isOld(last.openedAt);
  const rows = page.filter(({ changedAt }) => isOld(changedAt));
  return ok({ rows, after: hasMore ? last.proceedingId : undefined });
}).then((done) => present(done.ok ? done : undefined, 'a list that refuses nothing').value);

const forgetOne = async (
  stores: SealingStores, { keys, at, entryId, nextSerial }: Forgetting, row: ProceedingRow,
): Promise<Readonly<{ stream: StreamCrossing; serial: number }>> => {
  const { proceedingId: streamId } = row;
  const stored = await stores.open.events.load(streamId);
  const serial = present(serialIn(present(stored[0], 'the first event')), 'the serial of an event of ours');
  const told: CertificateEvent = { type: 'CertificateForgotten', at };
  const { events: remaining } = sealEvents(keys, [told], {
    streamId, expected: 0, serial: nextSerial(), entryId,
  });
  const next = { ...row, state: FORGOTTEN, dueOn: null, changedAt: at, version: 1 };
  const replaced = await stores.open.proceedings.replace(next, row.version);
  if (!replaced.ok) throw busy();
  return { stream: { streamId, expected: stored.length, remaining, there: 0, crossing: stored }, serial };
};

const forgetTogether = async (
  stores: SealingStores, forgetting: Forgetting, rows: readonly ProceedingRow[],
): Promise<Result<number, never>> => {
  const all: Awaited<ReturnType<typeof forgetOne>>[] = [];
  for (const row of rows) all.push(await forgetOne(stores, forgetting, row));
  const erased = await stores.wall.erase('open', {
    subjects: [], cases: [], records: [], stageRecords: [], attachments: [], exceptions: [], holderStates: {},
    claims: { takenAs: [], terms: [], known: [], knownTerms: [] }, at: forgetting.at,
    streams: all.map(({ stream }) => stream),
  });
  if (!erased.ok) throw busy();
  await stores.keys.released.add('open', all.map(({ serial }) => serial));
  await stores.audit.append([forgetting.act.outcome(forgetting.entryId, { act: 'certificate.forget' })]);
  return ok(rows.length);
};

type Given = Readonly<{ deployment: Deployment; act: CustodyAct; now: () => number }>;

const forget = async (
  { deployment, act, now }: Given, rows: readonly ProceedingRow[],
): Promise<number> => {
  const keys = await loadSideKeys(deployment, 'open');
  const serials = await deployment.serials.reserve(rows.length);
  const [at, entryId] = [new Date(now()).toISOString(), act.mint()];
  try {
    const done = await deployment.database.seal({ entryId }, (stores) => {
      serials.rewind();
      return forgetTogether(stores, { act, keys, at, entryId, nextSerial: serials.next }, rows);
    });
    return present(done.ok ? done : undefined, 'forgetting refuses nothing').value;
  } finally {
    serials.release();
  }
};

/** One that cannot be forgotten must not keep the others: each is then forgotten alone. */
const forgetAll = async (
  given: Given, rows: readonly ProceedingRow[], tell: (fault: unknown) => void,
): Promise<number> => {
  if (rows.length === 0) return 0;
  const isAlone = rows.length === 1;
  const done = await passOver(() => forget(given, rows), isAlone ? tell : () => undefined);
  if (done !== undefined || isAlone) return done ?? 0;
  let count = 0;
  for (const row of rows) count += await forgetAll(given, [row], tell);
  return count;
};

/**
 * Forgets every application that was decided more than ninety days ago: its events are replaced by one that
 * says nothing, and the erasure keys of what stood there are erased, so that no backup opens it any more.
 * Rows, numbers, counts of the year and papers in people's hands stay as they are; a paper proves itself. How
 * many. `tell` hears of each that could not be forgotten: it is tried again tomorrow, behind nobody.
 * Faults: those of the database and the keys.
 */
export const forgetCertificates = async (
  deployment: Deployment, now: () => number, tell: (fault: unknown) => void = () => undefined,
): Promise<number> => {
  const last = addDays(legalDay(now()), -CERTIFICATE_KEPT_DAYS);
  const act = await beginCustody(deployment, {
    act: 'certificate.forgetOld', account: ACCOUNT, role: 'service', purpose: 'erasure',
    legalBasis: 'pipl-47', request: last,
  });
  let count = 0;
  let afterId: string | undefined;
  do {
    const { rows, after }: Oldest = await toForget(deployment, act.mint(), { act, last, afterId });
    count += await forgetAll({ deployment, act, now }, rows, tell);
    afterId = after;
  } while (afterId !== undefined);
  await endCustody(deployment, act);
  if (count > 0) await settleErasures(deployment);
  return count;
};
