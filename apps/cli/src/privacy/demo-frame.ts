import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
  /** Sets the clock of all processes of this stage that start from now on ahead by whole days. */
  daysAhead: (days: number) => Promise<void>;
}>;

/** One part of `demo privacy`; every builder's `demo.ts` exports one as `demo`. */
export type DemoPart = Readonly<{
  title: Readonly<Record<Language, string>>;
  run: (stage: DemoStage) => Promise<void>;
}>;

/** LIMIT: seconds a process of a demonstration may take. */
const SECONDS = 120;
const DAY_MILLIS = 86_400_000;
const CLOCK = 'clock';

/** Runs `fengcun` with these words in a process of its own, on invented data in a folder. */
export const runProgram = (
  folder: string, argv: readonly string[], seconds = SECONDS,
): Promise<PartyRun> => new Promise((settle, fail) => {
  const child = spawn(process.execPath, [PROGRAM, ...argv], {
    cwd: folder, stdio: ['ignore', 'pipe', 'pipe'], timeout: seconds * 1000,
    // Keys of a demonstration stay in its folder, and its days may pass faster.
    env: {
      ...process.env, FENGCUN_DEMO: '1', FENGCUN_DEMO_CLOCK: join(folder, CLOCK),
      XDG_CONFIG_HOME: join(folder, 'keys'),
    },
  });
  const parts = { out: '', note: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => { parts.out += text; });
  child.stderr.setEncoding('utf8').on('data', (text: string) => { parts.note += text; });
  child.on('error', fail);
  child.on('close', (code) => settle({ pid: child.pid ?? 0, code: code ?? -1, ...parts }));
});

const stageIn = (terminal: Terminal, language: Language, folder: string): DemoStage => ({
  terminal, language, folder,
  program: async (party, argv, seconds) => {
    const run = await runProgram(folder, argv, seconds);
    terminal.note(`  [${party}, process ${run.pid}] fengcun ${argv.slice(0, 3).join(' ')} → ${run.code}\n`);
    return run;
  },
  saw: (party, lines) => terminal.out([`  ${party}`, ...lines.map((line) => `    ${line}`), ''].join('\n')),
  daysAhead: (days) => writeFile(join(folder, CLOCK), String(days * DAY_MILLIS)),
});

/** Plays a part on an empty stage; the folder is removed whatever happens. */
export const playPart = async (
  part: DemoPart, { terminal, language }: Readonly<{ terminal: Terminal; language: Language }>,
): Promise<void> => {
  const folder = await mkdtemp(join(tmpdir(), 'fengcun-privacy-'));
  try {
    const stage = stageIn(terminal, language, folder);
    await stage.daysAhead(0);
    await part.run(stage);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};
