import { type OpenSolver, openSolver } from '@fengcun/application';
import { type Pack, prove, readTheorems, type Theorem } from '@fengcun/policy';
import { EXIT, type ExitCode, UnusableInput } from '../exit.ts';
import { theoremTexts } from '../packs-folder.ts';
import type { Terminal } from '../terminal.ts';
import { proofText } from './proof-text.ts';

/** What is to be proved: theorems of some packs, which may speak of all packs. */
export type Proving = Readonly<{
  packs: ReadonlyMap<string, Pack>;
  chosen: readonly Pack[];
  theorem: string | undefined;
  folder: string | undefined;
  terminal: Terminal;
  asJson: boolean;
}>;

type Listed = Readonly<{ pack: Pack; theorem: Theorem }>;

const theoremsOf = (pack: Pack, packs: Proving['packs'], files: ReadonlyMap<string,
  string>): readonly Theorem[] => {
  const found = [...files].find(([path]) => path.endsWith(`/${pack.id}.theorems.yaml`));
  if (found === undefined) return [];
  const [path, text] = found;
  const read = readTheorems(text, { pack, packs });
  if (read.ok) return read.value;
  const told = read.error.map(({ line, column, message, code }) =>
    `${path}:${line}:${column}: ${message}  [${code}]`);
  throw new UnusableInput(told.join('\n'));
};

const listed = async ({ packs, chosen, theorem, folder }: Proving): Promise<readonly Listed[]> => {
  const files = await theoremTexts(folder);
  const all = chosen.flatMap((pack) => theoremsOf(pack, packs, files).map((each) => ({ pack,
    theorem: each })));
  const wanted = all.filter(({ theorem: { id } }) => theorem === undefined || id === theorem);
  if (wanted.length > 0) return wanted;
  const ids = (all.length === 0 ? chosen.map(({ id }) => id) : all.map((each) => each.theorem.id)).join(', ');
  throw new UnusableInput(all.length === 0 ? `no theorems beside ${ids}`
    : `no theorem «${theorem ?? ''}»; there are ${ids}`);
};

const proveEach = async (solver: OpenSolver, all: readonly Listed[], to: Proving): Promise<ExitCode> => {
  let isProved = true;
  for (const { pack, theorem } of all) {
    const startedAt = to.terminal.elapsedMs();
    const proof = await prove(solver, pack, theorem);
    const seconds = Math.round(to.terminal.elapsedMs() - startedAt) / 1000;
    to.terminal.out(to.asJson
      ? `${JSON.stringify({ ...proof, say: theorem.say, cite: theorem.cite, seconds })}\n`
      : proofText({ proof, theorem, seconds }, to.terminal));
    if (proof.status !== 'proved') isProved = false;
  }
  return isProved ? EXIT.done : EXIT.findings;
};

/**
 * `fengcun packs prove`: a proof or a smallest counterexample for each theorem; exit 1 where one is
 * not proved.
 */
export const provePacks = async (proving: Proving): Promise<ExitCode> => {
  const all = await listed(proving);
  const solver = await openSolver();
  try {
    return await proveEach(solver, all, proving);
  } finally {
    solver.close();
  }
};
