import { parsePolicy, verifyProofFile } from '@fengcun/ledger/verify';
import { EXIT, type ExitCode, UnusableInput } from '../exit.ts';
import { type Arguments, textOption } from '../options.ts';
import type { Terminal } from '../terminal.ts';
import { readNamed } from './named-file.ts';

// Stands on the verifier alone: whoever checks a proof need not have, or trust, the rest of the program.

const WORDS = {
  zh: { proved: '证明成立', at: '序号' },
  en: { proved: 'the proof holds', at: 'index' },
} as const;

const needed = (given: Arguments, name: string): string => {
  const value = textOption(given, name);
  if (value !== undefined) return value;
  throw new UnusableInput(`--${name} is missing; ledger verify --proof FILE --policy FILE --entry FILE`);
};

/** `ledger verify --proof`: offline, through the verifier alone; no database, no network, no clock. */
export const verifyProof = async (given: Arguments, terminal: Terminal): Promise<ExitCode> => {
  const named = ['proof', 'policy', 'entry'].map((name) =>
    ({ path: needed(given, name), option: `--${name}` }));
  const [proof, policyText, entry] = await Promise.all(
    named.map(({ path, option }) => readNamed(path, option)));
  const policy = parsePolicy(Buffer.from(policyText ?? new Uint8Array(0)).toString('utf8'));
  if (!policy.ok) {
    const { line, code } = policy.error;
    throw new UnusableInput(`--policy: not of C2SP tlog-policy in line ${line} (${code})`);
  }
  const verified = verifyProofFile(policy.value, proof ?? new Uint8Array(0), entry ?? new Uint8Array(0));
  const isJson = given.values['json'] === true;
  if (!verified.ok) {
    const { code } = verified.error;
    terminal.out(`${isJson ? JSON.stringify({ holds: false, code }) : `✘ ${code}`}\n`);
    return EXIT.findings;
  }
  const { index, checkpoint: { origin, size, root }, witnesses } = verified.value;
  const words = WORDS[terminal.language];
  const names = witnesses.map(({ name, timestamp }) => `${name} ${new Date(timestamp * 1000).toISOString()}`);
  const told = { holds: true, origin, index, size, root: Buffer.from(root).toString('base64'), witnesses };
  const text = [`✔ ${words.proved}: ${origin} · ${words.at} ${index} / ${size}`, ...names].join('\n    ');
  terminal.out(`${isJson ? JSON.stringify(told) : text}\n`);
  return EXIT.done;
};
