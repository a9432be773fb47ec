import { generateKeyPairSync, hash } from 'node:crypto';
import { nativeSigner, type RandomBytes, type Signer, verifyingKey } from '@fengcun/crypto';
import type { Result } from '@fengcun/kernel';
import type { Channel, Parcel } from '../conversation.ts';
import type { GroupSuite } from '../group-suite.ts';
import type { NoiseSource } from '../planted.ts';
import { type PointWork, pointWork } from '../point-work.ts';
import { type HolderResult, runHolder } from '../run-holder.ts';
import type { RunRefusal } from '../run-messages.ts';
import { type RegistryResult, runRegistry } from '../run-registry.ts';
import type { RunRole, RunTerms } from '../run-terms.ts';
import { maskedLater } from '../masked-set.ts';
import { type BoundInput, boundInputOf, freezeRows, type RunInputs } from '../run-inputs.ts';
import { sessionSecrets } from '../session-secrets.ts';
import { tupleBytes } from '../record-tuple.ts';

/** Deterministic bytes for tests: a hash chain from a text. */
export const seeded = (seed: string): RandomBytes => {
  let state: Uint8Array = hash('sha512', seed, 'buffer');
  return (length) => {
    const out = new Uint8Array(length);
    for (let at = 0; at < length; at += 32) {
      state = hash('sha512', state, 'buffer');
      out.set(state.subarray(0, Math.min(32, length - at)), at);
    }
    return out;
  };
};

/** Tuple bytes of an invented record. */
export const record = (number: number | string): Uint8Array => {
  const tuple = tupleBytes({
    document: `residentIdentityCard|虚${number}`, caseNumber: `2019虚0105刑初${number}号`, charge: 'CL_264',
  });
  if (!tuple.ok) throw new Error('an invented record has a tuple');
  return tuple.value;
};

/** Records `from` … `until` − 1. */
export const records = (from: number, until: number): readonly Uint8Array[] =>
  Array.from({ length: until - from }, (_, i) => record(from + i));

export const SESSION = '0123456789abcdef0123456789abcdef';

export const terms = (change: Partial<RunTerms> = {}): RunTerms => ({
  v: 1, jobId: 'job-1', session: SESSION, suite: 'ristretto255-sha512', mode: 'full',
  holder: 'court/A05', registry: 'police/A00', bucket: 256, courts: ['虚01'], openings: 30, ...change,
});

const signer = (): Signer => nativeSigner('ed25519', generateKeyPairSync('ed25519').privateKey);
export const KEYS = { holder: signer(), registry: signer() };

/** What lies between two sides; `change` may alter, drop or swap what was sent. */
export type Wire = Readonly<{ boxes: Readonly<Record<RunRole, Map<number, Parcel>>>; channel: (role: RunRole) => Channel }>;

export const wire = (
  change: (role: RunRole, seq: number, parcel: Parcel) => Parcel = (_role, _seq, parcel) => parcel,
): Wire => {
  const boxes = { holder: new Map<number, Parcel>(), registry: new Map<number, Parcel>() };
  const waiting: (() => void)[] = [];
  const channel = (role: RunRole): Channel => {
    const peer = role === 'holder' ? 'registry' : 'holder';
    return {
      sent: async (seq) => boxes[role].get(seq),
      send: async (seq, parcel) => {
        boxes[role].set(seq, change(role, seq, parcel));
        waiting.splice(0).forEach((wake) => wake());
      },
      receive: async (seq) => {
        for (;;) {
          const parcel = boxes[peer].get(seq);
          if (parcel !== undefined) return parcel;
          await new Promise<void>((wake) => waiting.push(wake));
        }
      },
    };
  };
  return { boxes, channel };
};

export type Sides = Readonly<{
  suite: GroupSuite; terms?: Partial<RunTerms>; holder: readonly Uint8Array[]; registry: readonly Uint8Array[];
  wire?: Wire; seeds?: Readonly<Record<RunRole, string>>; noise?: NoiseSource;
  work?: (work: PointWork, role: RunRole) => PointWork; registryTerms?: Partial<RunTerms>;
  /** What each side believes both bound. */
  inputs?: (role: RunRole) => RunInputs;
  /** How the registry's set is masked; when it is sent, unless told otherwise. */
  own?: typeof maskedLater;
  /** A side that computes otherwise than agreed. */
  suiteOf?: (role: RunRole) => GroupSuite;
}>;

export type Outcome = Readonly<{
  holder: Result<HolderResult, RunRefusal> | undefined; registry: Result<RegistryResult, RunRefusal> | undefined;
}>;

const keyOf = (role: RunRole): ReturnType<typeof verifyingKey> => verifyingKey('ed25519', KEYS[role].publicKey);

/** What a side of a test binds when it freezes these records. */
export const boundOf = (suite: GroupSuite, role: RunRole, of: readonly Uint8Array[], change: Partial<RunTerms> = {}): BoundInput => {
  const secrets = sessionSecrets(suite, hash('sha256', role, 'buffer'), SESSION);
  const frozen = freezeRows({ terms: terms(change), role, suite, secrets, records: of });
  if (!frozen.ok) throw new Error('rows that fit');
  return boundInputOf(frozen.value);
};

const part = (sides: Sides, between: Wire, role: RunRole) => {
  const { work = (own) => own } = sides;
  const suite = sides.suiteOf?.(role) ?? sides.suite;
  const seed = hash('sha256', sides.seeds?.[role] ?? role, 'buffer');
  const agreed = terms({ ...sides.terms, ...(role === 'registry' ? sides.registryTerms : {}) });
  const secrets = sessionSecrets(suite, seed, agreed.session);
  const peerKey = keyOf(role === 'holder' ? 'registry' : 'holder');
  if (!peerKey.ok) throw new Error('a key of the test');
  const snapshot = freezeRows({ terms: agreed, role, suite, secrets, records: role === 'holder' ? sides.holder : sides.registry });
  if (!snapshot.ok) throw new Error('rows that fit');
  const own = sides.own ?? maskedLater;
  const worked = work(pointWork(suite, secrets.scalar), role);
  return {
    terms: agreed, suite, secrets, signer: KEYS[role], peerKey: peerKey.value, channel: between.channel(role), work: worked,
    random: seeded(`${role} proofs`), snapshot: snapshot.value, own: own(snapshot.value, worked),
    ...(sides.inputs === undefined ? {} : { inputs: sides.inputs(role) }),
  };
};

/** Runs both sides until both end, or one ends with a refusal (the other is left waiting). */
export const bothSides = async (sides: Sides): Promise<Outcome> => {
  const between = sides.wire ?? wire();
  const out: { holder: Outcome['holder']; registry: Outcome['registry'] } = { holder: undefined, registry: undefined };
  const holder = runHolder(part(sides, between, 'holder')).then((result) => { out.holder = result; return result.ok; });
  const registry = runRegistry({ ...part(sides, between, 'registry'), noise: sides.noise ?? (() => 0n) })
    .then((result) => { out.registry = result; return result.ok; });
  const first = await Promise.race([holder, registry]);
  if (first) await Promise.race([Promise.all([holder, registry]), holder.then((isDone) => (isDone ? registry : false))]);
  return out;
};
