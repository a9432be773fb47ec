import { type EntryProof, proveEntry, type ProveRefusal, type StoredLedgers } from '@fengcun/application';
import type { Result } from '@fengcun/kernel';
import { writeWhole } from '../atomic-write.ts';
import { EXIT, type ExitCode, UnusableInput } from '../exit.ts';
import { type Arguments, textOption } from '../options.ts';
import type { Terminal } from '../terminal.ts';
import { onStoredLedgers } from './place.ts';

const SENTENCES: Readonly<Record<ProveRefusal['code'], string>> = {
  ENTRY_UNKNOWN: 'no log has an entry of this id',
  NOT_YET_PUBLISHED: 'the entry is under no published checkpoint yet; try again when the sequencer has run',
  TILES_MISSING: 'tiles of the log are missing; run "fengcun ledger verify"',
  PROOF_NOT_HOLDING: 'the proof that was made does not hold; run "fengcun ledger verify"',
};

const ENTRY_ID = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** The proof from the first log that has the entry; the SHA-256 tree comes before a second one. */
const proveIn = async (
  { logs }: StoredLedgers, entryId: string,
): Promise<Result<EntryProof, ProveRefusal>> => {
  for (const log of logs) {
    const made = await proveEntry(log, entryId);
    if (made.ok || made.error.code !== 'ENTRY_UNKNOWN') return made;
  }
  return { ok: false, error: { code: 'ENTRY_UNKNOWN' } };
};

/** `ledger proof ENTRY_ID --out FILE`: a proof file anybody can check offline, and the entry it is about. */
export const proofOfEntry = async (given: Arguments, terminal: Terminal): Promise<ExitCode> => {
  const [entryId = '', ...others] = given.words;
  const out = textOption(given, 'out');
  if (!ENTRY_ID.test(entryId) || others.length > 0) {
    throw new UnusableInput('name one entry by its id, a UUID of version 7 in lower case');
  }
  if (out === undefined) throw new UnusableInput('--out is missing; ledger proof ENTRY_ID --out FILE');
  return onStoredLedgers(given, async (ledgers) => {
    const made = await proveIn(ledgers, entryId);
    const isJson = given.values['json'] === true;
    if (!made.ok) {
      const { code } = made.error;
      terminal.out(`${isJson ? JSON.stringify({ entryId, refused: code }) : `✘ ${SENTENCES[code]}`}\n`);
      return EXIT.findings;
    }
    const { index, size, proof, entry } = made.value;
    const entryOut = textOption(given, 'entry-out') ?? `${out}.entry.json`;
    await writeWhole(entryOut, entry);
    await writeWhole(out, proof);
    terminal.out(isJson ? `${JSON.stringify({ entryId, index, size, proof: out, entry: entryOut })}\n`
      : `✔ ${index} / ${size}\n    ${out}\n    ${entryOut}\n`);
    return EXIT.done;
  });
};
