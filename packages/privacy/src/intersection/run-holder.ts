import type { RandomBytes } from '@fengcun/crypto';
import { err, ok } from '@fengcun/kernel';
import { CHUNK_ROWS, chunksOf } from './bucket.ts';
import { type Conversation, openConversation, type Speakers } from './conversation.ts';
import type { GroupSuite } from './group-suite.ts';
import { openPlaces } from './openings.ts';
import { plantingRoom } from './planted.ts';
import { type PointWork, TAG_BYTES, tagsOf } from './point-work.ts';
import {
  hearList, introduce, openingsBody, readIntroduction, readPlaces, rowsOfChunk, type Step,
} from './run-messages.ts';
import { isBound, type RunInputs } from './run-inputs.ts';
import type { SessionSecrets } from './session-secrets.ts';
import type { Snapshot } from './snapshot.ts';
import { tagTable, type TagTable } from './tag-table.ts';

/**
 * What the holder brings to a run. `snapshot`: its rows, frozen (`freezeRows`); `inputs`: what both sides
 * bound before the run.
 */
export type HolderRun = Omit<Speakers, 'role'> & Readonly<{
  suite: GroupSuite; secrets: SessionSecrets; work: PointWork; random: RandomBytes;
  snapshot: Snapshot; inputs?: RunInputs;
}>;

/**
 * What the holder learns. `full`: indices of its own records that are sealed. `cardinality`: how many, with
 * noise, as a signed integer. `registrySize`: the announced size, never the true one.
 */
export type HolderResult = Readonly<{
  hits?: readonly number[]; noisyCount?: number; registrySize: number; transcriptHash: string;
}>;

type Run = HolderRun & Readonly<{ talk: Conversation }>;

const inputsOf = (snapshot: Snapshot, at: number): readonly Uint8Array[] =>
  Array.from({ length: rowsOfChunk(snapshot.size, at) }, (_, i) => snapshot.inputAt(at * CHUNK_ROWS + i));

const commitAndMask = async (run: Run): Promise<void> => {
  const { talk, snapshot, suite, secrets, work } = run;
  const publicKey = suite.publicKey(secrets.scalar);
  const body = introduce(run, { root: snapshot.root, publicKey, size: snapshot.size });
  await talk.say({ step: 'commit', body });
  for (let at = 0; at < chunksOf(snapshot.size); at += 1) {
    await talk.say({ step: 'masked' }, () => work.mask(inputsOf(snapshot, at)));
  }
};

/** Room that planted pairs take in both lists. */
const extraRows = ({ terms }: HolderRun): number =>
  (terms.noiseVariance === undefined ? 0 : plantingRoom(terms.noiseVariance).room);

type Remasked = ReturnType<PointWork['remask']>;

/** Hears the registry's own points; masking them once more goes on while the challenge is answered. */
const hearTheirs = async ({ talk, suite, work }: Run, rows: number): Step<readonly Remasked[]> => {
  const parts: Remasked[] = [];
  const heard = await hearList(talk, { step: 'own', rows, width: suite.pointBytes }, async (chunk) => {
    parts.push(work.remask(chunk));
    return ok(null);
  });
  return heard.ok ? ok(parts) : heard;
};

/** The table of their tags; two points that are one point end the run. */
const tableOf = async ({ suite }: Run, parts: readonly Remasked[], rows: number): Step<TagTable> => {
  const table = tagTable(rows, TAG_BYTES);
  for (const part of parts) {
    const points = await part;
    if (!points.ok) return points;
    const tags = tagsOf(suite, points.value);
    for (let at = 0; at < tags.length; at += TAG_BYTES) {
      if (!table.add(tags.subarray(at, at + TAG_BYTES))) return err({ code: 'POINTS_REPEAT' });
    }
  }
  return ok(table);
};

/** Answers the challenge while the registry's points are still being masked. */
const answer = async ({ talk, suite, secrets, snapshot, random, terms }: Run): Step<null> => {
  const challenge = await talk.hear('challenge');
  if (!challenge.ok) return challenge;
  const places = readPlaces(challenge.value, snapshot.size);
  // More places than agreed would show more rows than the approvals cover.
  if (places === undefined || places.length > terms.openings) return err({ code: 'BODY_FORM' });
  const openings = openPlaces({ suite, scalar: secrets.scalar, snapshot, random }, places);
  await talk.say({ step: 'openings', body: openingsBody(openings) });
  return ok(null);
};

/** Places of the twice-masked list whose tag stands in the table. */
const matches = async ({ talk }: Run, rows: number, table: TagTable): Step<readonly number[]> => {
  const found: number[] = [];
  const seen = tagTable(rows, TAG_BYTES);
  const heard = await hearList(talk, { step: 'remasked', rows, width: TAG_BYTES }, async (chunk, at) => {
    for (let i = 0; i * TAG_BYTES < chunk.length; i += 1) {
      const tag = chunk.subarray(i * TAG_BYTES, (i + 1) * TAG_BYTES);
      if (!seen.add(tag)) return err({ code: 'POINTS_REPEAT' });
      if (table.has(tag)) found.push(at * CHUNK_ROWS + i);
    }
    return ok(null);
  });
  return heard.ok ? ok(found) : heard;
};

const conclude = (run: Run, found: readonly number[]): Pick<HolderResult, 'hits' | 'noisyCount'> => {
  const { noiseVariance } = run.terms;
  if (noiseVariance !== undefined) return { noisyCount: found.length - plantingRoom(noiseVariance).offset };
  return { hits: found.flatMap((place) => run.snapshot.sourceAt(place) ?? []).sort((a, b) => a - b) };
};

/**
 * The holder's side of a run, from its commitment to its result. It shows masked points, the places it is
 * asked to open, and nothing else; the registry does not learn what was found.
 */
export const runHolder = async (input: HolderRun): Step<HolderResult> => {
  const { terms, suite, snapshot, inputs } = input;
  if (snapshot.size !== terms.bucket || terms.bucket > suite.rowsMax) return err({ code: 'SET_TOO_LARGE' });
  if (inputs !== undefined && !isBound(inputs.holder, snapshot)) return err({ code: 'INPUT_DIFFERS' });
  const run: Run = { ...input, talk: openConversation({ ...input, role: 'holder' }) };
  await commitAndMask(run);
  const accepted = await run.talk.hear('accept');
  if (!accepted.ok) return accepted;
  const registry = readIntroduction(accepted.value, run, 'registry');
  if (!registry.ok) return registry;
  const { size } = registry.value;
  if (size > suite.rowsMax) return err({ code: 'SET_TOO_LARGE' });
  const theirs = await hearTheirs(run, size + extraRows(run));
  if (!theirs.ok) return theirs;
  const answered = await answer(run);
  if (!answered.ok) return answered;
  const table = await tableOf(run, theirs.value, size + extraRows(run));
  if (!table.ok) return table;
  const found = await matches(run, terms.bucket + extraRows(run), table.value);
  if (!found.ok) return found;
  const transcriptHash = run.talk.transcript();
  await run.talk.say({ step: 'finished', body: { transcript: transcriptHash } });
  return ok({ ...conclude(run, found.value), registrySize: size, transcriptHash });
};
