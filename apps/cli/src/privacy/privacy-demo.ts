import { existsSync } from 'node:fs';
import { EXIT, type ExitCode } from '../exit.ts';
import type { Language, Terminal } from '../terminal.ts';
import { aboutLines } from './demo-about.ts';
import { type DemoPart, playPart } from './demo-frame.ts';

/** The parts in their order; each is a folder beside this file with its `demo.ts`. */
export const DEMO_PARTS = ['stats', 'psi', 'sum', 'recognise', 'federate'] as const;

/** What stands before the first part. */
const INTRODUCTION: Readonly<Record<Language, string>> = {
  zh: '以下各方都是虚构的，各自是一个单独的进程，只通过文件往来；缩进的几行就是每一方所看到的全部。约需几分钟。\n',
  en: 'Every party is invented and a process of its own; they exchange files alone. What is indented '
    + 'under a party is what it saw. A few minutes.\n',
};

const isPart = (value: unknown): value is DemoPart =>
  typeof value === 'object' && value !== null && typeof Reflect.get(value, 'run') === 'function';

/** The part of a name; undefined where its folder has none. */
const partNamed = async (name: string): Promise<DemoPart | undefined> => {
  const file = new URL(`./${name}/demo.ts`, import.meta.url);
  if (!existsSync(file)) return undefined;
  const loaded: unknown = await import(file.href);
  const part: unknown = Reflect.get(Object(loaded), 'demo');
  return isPart(part) ? part : undefined;
};

const played = async (
  name: string, at: Readonly<{ terminal: Terminal; language: Language }>,
): Promise<boolean> => {
  const { terminal, language } = at;
  try {
    const part = await partNamed(name);
    terminal.out(`\n${part?.title[language] ?? name}\n\n`);
    if (part === undefined) {
      terminal.out(language === 'zh' ? '  本部分尚无演示\n' : '  this part has no demonstration yet\n');
      return false;
    }
    terminal.out(aboutLines(name, language).map((line) => `${line}\n`).join(''));
    terminal.out('\n');
    await playPart(part, at);
    return true;
  } catch (error) {
    const what = error instanceof Error ? error.message : String(error);
    terminal.out(`  ✘ ${name}: ${what}\n`);
    return false;
  }
};

/**
 * `fengcun demo privacy [PART…]`: the kinds of privacy computing between separate processes with invented
 * organs, and what each party saw. A part that fails is named; the others are played all the same.
 */
export const privacyDemo = async (
  terminal: Terminal, { language, parts }: Readonly<{ language: Language; parts: readonly string[] }>,
): Promise<ExitCode> => {
  const chosen = DEMO_PARTS.filter((name) => parts.length === 0 || parts.includes(name));
  terminal.out(INTRODUCTION[language]);
  let isWhole = true;
  for (const name of chosen) isWhole = await played(name, { terminal, language }) && isWhole;
  return isWhole ? EXIT.done : EXIT.findings;
};
