import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Language, Terminal } from '../terminal.ts';

const PROGRAM = fileURLToPath(new URL('../main.ts', import.meta.url));

/** What a process of a demonstration left behind. */
export type PartyRun = Readonly<{ pid: number; code: number; out: string; note: string }>;

/**
 * Where a part of `demo privacy` plays: an empty folder of its own that is removed afterwards, programs in
 * processes of their own, and a place to say what each party saw.
 */
export type DemoStage = Readonly<{
  terminal: Terminal;
  language: Language;
  folder: string;
  /** Runs `fengcun ARGV` as a process of this party to its end; stopped after `seconds`, by default 120. */
  program: (party: string, argv: readonly string[], seconds?: number) => Promise<PartyRun>;
  /** Prints what a party saw, a line each; never what it must not have seen. */
  saw: (party: string, lines: readonly string[]) => void;
}>;

/** One part of `demo privacy`; every builder's `demo.ts` exports one as `demo`. */
export type DemoPart = Readonly<{
  title: Readonly<Record<Language, string>>;
  run: (stage: DemoStage) => Promise<void>;
}>;

/** LIMIT: seconds a process of a demonstration may take. */
const SECONDS = 120;

/** Runs `fengcun` with these words in a process of its own, on invented data in a folder. */
export const runProgram = (
  folder: string, argv: readonly string[], seconds = SECONDS,
): Promise<PartyRun> => new Promise((settle, fail) => {
  const child = spawn(process.execPath, [PROGRAM, ...argv], {
    cwd: folder, stdio: ['ignore', 'pipe', 'pipe'], timeout: seconds * 1000,
  });
  const parts = { out: '', note: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => { parts.out += text; });
  child.stderr.setEncoding('utf8').on('data', (text: string) => { parts.note += text; });
  child.on('error', fail);
  child.on('close', (code) => settle({ pid: child.pid ?? 0, code: code ?? -1, ...parts }));
});
