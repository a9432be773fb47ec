import { checkPack, type CheckFinding, type CitationResolver, diffPacks, type Pack } from '@fengcun/policy';
import { resolveCitation } from '@fengcun/statute';
import { EXIT, type ExitCode, UnusableInput } from '../exit.ts';
import { type Arguments, parseOptions, textOption } from '../options.ts';
import { choosePacks, loadPacks } from '../packs-folder.ts';
import { packText } from '../pack-text.ts';
import { styled, type Terminal } from '../terminal.ts';

/** What a citation stands for, so that law in force cannot rest on a proposal. */
const citationKind: CitationResolver = (id) => {
  const found = resolveCitation(id);
  if (!found.ok) return undefined;
  const { status } = found.value.instrument;
  return { kind: status === 'inForce' ? 'law' : status === 'foreign' ? 'foreign' : 'proposal' };
};

type Packs = ReadonlyMap<string, Pack>;
type Run = Readonly<{
  given: Arguments;
  packs: Packs;
  words: readonly string[];
  terminal: Terminal;
  asJson: boolean;
}>;

const check = ({ packs, words, terminal, asJson }: Run): ExitCode => {
  const chosen = words.length === 0 ? [...packs.values()] : choosePacks(packs, words);
  const results = chosen.map((pack) => ({ pack, findings: checkPack(pack, citationKind) }));
  for (const { pack, findings } of results) {
    const checked = { pack: pack.id, status: pack.status, packHash: pack.hash, findings };
    terminal.out(asJson ? `${JSON.stringify(checked)}\n` : checkText(pack, findings, terminal));
  }
  const isSerious = results.some(({ findings }) => findings.some((each) => each.severity !== 'info'));
  return isSerious ? EXIT.findings : EXIT.done;
};

const checkText = (pack: Pack, findings: readonly CheckFinding[], terminal: Terminal): string => {
  const serious = findings.filter((finding) => finding.severity !== 'info').length;
  const mark = serious === 0 ? '✔' : '✘';
  const head = `${mark} ${pack.id}  ${pack.status}  ${pack.version}  ${pack.hash.slice(0, 19)}\n`;
  const lines = findings.map((finding) => {
    const style = finding.severity === 'error' ? 'red' : finding.severity === 'warning' ? 'yellow' : 'gray';
    const severity = styled(terminal, style, finding.severity.padEnd(7));
    const place = `${finding.at.line}:${finding.at.column}`.padEnd(8);
    return `    ${severity} ${place} ${finding.code}  ${finding.message}\n`;
  });
  return head + lines.join('');
};

const show = ({ packs, words, terminal, asJson }: Run): ExitCode => {
  const [id] = words;
  if (id === undefined) throw new UnusableInput(`name a pack; there are ${[...packs.keys()].join(', ')}`);
  for (const pack of choosePacks(packs, words)) {
    terminal.out(asJson ? `${JSON.stringify({ ...(pack.data as object), packHash: pack.hash })}\n`
      : packText(pack, terminal));
  }
  return EXIT.done;
};

const diff = async ({ given, packs, words, terminal, asJson }: Run): Promise<ExitCode> => {
  const [a, b] = choosePacks(packs, words);
  if (a === undefined || b === undefined || words.length !== 2) {
    throw new UnusableInput('name two packs to compare');
  }
  const changes = diffPacks(a, b);
  if (asJson) terminal.out(`${JSON.stringify({ from: a.id, to: b.id, changes })}\n`);
  else {
    const { diffNumbers, diffText } = await import('../lab/diff-text.ts');
    terminal.out(diffText(changes, { before: a, after: b, language: terminal.language }));
    if (changes.length > 0) terminal.out(await diffNumbers([a, b], textOption(given, 'population'),
      terminal));
  }
  return changes.length === 0 ? EXIT.done : EXIT.findings;
};

const list = ({ packs, terminal }: Run): ExitCode => {
  for (const pack of packs.values()) {
    const title = pack.title[terminal.language];
    terminal.out(`${pack.id.padEnd(18)} ${pack.status.padEnd(9)} ${pack.version}  ${title}\n`);
  }
  return EXIT.done;
};

/** Loaded only when asked for: the prover is large. */
const prove = async ({ given, packs, words, terminal, asJson }: Run): Promise<ExitCode> => {
  const { provePacks } = await import('../prove/prove-packs.ts');
  const [theorem, folder] = [textOption(given, 'theorem'), textOption(given, 'policies')];
  const chosen = words.length === 0 ? [...packs.values()] : choosePacks(packs, words);
  return provePacks({ packs, chosen, theorem, folder, terminal, asJson });
};

type Action = (run: Run) => ExitCode | Promise<ExitCode>;
const ACTIONS: Readonly<Record<string, Action>> = { check, show, diff, list, prove };

/** `fengcun packs check|show|diff|list|prove`: what a pack says, cannot mean, and what is proved of it. */
export const packs = async (argv: readonly string[], terminal: Terminal): Promise<ExitCode> => {
  const given = parseOptions(argv, {
    json: { type: 'boolean' }, policies: { type: 'string' }, theorem: { type: 'string' },
    population: { type: 'string' },
  });
  const [name = 'list', ...words] = given.words;
  const action = ACTIONS[name];
  if (action === undefined) {
    throw new UnusableInput(`packs «${name}»: there are ${Object.keys(ACTIONS).join(', ')}`);
  }
  const loaded = await loadPacks(textOption(given, 'policies'));
  return action({ given, packs: loaded, words, terminal, asJson: given.values['json'] === true });
};
