import { basename, join, resolve } from 'node:path';
import { issueDocument, templateById, type Template, TEMPLATES } from '@fengcun/documents';
import { writeWhole } from '../atomic-write.ts';
import { readFacts } from '../documents/facts-file.ts';
import { loadFont } from '../documents/load-font.ts';
import { openSigningFolder } from '../documents/signing-folder.ts';
import { describeTemplate, listTemplates } from '../documents/template-text.ts';
import { EXIT, type ExitCode, UnusableInput } from '../exit.ts';
import { keyFolder } from '../open-data.ts';
import { type Arguments, parseOptions, textOption } from '../options.ts';
import type { Terminal } from '../terminal.ts';

const OPTIONS = {
  facts: { type: 'string' }, out: { type: 'string' }, 'signing-folder': { type: 'string' },
  version: { type: 'string' }, json: { type: 'boolean' },
} as const;

const templateOf = (id: string | undefined, given: Arguments): Template => {
  const asked = textOption(given, 'version');
  const version = asked === undefined ? undefined : Number(asked);
  const found = id === undefined ? undefined : templateById(id, version);
  if (found !== undefined) return found;
  const known = TEMPLATES.map((paper) => paper.id).join(', ');
  throw new UnusableInput(`no such paper; ./fengcun document list names them: ${known}`);
};

const optionOf = (given: Arguments, name: 'facts' | 'out'): string => {
  const value = textOption(given, name);
  if (value !== undefined && value !== '') return value;
  throw new UnusableInput(name === 'facts'
    ? '--facts is missing; give the JSON file with the facts of the paper'
    : '--out is missing; give the name of the PDF file to write');
};

const make = async (template: Template, given: Arguments, terminal: Terminal): Promise<ExitCode> => {
  const [facts, out] = [optionOf(given, 'facts'), optionOf(given, 'out')];
  const read = await readFacts(facts, basename(facts));
  const folder = resolve(textOption(given, 'signing-folder') ?? join(keyFolder(), 'document-signing'));
  const { signer, root, isDevelopment } = await openSigningFolder(folder);
  const made = await issueDocument({ font: await loadFont(), signer }, { template, facts: read });
  if (!made.ok) {
    const [first, ...others] = made.error.map(({ message }) => message);
    const more = others.length === 0 ? '' : ` (and ${others.length} more)`;
    throw new UnusableInput(`${basename(facts)}: ${first}${more}`);
  }
  const { bytes, pages, line } = made.value;
  // A paper names a person: nobody but its maker reads the file.
  process.umask(0o077);
  await writeWhole(out, bytes);
  const report = { ...line, file: out, pages, bytes: bytes.length, signer: signer.name, isDevelopment, root };
  const isZh = terminal.language === 'zh';
  const seal = isDevelopment ? (isZh ? '（开发签章，非正式）' : ' (development key, no official seal)') : '';
  terminal.out(given.values['json'] === true ? `${JSON.stringify(report)}\n`
    : `${template.title} ${line.number}  ${pages} ${isZh ? '页' : pages === 1 ? 'page' : 'pages'}  ${out}\n`
      + `${isZh ? '签名' : 'signed by'} ${signer.name}${seal}\n`);
  return EXIT.done;
};

/** `fengcun document`: lists papers, shows one's fields, or makes one as a signed PDF. */
export const documentCommand = async (argv: readonly string[], terminal: Terminal): Promise<ExitCode> => {
  const given = parseOptions(argv, OPTIONS);
  const [word, id] = given.words;
  const asJson = given.values['json'] === true;
  if (word === 'list') {
    const lines = TEMPLATES.map((paper) => `${JSON.stringify(paper)}\n`).join('');
    terminal.out(asJson ? lines : listTemplates(terminal.language));
    return EXIT.done;
  }
  if (word === 'show') {
    const template = templateOf(id, given);
    terminal.out(asJson ? `${JSON.stringify(template)}\n` : describeTemplate(template, terminal.language));
    return EXIT.done;
  }
  return make(templateOf(word, given), given, terminal);
};
