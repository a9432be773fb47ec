import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { canonicalJson, type Json } from '@fengcun/kernel';
import {
  auditCell, boundInputs, bytesToWords, chainsOf, type Contribution, decideDecryption, type DecryptedRound,
  decideRoster, openAnnouncement, openContributions, organsOf, parseRoundTerms, type PastRound,
  type PrivacyJob, questionOf, rhoOfShares, type RoundTerms, signSum, sumMasked, transcriptHash,
} from '@fengcun/privacy';
import { writeWhole } from '../../atomic-write.ts';
import { EXIT, type ExitCode, UnusableInput } from '../../exit.ts';
import { type Arguments, textOption } from '../../options.ts';
import type { Terminal } from '../../terminal.ts';
import { readKept, usingSecret } from '../kept-secret.ts';
import { readOrganKey } from '../organ-key.ts';
import { isAnsweredAgain } from './answered.ts';
import { askBfv } from './bfv-thread.ts';
import { requirePermit } from '../run-permit.ts';
import { JOINT_COUNT } from './joint-count-job.ts';
import { warnOfRange } from './range-warning.ts';
import { publicKeyOf } from './member-steps.ts';
import {
  fileOf, needed, readCells, readDirectory, readJson, readList, readParcel, readParcels, readRoundTerms,
  readTermsToRun, roundKeeper, roundPlace, writeParcel,
} from './round-files.ts';

const whole = (given: Arguments, name: string, otherwise: number): number =>
  Number(textOption(given, name) ?? otherwise);

/**
 * `sum roster`: terms of a round over whoever announced a key; refused if it differs too little from before.
 * A question that was answered draws none: the same bytes stand in `<out>.answer`, exit 1.
 */
export const drawRoster = async (given: Arguments, terminal: Terminal): Promise<ExitCode> => {
  const roundId = needed(given, 'round', '32 hexadecimal digits');
  const table = await readCells(given);
  const directory = await readDirectory(given);
  const folder = needed(given, 'announcements', 'the folder of announcements');
  const decryptor = textOption(given, 'decryptor-organ');
  const members: Json[] = [];
  for (const organ of directory.keys()) {
    const parcel = await readParcel(join(folder, fileOf(organ))).catch(() => undefined);
    if (parcel === undefined || organ === decryptor) continue;
    const said = openAnnouncement(roundId, organ, parcel, directory);
    if (!said.ok) throw new UnusableInput(`the announcement of ${organ} is refused (${said.error.code})`);
    members.push({ organ, agreementKey: said.value.agreementKey });
  }
  const drawn: Json = {
    v: 1, roundId, jobId: needed(given, 'job', 'the job of this round'),
    engine: decryptor === undefined ? 'masks' : 'bfv',
    product: needed(given, 'product', 'what is counted'), period: needed(given, 'period', 'such as 2026Q3'),
    ...table, coordinator: needed(given, 'coordinator', 'the organ that adds'),
    members, leastContributors: whole(given, 'least', 3), shareVariance: whole(given, 'share-variance', 2),
    colluders: whole(given, 'colluders', 1), ...(decryptor === undefined ? {} : { decryptor }),
    ...(given.values['without-job'] === true ? { trial: true } : {}),
  };
  const terms = parseRoundTerms(drawn);
  if (!terms.ok) throw new UnusableInput(`terms that cannot stand: ${terms.error.members.join(', ')}`);
  const out = needed(given, 'out', 'the file of the terms');
  const answer = { terms: terms.value, out: `${out}.answer` };
  if (await isAnsweredAgain(given, terminal, answer)) return EXIT.findings;
  await refuseSecondSum(given, terms.value);
  await writeWhole(out, `${canonicalJson(drawn)}\n`);
  terminal.out(`${members.length} organs\n`);
  return EXIT.done;
};

/** `sum round`: a fresh id. */
export const newRound = async (terminal: Terminal): Promise<ExitCode> => {
  terminal.out(`${randomBytes(16).toString('hex')}\n`);
  return EXIT.done;
};

/** What is published: the noisy sum, what its noise protects, the transcript. */
const resultOf = (
  terms: RoundTerms, counts: Int32Array, messages: Parameters<typeof chainsOf>[0],
): { readonly [key: string]: Json } => {
  const honest = terms.members.length - terms.colluders;
  const { shareVariance } = terms;
  const rho = shareVariance === 0 ? null : rhoOfShares({ honest, shareVariance, cells: 1, change: 1 });
  return {
    v: 1, jobId: terms.jobId, roundId: terms.roundId, engine: terms.engine, product: terms.product,
    period: terms.period, question: questionOf(terms), organs: [...organsOf(terms)], counts: [...counts],
    variance: shareVariance * terms.members.length, rho,
    transcript: transcriptHash('sha256', chainsOf(messages)),
    ...(terms.trial === true ? { trial: true } : {}),
    ...(terms.table === undefined ? {} : { table: terms.table }),
  };
};

const textOf = (result: Json): string => `${canonicalJson(result)}\n`;

const remember = async (given: Arguments, name: string, entry: Json): Promise<void> => {
  const list = await readList(given, name, 'a file that grows');
  await writeWhole(needed(given, name, 'a file that grows'), `${JSON.stringify([...list, entry])}\n`);
};

const refuseSecondSum = async (given: Arguments, terms: RoundTerms): Promise<void> => {
  // Written by this command; a file that is none shows no rounds of this product.
  const past = await readList(given, 'history', 'the rounds seen') as unknown as readonly PastRound[];
  const decided = decideRoster(terms, past);
  if (decided.ok) return;
  const why = decided.error.code === 'ROUND_REPEATED' ? 'this sum was made already, whatever its name'
    : `with earlier sums it would show the sum of only ${decided.error.by}`;
  throw new UnusableInput(`this roster is refused: ${decided.error.code} (${why})`);
};

const sumOfMasks = (terms: RoundTerms, contributions: readonly Contribution[]): Int32Array => {
  const words = contributions.map(({ organ, payload }) => {
    const vector = bytesToWords(payload, terms.cells);
    if (vector === undefined) throw new UnusableInput(`the vector of ${organ} has another length`);
    return vector;
  });
  return sumMasked(words, terms.cells);
};

/** Roots that members bound in the job; a contribution of another root is none. */
const rootsOf = (job: PrivacyJob | undefined): ReadonlyMap<string, string> =>
  new Map((job === undefined ? [] : boundInputs(job)).map(({ organ, root }) => [organ, root]));

/** `sum collect`: the sum of masked vectors, or of ciphertexts for the decryptor; all organs or none. */
export const collect = async (given: Arguments, terminal: Terminal): Promise<ExitCode> => {
  const terms = await readTermsToRun(given);
  const job = await requirePermit(given, terminal, { run: JOINT_COUNT, terms, organ: terms.coordinator });
  const out = needed(given, 'out', 'the file of the sum');
  if (await isAnsweredAgain(given, terminal, { terms, out })) return EXIT.done;
  await refuseSecondSum(given, terms);
  const parcels = await readParcels(needed(given, 'contributions', 'the folder of contributions'));
  const opened = openContributions(terms, await readDirectory(given), parcels, { roots: rootsOf(job) });
  if (!opened.ok) {
    const who = 'organs' in opened.error ? opened.error.organs.join(', ') : 'organ' in opened.error
      ? opened.error.organ : '';
    terminal.note(`fengcun: the round is broken off: ${opened.error.code} ${who}\n`);
    return EXIT.findings;
  }
  const { product, period } = terms;
  const seen = { product, period, organs: [...organsOf(terms)], question: questionOf(terms) };
  if (terms.engine === 'masks') {
    const messages = opened.value.map(({ message }) => message);
    const release = textOf(resultOf(terms, sumOfMasks(terms, opened.value), messages));
    // Kept before it is given out, so that a process killed in between has answered once and for all.
    await remember(given, 'history', { ...seen, release });
    await writeWhole(out, release);
  } else {
    const publicKey = await publicKeyOf(given, terms);
    const ciphertexts = opened.value.map(({ payload }) => payload);
    const sum = await askBfv({ what: 'add', publicKey, ciphertexts });
    if (!sum.ok) {
      const at = sum.error.at ?? 0;
      terminal.note(`fengcun: the round is broken off: ${sum.error.code} ${opened.value[at]?.organ ?? ''}\n`);
      return EXIT.findings;
    }
    const signer = await readOrganKey(needed(given, 'key', 'the key file of the coordinator'));
    const speaker = { terms, organ: terms.coordinator, signer };
    await writeParcel(out, await signSum(speaker, opened.value, sum.value));
    // What the decryptor gets of the contributions: signed lines, never bytes.
    for (const { organ, message } of opened.value) {
      await writeWhole(join(`${out}.lines`, fileOf(organ)), `${message.line}\n`);
    }
    await remember(given, 'history', seen);
  }
  terminal.out(`${out}\n`);
  return EXIT.done;
};

/** `sum decrypt`: the decryptor opens one sum of a round, once. */
export const decrypt = async (given: Arguments, terminal: Terminal): Promise<ExitCode> => {
  const terms = await readTermsToRun(given);
  const organ = terms.decryptor ?? 'nobody';
  const job = await requirePermit(given, terminal, { run: JOINT_COUNT, terms, organ });
  const out = needed(given, 'out', 'the file of the result');
  if (await isAnsweredAgain(given, terminal, { terms, out })) return EXIT.done;
  const directory = await readDirectory(given);
  const coordinatorKey = directory.get(terms.coordinator);
  if (coordinatorKey === undefined) throw new UnusableInput('--directory: does not name the coordinator');
  const statePath = needed(given, 'state', 'the secret key');
  const secretKey = await readKept(
    statePath, await roundKeeper(given), roundPlace('decryptionKey', terms.roundId));
  if (secretKey === undefined) throw new UnusableInput(`--state: ${statePath} does not exist`);
  const path = needed(given, 'in', 'the coordinator\'s sum');
  const lines = (await readParcels(`${path}.lines`)).map(({ line }) => line);
  const request = {
    terms, directory, sum: await readParcel(path), contributions: lines, roots: rootsOf(job),
  };
  const kept = await readList(given, 'history', 'the rounds decrypted');
  const past = kept as unknown as readonly DecryptedRound[];
  const own = { organ: needed(given, 'organ', 'this organ, type/code'), coordinatorKey };
  const allowed = decideDecryption(request, past, own);
  if (!allowed.ok) {
    terminal.note(`fengcun: nothing is decrypted: ${allowed.error.code}\n`);
    return EXIT.findings;
  }
  const { roundId, product, period, cells } = terms;
  // Written before, so that a process killed in between has used up its one decryption.
  const spent = { roundId, product, period, question: questionOf(terms) };
  await remember(given, 'history', spent);
  const { ciphertext } = allowed.value;
  const opened = await usingSecret(secretKey, () =>
    askBfv({ what: 'decrypt', secretKey, ciphertext, cells }));
  if (!opened.ok) {
    terminal.note(`fengcun: nothing is decrypted: ${opened.error.code}\n`);
    return EXIT.findings;
  }
  const result = resultOf(terms, opened.value.counts, allowed.value.messages);
  const release = textOf({ ...result, noiseBudget: opened.value.noiseBudget });
  await remember(given, 'history', { ...spent, release });
  await writeWhole(out, release);
  terminal.out(`${out}\n`);
  return EXIT.done;
};

/** `sum audit`: one cell of every organ against its commitment and the published sum. */
export const audit = async (given: Arguments, terminal: Terminal): Promise<ExitCode> => {
  const terms = await readRoundTerms(given);
  const parcels = await readParcels(needed(given, 'contributions', 'the folder of contributions'));
  const contributions = openContributions(terms, await readDirectory(given), parcels);
  if (!contributions.ok) throw new UnusableInput(`--contributions: ${contributions.error.code}`);
  const result = await readJson(given, 'in', 'the published sum') as Readonly<{ counts: readonly number[] }>;
  const cell = Number(needed(given, 'cell', 'the number of the cell'));
  const folder = needed(given, 'openings', 'the folder of openings');
  const opened = await Promise.all(contributions.value.map(async ({ organ, root }) => {
    const { salt, path, ...rest } = JSON.parse(await readFile(join(folder, fileOf(organ)), 'utf8')) as
      Readonly<{ cell: number; count: number; noise: number; salt: string; path: readonly string[] }>;
    const bytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'hex'));
    return { organ, root, cell: { ...rest, salt: bytes(salt), path: path.map(bytes) } };
  }));
  await warnOfRange(given, terminal);
  const found = auditCell(Int32Array.from(result.counts), opened, cell);
  terminal.out(`${found.code}${found.organ === undefined ? '' : ` ${found.organ}`}\n`);
  return found.code === 'CELL_AGREES' ? EXIT.done : EXIT.findings;
};
