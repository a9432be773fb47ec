import type { RandomBytes } from '@fengcun/crypto';
import { err, ok, present } from '@fengcun/kernel';
import { CHUNK_ROWS, chunksOf } from './bucket.ts';
import { type Conversation, openConversation, type Speakers } from './conversation.ts';
import type { GroupSuite } from './group-suite.ts';
import { keyedOrder } from './keyed-order.ts';
import type { MaskedSet } from './masked-set.ts';
import { checkOpenings, choosePlaces } from './openings.ts';
import { drawPlanting, keyedBytes, type NoiseSource, plantPoints } from './planted.ts';
import { type PointWork, TAG_BYTES, tagsOf } from './point-work.ts';
import {
  hearList, introduce, type Introduction, readIntroduction, readOpenings, rowsOfChunk, type Step,
} from './run-messages.ts';
import { isBound, type RunInputs } from './run-inputs.ts';
import type { SessionSecrets } from './session-secrets.ts';
import type { OpenedEntry } from './snapshot.ts';
import { tagTable } from './tag-table.ts';

/**
 * What the registry brings. `own`: the sealed records of the declared courts, frozen; `inputs`: what both
 * sides bound before the run; `noise`: the sampler of the discrete Gaussian law, for mode `cardinality`.
 */
export type RegistryRun = Omit<Speakers, 'role'> & Readonly<{
  suite: GroupSuite; secrets: SessionSecrets; work: PointWork; random: RandomBytes;
  own: MaskedSet; inputs?: RunInputs; noise: NoiseSource;
}>;

/**
 * What the registry is left with: the opened rows, to be held against the publication, and the transcript.
 */
export type RegistryResult = Readonly<{
  opened: readonly OpenedEntry[]; holderSize: number; transcriptHash: string;
}>;

type Planted = ReturnType<typeof plantPoints>;
type Run = RegistryRun & Readonly<{
  talk: Conversation; holder: Introduction; planted: Planted;
}>;

const NONE: Planted = { own: [], remasked: [] };

const plant = (input: RegistryRun, holder: Introduction): Planted => {
  const { terms: { noiseVariance }, suite, secrets: { scalar, plantKey }, noise } = input;
  if (noiseVariance === undefined) return NONE;
  // One stream for the draw and the points: a run that goes on plants the same pairs.
  const random = keyedBytes(plantKey);
  const planting = drawPlanting(noise, random, noiseVariance);
  return plantPoints({ suite, scalar, holderKey: holder.publicKey, random }, planting);
};

/** Own points, planted ones among them in secret places. */
const sayOwn = async ({ talk, own, suite, planted, secrets }: Run): Promise<void> => {
  const rows = own.size + planted.own.length;
  const order = planted.own.length === 0 ? undefined : keyedOrder(secrets.shuffleKey, rows);
  for (let at = 0; at < chunksOf(rows); at += 1) {
    await talk.say({ step: 'own' }, async () => {
      const places = Array.from({ length: rowsOfChunk(rows, at) }, (_, i) => at * CHUNK_ROWS + i)
        .map((place) => order?.[place] ?? place);
      const masked = await own.pointsAt(places.filter((place) => place < own.size));
      if (order === undefined) return masked;
      let next = 0;
      return Buffer.concat(places.map((place) => (place >= own.size
        ? present(planted.own[place - own.size], 'planted point')
        : masked.subarray(next * suite.pointBytes, (next += 1) * suite.pointBytes))));
    });
  }
};

/** The holder's points, whole; a point that stands twice would count twice. */
const hearMasked = async ({ talk, suite, terms }: Omit<Run, 'holder' | 'planted'>): Step<Uint8Array> => {
  const points = new Uint8Array(terms.bucket * suite.pointBytes);
  const seen = tagTable(terms.bucket, TAG_BYTES);
  const shape = { step: 'masked', rows: terms.bucket, width: suite.pointBytes };
  const heard = await hearList(talk, shape, async (chunk, at) => {
    points.set(chunk, at * CHUNK_ROWS * suite.pointBytes);
    const tags = tagsOf(suite, chunk);
    for (let from = 0; from < tags.length; from += TAG_BYTES) {
      if (!seen.add(tags.subarray(from, from + TAG_BYTES))) return err({ code: 'POINTS_REPEAT' });
    }
    return ok(null);
  });
  return heard.ok ? ok(points) : heard;
};

/** Asks for random places after all points have come, and holds the answer against commitment and points. */
const challenge = async (run: Run, points: Uint8Array): Step<readonly OpenedEntry[]> => {
  const { talk, terms, suite, holder, random } = run;
  const before = await talk.said(1 + chunksOf(run.own.size + run.planted.own.length));
  const places = before === undefined
    ? choosePlaces(random, terms.bucket, terms.openings) : placesOf(before.line);
  await talk.say({ step: 'challenge', body: { places } });
  const answer = await talk.hear('openings');
  if (!answer.ok) return answer;
  const openings = readOpenings(answer.value);
  if (openings === undefined) return err({ code: 'BODY_FORM' });
  const pointAt = (place: number): Uint8Array =>
    points.subarray(place * suite.pointBytes, (place + 1) * suite.pointBytes);
  const committed = {
    suite, session: terms.session, size: terms.bucket, root: holder.root, publicKey: holder.publicKey,
    pointAt,
  };
  return checkOpenings(committed, places, openings);
};

/** Places of a challenge this side said before it was stopped. */
const placesOf = (line: string): readonly number[] =>
  (JSON.parse(line) as Readonly<{ body: Readonly<{ places: readonly number[] }> }>).body.places;

/**
 * Every point of the holder once more: in its order, or shuffled among planted ones where only a count is
 * due.
 */
const sayRemasked = async (run: Run, points: Uint8Array): Step<null> => {
  const { talk, suite, work, planted, secrets, terms } = run;
  const rows = terms.bucket + planted.remasked.length;
  const parts: Uint8Array[] = [];
  for (let at = 0; at < chunksOf(terms.bucket); at += 1) {
    const from = at * CHUNK_ROWS * suite.pointBytes;
    const chunk = points.subarray(from, from + rowsOfChunk(terms.bucket, at) * suite.pointBytes);
    const remasked = await work.remask(chunk);
    if (!remasked.ok) return remasked;
    parts.push(tagsOf(suite, remasked.value));
    if (planted === NONE) await talk.say({ step: 'remasked' }, async () => present(parts.pop(), 'chunk'));
  }
  if (planted === NONE) return ok(null);
  const tags = Buffer.concat([...parts, ...planted.remasked.map((point) => tagsOf(suite, point))]);
  const order = keyedOrder(secrets.gatherKey, rows);
  for (let at = 0; at < chunksOf(rows); at += 1) {
    const places = order.subarray(at * CHUNK_ROWS, at * CHUNK_ROWS + rowsOfChunk(rows, at));
    await talk.say({ step: 'remasked' }, async () => Buffer.concat([...places].map((place) =>
      tags.subarray(place * TAG_BYTES, (place + 1) * TAG_BYTES))));
  }
  return ok(null);
};

const end = async ({ talk }: Run): Step<string> => {
  const transcript = talk.transcript();
  const finished = await talk.hear('finished');
  if (!finished.ok) return finished;
  const isSame = finished.value.body['transcript'] === transcript;
  return isSame ? ok(transcript) : err({ code: 'TRANSCRIPT_DIFFERS' });
};

/**
 * The registry's side. Nothing that lets the holder compare leaves before the holder's random places opened:
 * its own points tell nothing without the holder's twice-masked ones, which are the last to go.
 */
export const runRegistry = async (input: RegistryRun): Step<RegistryResult> => {
  const { terms, suite, secrets, own, inputs } = input;
  const { size, root } = own;
  if (terms.bucket > suite.rowsMax || size > suite.rowsMax) return err({ code: 'SET_TOO_LARGE' });
  if (inputs !== undefined && !isBound(inputs.registry, own)) return err({ code: 'INPUT_DIFFERS' });
  const talk = openConversation({ ...input, role: 'registry' });
  const committed = await talk.hear('commit');
  if (!committed.ok) return committed;
  const holder = readIntroduction(committed.value, input, 'holder');
  if (!holder.ok) return holder;
  if (holder.value.size !== terms.bucket) return err({ code: 'RUN_TERMS_DIFFER' });
  const run: Run = { ...input, talk, holder: holder.value, planted: plant(input, holder.value) };
  const publicKey = suite.publicKey(secrets.scalar);
  await talk.say({ step: 'accept', body: introduce(run, { root, publicKey, size }) });
  await sayOwn(run);
  const points = await hearMasked(run);
  if (!points.ok) return points;
  const opened = await challenge(run, points.value);
  if (!opened.ok) return opened;
  const said = await sayRemasked(run, points.value);
  if (!said.ok) return said;
  const transcriptHash = await end(run);
  if (!transcriptHash.ok) return transcriptHash;
  return ok({ opened: opened.value, holderSize: terms.bucket, transcriptHash: transcriptHash.value });
};
