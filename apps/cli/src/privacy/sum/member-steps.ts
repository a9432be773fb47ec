import { join } from 'node:path';
import { canonicalJson } from '@fengcun/kernel';
import {
  announce, checkRosterKeys, type JobInput, maskCounts, openAnnouncement, organsOf, type Prepared,
  type RoundParcel, type RoundTerms, signContribution, wordsToBytes,
} from '@fengcun/privacy';
import { writeWhole } from '../../atomic-write.ts';
import { EXIT, type ExitCode, UnusableInput } from '../../exit.ts';
import { type Arguments } from '../../options.ts';
import type { Terminal } from '../../terminal.ts';
import { usingSecret, writeKept } from '../kept-secret.ts';
import { readOrganKey } from '../organ-key.ts';
import { requirePermit } from '../run-permit.ts';
import { askBfv } from './bfv-thread.ts';
import { JOINT_COUNT } from './joint-count-job.ts';
import { memberInput, preparedCounts } from './member-counts.ts';
import {
  fileOf, needed, readDirectory, readParcel, readRoundTerms, readTermsToRun, roundKeeper, roundPlace,
  roundSecrets, writeParcel,
} from './round-files.ts';

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

/** `sum announce`: this organ's fresh key of a round; with `--decryptor` the key of the ciphertexts. */
export const announceKey = async (given: Arguments, terminal: Terminal): Promise<ExitCode> => {
  const roundId = needed(given, 'round', '32 hexadecimal digits');
  const organ = needed(given, 'organ', 'this organ, type/code');
  const signer = await readOrganKey(needed(given, 'key', 'the key file of this organ'));
  const out = needed(given, 'out', 'the folder of announcements');
  if (given.values['decryptor'] === true) {
    const keys = await askBfv({ what: 'newKeys' });
    if (!keys.ok) throw new UnusableInput('no keys could be made');
    const state = needed(given, 'state', 'where the secret key is kept');
    const place = roundPlace('decryptionKey', roundId);
    const keeper = await roundKeeper(given);
    await usingSecret(keys.value.secretKey, (secret) => writeKept(state, keeper, { place, secret }));
    const said = { roundId, organ, agreementKey: '', payload: keys.value.publicKey };
    await writeParcel(join(out, fileOf(organ)), await announce(said, signer));
  } else {
    const { key } = await roundSecrets(given, roundId);
    const said = { roundId, organ, agreementKey: key.publicKey };
    await writeParcel(join(out, fileOf(organ)), await announce(said, signer));
  }
  terminal.out(`${join(out, fileOf(organ))}\n`);
  return EXIT.done;
};

/** Announcements of the roster, checked against this organ's own directory. */
const checkAnnounced = async (given: Arguments, terms: RoundTerms): Promise<Uint8Array | undefined> => {
  const folder = needed(given, 'announcements', 'the folder of announcements');
  const directory = await readDirectory(given);
  const said = new Map<string, RoundParcel>();
  for (const organ of organsOf(terms)) said.set(organ, await readParcel(join(folder, fileOf(organ))));
  const checked = checkRosterKeys(terms, directory, said);
  if (!checked.ok) {
    throw new UnusableInput(`the roster's keys are not those announced (${checked.error.code})`);
  }
  if (terms.decryptor === undefined) return undefined;
  const parcel = await readParcel(join(folder, fileOf(terms.decryptor)));
  const opened = openAnnouncement(terms.roundId, terms.decryptor, parcel, directory);
  if (!opened.ok || opened.value.payload === undefined) {
    throw new UnusableInput('the decryptor has not announced its key under its signature');
  }
  return opened.value.payload;
};

/** The public key of the ciphertexts of a round, as the decryptor signed it. */
export const publicKeyOf = async (given: Arguments, terms: RoundTerms): Promise<Uint8Array> => {
  const key = await checkAnnounced(given, terms);
  if (key === undefined) throw new UnusableInput('a round by masks has no ciphertexts');
  return key;
};

const payloadOf = async (
  given: Arguments, terms: RoundTerms, { prepared, organ }: Readonly<{ prepared: Prepared; organ: string }>,
): Promise<Uint8Array> => {
  const bfvKey = await checkAnnounced(given, terms);
  if (bfvKey === undefined) {
    const { key } = await roundSecrets(given, terms.roundId);
    return wordsToBytes(maskCounts(prepared.noisy, terms, { organ, key }));
  }
  const ciphertext = await askBfv({ what: 'encrypt', publicKey: bfvKey, counts: prepared.noisy });
  if (!ciphertext.ok) throw new UnusableInput(`the decryptor's key is not usable (${ciphertext.error.code})`);
  return ciphertext.value;
};

const GIVEN_BEFORE = {
  same: {
    zh: '本机关已经答复过这个问题：交出当时的数字和噪声',
    en: 'this organ answered this question before: it gives the counts and the noise of then',
  },
  // Told here and to nobody else: that counts have changed since tells of somebody.
  changed: {
    zh: '本机关已经答复过这个问题，现在的数字不同：仍交出当时的数字和噪声；更正属于另一个问题，应在各格名称中写明',
    en: 'this organ answered this question before, with other counts: it gives those of then; a correction '
      + 'is another question, which the names of the cells must tell',
  },
} as const;

/** `sum contribute`: counts, noise on top, masked or encrypted, signed. */
export const contribute = async (given: Arguments, terminal: Terminal): Promise<ExitCode> => {
  const terms = await readTermsToRun(given);
  const organ = needed(given, 'organ', 'this organ, type/code');
  if (!organsOf(terms).includes(organ)) throw new UnusableInput('--organ: not in the roster of these terms');
  const signer = await readOrganKey(needed(given, 'key', 'the key file of this organ'));
  const prepared = await preparedCounts(given, { terms, organ });
  const input = async (): Promise<JobInput> => memberInput(organ, terms, prepared);
  await requirePermit(given, terminal, { run: JOINT_COUNT, terms, organ, input });
  if (prepared.isEarlier) {
    const { zh, en } = prepared.isChanged ? GIVEN_BEFORE.changed : GIVEN_BEFORE.same;
    terminal.note(`fengcun: ${terminal.language === 'zh' ? zh : en}\n`);
  }
  await prepared.keep();
  const payload = await payloadOf(given, terms, { prepared, organ });
  const path = join(needed(given, 'out', 'the folder of contributions'), fileOf(organ));
  await writeParcel(path, await signContribution({ terms, organ, signer }, prepared.root, payload));
  terminal.out(`${path}: ${payload.length} bytes\n`);
  return EXIT.done;
};

/** `sum open`: shows one cell of this organ's contribution to an auditor. */
export const openCell = async (given: Arguments, terminal: Terminal): Promise<ExitCode> => {
  const terms = await readRoundTerms(given);
  const organ = needed(given, 'organ', 'this organ, type/code');
  const cell = Number(needed(given, 'cell', 'the number of the cell'));
  if (!Number.isSafeInteger(cell) || cell < 0 || cell >= terms.cells) {
    throw new UnusableInput(`--cell: a whole number below ${terms.cells}`);
  }
  const prepared = await preparedCounts(given, { terms, organ });
  await requirePermit(given, terminal, {
    run: JOINT_COUNT, terms, organ, stages: ['running', 'finished'],
    input: async () => memberInput(organ, terms, prepared),
  });
  const { salt, path, ...opened } = prepared.open(cell);
  const file = join(needed(given, 'out', 'the folder of openings'), fileOf(organ));
  await writeWhole(file, `${canonicalJson({ organ, ...opened, salt: hex(salt), path: path.map(hex) })}\n`);
  terminal.out(`${file}\n`);
  return EXIT.done;
};
