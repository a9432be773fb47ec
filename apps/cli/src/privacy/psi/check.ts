import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { concatBytes, SECRET_BYTES, utf8 } from '@fengcun/crypto';
import { canonicalJson, Fault, type Json, parseCivilDate, sha256Hex } from '@fengcun/kernel';
import {
  answerCheck, blindRow, type CheckKey, checkKey, checkTable, finishCheck, readCheckTable,
} from '@fengcun/privacy';
import { writeWhole } from '../../atomic-write.ts';
import { EXIT, type ExitCode, UnusableInput } from '../../exit.ts';
import { type Arguments, textOption } from '../../options.ts';
import type { Terminal } from '../../terminal.ts';
import { type Keeper, type KeptPlace, readKept, usingSecret, writeKept } from '../kept-secret.ts';
import { openOrganKey, publicText, readOrganKey, readPeerKey } from '../organ-key.ts';
import { readRows } from './rows.ts';
import { countRun } from './run-state.ts';

const random = (length: number): Uint8Array => new Uint8Array(randomBytes(length));
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const bytes = (text: unknown): Uint8Array =>
  new Uint8Array(Buffer.from(typeof text === 'string' ? text : '', 'hex'));

const needed = (given: Arguments, name: string, what: string): string => {
  const value = textOption(given, name);
  if (value === undefined) throw new UnusableInput(`--${name} is missing: ${what}`);
  return value;
};

type Paper = Readonly<Record<string, Json>>;

const readPaper = async (given: Arguments, name: string, what: string): Promise<Paper> => {
  const path = needed(given, name, what);
  try {
    return JSON.parse(await readFile(path, 'utf8')) as Paper;
  } catch {
    throw new UnusableInput(`--${name}: ${path} cannot be read as JSON`);
  }
};

/** Papers of a check are signed by whoever makes them; another signature, another file. */
const writeSigned = async (path: string, paper: Paper, given: Arguments): Promise<void> => {
  const signer = await readOrganKey(needed(given, 'key', 'the key file of this organ'));
  const text = canonicalJson(paper);
  const signature = hex(await signer.sign(Buffer.from(text)));
  await writeWhole(path, `${canonicalJson({ ...paper, signer: publicText(signer), signature })}\n`);
};

const verified = (paper: Paper, given: Arguments): Paper => {
  const { signature, signer, ...rest } = paper;
  const key = readPeerKey(needed(given, 'peer-key', 'the public key of the other organ'), '--peer-key');
  const isSigned = key.verify(Buffer.from(canonicalJson(rest)), bytes(signature));
  if (isSigned && signer === publicText(key)) return rest;
  throw new UnusableInput('the file is not signed by --peer-key');
};

const PERIOD_KEY: KeptPlace = { kind: 'psi-check', id: 'period' };
const BLINDED_ROW: KeptPlace = { kind: 'psi-check', id: 'row' };

const keeperFor = async (given: Arguments): Promise<Keeper> =>
  (await openOrganKey(needed(given, 'key', 'the key file of this organ'))).keeper;

const keptIn = async (given: Arguments, name: string, place: KeptPlace): Promise<Uint8Array> => {
  const path = needed(given, name, 'what was kept before');
  const secret = await readKept(path, await keeperFor(given), place);
  if (secret === undefined) throw new UnusableInput(`--${name}: ${path} does not exist`);
  return secret;
};

/** The key of the period out of its sealed file: the seed, then the name of the period. */
const periodKey = async (given: Arguments): Promise<CheckKey> =>
  usingSecret(await keptIn(given, 'check-key', PERIOD_KEY), (secret) => checkKey(
    Uint8Array.from(secret.subarray(0, SECRET_BYTES)),
    Buffer.from(secret.subarray(SECRET_BYTES)).toString('utf8')));

/** `psi check prepare`: the registry's key of a period (kept) and the table it gives out. */
const prepare = async (given: Arguments, terminal: Terminal): Promise<ExitCode> => {
  const period = needed(given, 'period', 'such as 2026Q4');
  const courts = needed(given, 'courts', 'court codes, comma between').split(',');
  const { records } = await readRows(needed(given, 'rows', 'the sealed records'), courts);
  const keyPath = needed(given, 'check-key', 'where the key of the period is kept');
  const keeper = await keeperFor(given);
  const key = await usingSecret(random(SECRET_BYTES), async (seed) => {
    await usingSecret(concatBytes(seed, utf8(period)), (secret) =>
      writeKept(keyPath, keeper, { place: PERIOD_KEY, secret }));
    return checkKey(seed, period);
  });
  const table = checkTable(key, records, random);
  key.secretKey.fill(0);
  const out = needed(given, 'out', 'the file of the table');
  await writeSigned(out, { v: 1, period, courts, publicKey: hex(key.publicKey), tags: hex(table) }, given);
  terminal.out(`${out}: ${table.length / 16} values, padded; sha256 ${sha256Hex(table)}\n`);
  return EXIT.done;
};

/** `psi check ask`: blinds one row; the secret stays in `--state`. */
const ask = async (given: Arguments, terminal: Terminal): Promise<ExitCode> => {
  const { records, left } = await readRows(needed(given, 'rows', 'a file with the one row'), ['*']);
  const [record] = records;
  if (record === undefined || records.length !== 1) {
    throw new UnusableInput(`--rows: exactly one usable row is needed; left out: ${canonicalJson(left)}`);
  }
  const row = blindRow(record, random);
  const state = needed(given, 'state', 'where the blinding is kept until the answer');
  const keeper = await keeperFor(given);
  await usingSecret(utf8(canonicalJson({
    input: hex(row.input), blind: hex(row.blind), blinded: hex(row.blinded),
  })), (secret) => writeKept(state, keeper, { place: BLINDED_ROW, secret }));
  const organ = needed(given, 'organ', 'this organ, type/code');
  const out = needed(given, 'out', 'the file for the registry');
  await writeSigned(out, { v: 1, organ, session: hex(random(16)), blinded: hex(row.blinded) }, given);
  terminal.out(`${out}\n`);
  return EXIT.done;
};

/** `psi check answer`: the registry answers one blinded row, within the quota, and sees nothing of it. */
const answer = async (given: Arguments, terminal: Terminal): Promise<ExitCode> => {
  const asked = verified(await readPaper(given, 'in', 'the request'), given);
  const key = await periodKey(given);
  const today = parseCivilDate(terminal.today());
  if (!today.ok) throw new Fault('CLOCK', 'the clock gives no day');
  const session = String(asked['session']);
  await countRun(textOption(given, 'quota'),
    { holder: String(asked['organ']), mode: 'check', on: today.value, rows: 1, session });
  const answered = await usingSecret(key.secretKey, () => answerCheck(key, bytes(asked['blinded']), random));
  if (!answered.ok) throw new UnusableInput('--in: what was asked is no point of the group');
  const { evaluated, proof } = answered.value;
  const out = needed(given, 'out', 'the file of the answer');
  await writeSigned(out, { v: 1, session, evaluated: hex(evaluated), proof: hex(proof) }, given);
  terminal.out(`${out}\n`);
  return EXIT.done;
};

/** `psi check read`: whether the row may be published; a doubt is a no (exit code 1). */
const read = async (given: Arguments, terminal: Terminal): Promise<ExitCode> => {
  const table = verified(await readPaper(given, 'table', 'the table of the period'), given);
  const reply = verified(await readPaper(given, 'in', 'the answer'), given);
  const kept = await usingSecret(await keptIn(given, 'state', BLINDED_ROW), (secret) =>
    JSON.parse(Buffer.from(secret).toString('utf8')) as Paper);
  const row = { input: bytes(kept['input']), blind: bytes(kept['blind']), blinded: bytes(kept['blinded']) };
  const tag = finishCheck(row, { evaluated: bytes(reply['evaluated']), proof: bytes(reply['proof']) },
    bytes(table['publicKey']));
  const tags = readCheckTable(bytes(table['tags']));
  if (!tag.ok || !tags.ok) {
    terminal.note('fengcun: the answer does not prove itself; do not publish\n');
    return EXIT.findings;
  }
  const isSealed = tags.value.has(tag.value);
  const [zh, en] = isSealed ? ['已封存，不得公开', 'sealed: do not publish'] : ['不在封存登记簿', 'not in the registry'];
  terminal.out(`${terminal.language === 'zh' ? zh : en}\n`);
  return isSealed ? EXIT.findings : EXIT.done;
};

/** `psi check …`: one row before it is published. */
export const check = (word: string | undefined, given: Arguments, terminal: Terminal): Promise<ExitCode> => {
  switch (word) {
    case 'prepare': return prepare(given, terminal);
    case 'ask': return ask(given, terminal);
    case 'answer': return answer(given, terminal);
    case 'read': return read(given, terminal);
    default: throw new UnusableInput('psi check prepare | ask | answer | read');
  }
};
