import { civil } from '@fengcun/kernel';
import {
  type BasisFinding, checkLegalBases, legalBasesHash, type LegalBasisRegistry,
} from '@fengcun/statute';
import { writeAmended } from '../bases/amend.ts';
import { readBases } from '../bases/bases-file.ts';
import { basisLine, basisText } from '../bases/basis-text.ts';
import { EXIT, type ExitCode, UnusableInput } from '../exit.ts';
import { type Arguments, parseOptions, textOption } from '../options.ts';
import { styled, type Terminal } from '../terminal.ts';

const OPTIONS = {
  json: { type: 'boolean' }, file: { type: 'string' }, id: { type: 'string' },
  set: { type: 'string', multiple: true },
  from: { type: 'string' }, until: { type: 'string' }, correct: { type: 'string' }, add: { type: 'boolean' },
  reason: { type: 'string' }, version: { type: 'string' }, out: { type: 'string' },
  verbose: { type: 'boolean' },
} as const;

type Run = Readonly<{
  registry: LegalBasisRegistry; given: Arguments; words: readonly string[]; terminal: Terminal;
}>;

const isJson = ({ given }: Run): boolean => given.values['json'] === true;

const findingsText = (findings: readonly BasisFinding[], { given, terminal }: Run): string => {
  const isVerbose = given.values['verbose'] === true;
  const shown = isVerbose ? findings : findings.filter(({ severity }) => severity !== 'info');
  const lines = shown.map(({ severity, id, code, message }) => {
    const style = severity === 'error' ? 'red' : severity === 'warning' ? 'yellow' : 'gray';
    return `    ${styled(terminal, style, severity.padEnd(7))} ${id.padEnd(6)} ${code}  ${message}\n`;
  });
  const hidden = findings.length - shown.length;
  const more = terminal.language === 'zh' ? `另有提示 ${hidden} 条，--verbose 显示`
    : `${hidden} infos; --verbose shows them`;
  return `${lines.join('')}${hidden > 0 ? `    ${more}\n` : ''}`;
};

const check = (run: Run): ExitCode => {
  const { registry, terminal } = run;
  const findings = checkLegalBases(registry);
  const isSound = findings.every(({ severity }) => severity !== 'error');
  const [version, sha256, norms] = [registry.version, legalBasesHash(registry), registry.bases.length];
  terminal.out(isJson(run) ? `${JSON.stringify({ version, sha256, norms, findings })}\n`
    : `${isSound ? '✔' : '✘'} ${version}  ${norms}  ${sha256.slice(0, 16)}\n${findingsText(findings, run)}`);
  return isSound ? EXIT.done : EXIT.findings;
};

const list = (run: Run): ExitCode => {
  const { registry, terminal } = run;
  if (isJson(run)) terminal.out(`${JSON.stringify(registry)}\n`);
  else for (const basis of registry.bases) terminal.out(basisLine(basis, civil(terminal.today()), terminal));
  return EXIT.done;
};

const show = (run: Run): ExitCode => {
  const { registry, words, terminal } = run;
  const rows = registry.bases.filter(({ id }) => words.includes(id));
  if (rows.length === 0) throw new UnusableInput('name a norm, such as LB-14; `bases list` names them');
  for (const basis of rows) {
    terminal.out(isJson(run) ? `${JSON.stringify(basis)}\n` : basisText(basis, registry, terminal));
  }
  return EXIT.done;
};

const amend = async (run: Run): Promise<ExitCode> => {
  const { registry, given, terminal } = run;
  const made = await writeAmended(registry, given);
  terminal.out(isJson(run) ? `${JSON.stringify(made)}\n`
    : `✔ ${made.file}  ${made.version}  ${made.sha256.slice(0, 16)}  ← ${made.supersedes}\n`);
  return EXIT.done;
};

const ACTIONS: Readonly<Record<string, (run: Run) => ExitCode | Promise<ExitCode>>> =
  { check, list, show, amend };

/** `fengcun bases check|list|show|amend`: norms that inquiries may rest on, as dated data. */
export const bases = async (argv: readonly string[], terminal: Terminal): Promise<ExitCode> => {
  const given = parseOptions(argv, OPTIONS);
  const [name = 'list', ...words] = given.words;
  const action = ACTIONS[name];
  if (action === undefined) {
    throw new UnusableInput(`bases «${name}»: there are ${Object.keys(ACTIONS).join(', ')}`);
  }
  const file = textOption(given, 'file') ?? (name === 'show' ? undefined : words[0]);
  return action({ registry: await readBases(file), given, words, terminal });
};
