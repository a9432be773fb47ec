import { Fault, present } from '@fengcun/kernel';
import { SHARD_KEYS } from '@fengcun/store';
import { rememberedPseudonyms } from '../deployment/pseudonyms.ts';
import { minter, queued } from '../intake/act.ts';
import { loadSideKeys, type SideKeys } from '../sealing/side-keys.ts';
import { entryOfLine } from '../service/entry-of-line.ts';
import type { Applied, Applying, Repeated } from './applying.ts';
import type { CertificateParts } from './certificate-parts.ts';
import { decideTogether } from './decide-together.ts';
import { gatherBatches } from './gather-batches.ts';
import { prepareApplying } from './prepare-applying.ts';

/** Where applications are decided. */
export type CertificateDesk = Readonly<{
  /** Settled when decision and audit entry are durable; faults are those of the database and the keys. */
  apply: (applying: Applying) => Promise<Applied | Repeated>;
}>;

/** LIMIT: how often a batch that lost against another process is tried again. */
const RUNS_MAX = 5;

/** Milliseconds the keys of a batch are kept: far below the time a rotation waits for other processes. */
const KEYS_KEPT_MS = 5_000;

type Waiting = Readonly<{
  applying: Applying; resolve: (answer: Applied | Repeated) => void; reject: (error: unknown) => void;
}>;

const shardOf = (entryId: string): number =>
  Buffer.from(entryId.slice(-4), 'hex').readUInt16BE() % SHARD_KEYS;

const keptKeys = ({ deployment }: CertificateParts): (() => Promise<SideKeys>) => {
  let kept: Readonly<{ keys: Promise<SideKeys>; until: number }> | undefined;
  return async () => {
    const now = deployment.clock();
    if (kept === undefined || now >= kept.until) {
      kept = { keys: loadSideKeys(deployment, 'open'), until: now + KEYS_KEPT_MS };
      // What failed is not kept.
      kept.keys.catch(() => { kept = undefined; });
    }
    return { ...await kept.keys, now };
  };
};

type Batch = Readonly<{ parts: CertificateParts; keysOf: () => Promise<SideKeys> }>;

/** Decides a batch in one transaction with its audit entries; the answers in their order. */
const decideBatch = async (
  { parts, keysOf }: Batch, all: readonly Applying[],
): Promise<readonly (Applied | Repeated)[]> => {
  const { deployment, now } = parts;
  const { database, serials } = deployment;
  const pseudonyms = rememberedPseudonyms(deployment.pseudonyms);
  const mint = minter(deployment);
  // Together, so that the key store is read once for all of them.
  const [keys, prepared, reserved] = await Promise.all([
    keysOf(), Promise.all(all.map((applying) => prepareApplying(parts, applying))),
    serials.reserve(all.length),
  ]);
  const described = all.map(({ line }) => entryOfLine(pseudonyms, line));
  for (let runs = 1; runs <= RUNS_MAX; runs += 1) {
    const millis = now();
    const at = new Date(millis).toISOString();
    const entryIds = all.map(() => mint());
    const entries = described.map(({ head, act, about }, i) => {
      const id = present(entryIds[i], 'an id for each entry');
      return queued({ ...head, ...about, id, t: at, act, phase: 'intent' }, shardOf(id));
    });
    const done = await database.write({ entryId: present(entryIds[0], 'an entry') }, async (stores) => {
      reserved.rewind();
      // Before a number is taken, whose row is held until the commit.
      await stores.audit.append(entries);
      const deciding = { parts, keys, pseudonyms, at, millis, entryIds, nextSerial: reserved.next };
      // What was taken before keeps the entry it has; asking again is told by the act that looks.
      return decideTogether(deciding, stores, prepared);
    });
    if (!done.ok) continue;
    reserved.release();
    return done.value;
  }
  const what = 'Other processes take the same requests; send it again.';
  throw new Fault('CERTIFICATES_BUSY', what, { retryable: true });
};

/**
 * Opens the desk: applications that arrive together are decided together, in one durable transaction, so that
 * the disk is asked once for many. Every application waits the same way, whoever it is about.
 */
export const certificateDesk = (parts: CertificateParts): CertificateDesk => {
  const batch: Batch = { parts, keysOf: keptKeys(parts) };
  const give = gatherBatches<Waiting>(async (taken) => {
    try {
      const answers = await decideBatch(batch, taken.map(({ applying }) => applying));
      taken.forEach(({ resolve }, i) => { resolve(present(answers[i], 'an answer for each')); });
    } catch (error) {
      for (const { reject } of taken) reject(error);
    }
  });
  return { apply: (applying) => new Promise((resolve, reject) => { give({ applying, resolve, reject }); }) };
};
