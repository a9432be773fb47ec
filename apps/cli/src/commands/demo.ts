import { join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeWhole } from '../atomic-write.ts';
import { parseAsOf } from '../decide-record.ts';
import { buildReportModel } from '../demo/report-model.ts';
import { EXIT, type ExitCode, UnusableInput } from '../exit.ts';
import { expandFiles } from '../files.ts';
import { parseOptions, textOption } from '../options.ts';
import { loadPacks, packsInForce } from '../packs-folder.ts';
import { startProgress } from '../progress.ts';
import { type ReadSource, readSource } from '../records.ts';
import { renderReport } from '../report/index.ts';
import { openSources } from '../sources.ts';
import { renderPersons, renderSummary } from '../table/index.ts';
import { type Language, type Terminal } from '../terminal.ts';

const EXAMPLES = fileURLToPath(new URL('../../../../examples/', import.meta.url));

/** Documents the demo walks through; every one is invented. */
const EXAMPLE_FOLDERS = ['documents', 'rows'].map((name) => join(EXAMPLES, name));

const readAll = async (terminal: Terminal): Promise<readonly ReadSource[]> => {
  const files = await expandFiles(EXAMPLE_FOLDERS);
  const progress = startProgress(terminal, files.length, terminal.language === 'zh' ? '份文件' : 'files');
  const read: ReadSource[] = [];
  for (const [index, file] of files.entries()) {
    for await (const source of openSources(file)) read.push(readSource(source));
    progress.advance(index + 1);
  }
  progress.end();
  return read;
};

/**
 * `fengcun demo`: the main job on invented documents, to a table and an HTML report; then, on a terminal, the
 * console over an invented world until Ctrl-C. `demo seal`: the way of a record between organs, with real
 * processes; `demo inquiry`: every kind of inquirer; `demo privacy`: computing between organs that share no
 * rows; these end by themselves.
 */
export const demo = async (argv: readonly string[], terminal: Terminal): Promise<ExitCode> => {
  const given = parseOptions(argv, {
    once: { type: 'boolean' }, out: { type: 'string' }, 'as-of': { type: 'string' },
    language: { type: 'string' }, port: { type: 'string' },
  });
  const [part, ...more] = given.words;
  const language = languageOption(textOption(given, 'language')) ?? terminal.language;
  if (part === 'privacy') {
    const { DEMO_PARTS, privacyDemo } = await import('../privacy/privacy-demo.ts');
    const unknown = more.find((name) => !DEMO_PARTS.some((one) => one === name));
    if (unknown !== undefined) throw new UnusableInput(`demo privacy: parts are ${DEMO_PARTS.join(', ')}`);
    return privacyDemo(terminal, { language, parts: more });
  }
  if ((part !== undefined && part !== 'seal' && part !== 'inquiry') || more.length > 0) {
    throw new UnusableInput(`no demo «${given.words.join(' ')}»; there are: seal, inquiry, privacy`);
  }
  if (part === 'seal') {
    const { sealDemo } = await import('../demo/seal/seal-demo.ts');
    return sealDemo(terminal, { language, out: resolve(textOption(given, 'out') ?? 'demo-out/seal') });
  }
  if (part === 'inquiry') {
    const { inquiryDemo } = await import('../demo/inquiry/inquiry-demo.ts');
    return inquiryDemo(terminal, { language, out: resolve(textOption(given, 'out') ?? 'demo-out/inquiry') });
  }
  const asOf = parseAsOf(textOption(given, 'as-of') ?? terminal.today());
  const settings = {
    packs: packsInForce(await loadPacks()), asOf, matter: 'seal', switches: {}, packsAreNamed: false,
  };
  const sources = await readAll({ ...terminal, language });
  const model = buildReportModel({ sources, settings, language, asOf });
  const report = resolve(textOption(given, 'out') ?? 'demo-out', 'report.html');
  await writeWhole(report, renderReport(model));
  const picture = { language, colour: terminal.colour, width: terminal.width };
  terminal.out(`${renderPersons(model, picture)}\n${renderSummary(model, picture)}`);
  const fromHere = relative(process.cwd(), report);
  const shown = fromHere.startsWith('..') ? report : `./${fromHere}`;
  terminal.out(`\n  ${language === 'zh' ? '报告' : 'report'}  ${shown}\n`);
  if (given.values['once'] === true || !goesOn(terminal)) return EXIT.done;
  const { serveWorld } = await import('../demo/world/serve-world.ts');
  return serveWorld({ ...terminal, language }, {
    out: resolve(textOption(given, 'out') ?? 'demo-out'), port: textOption(given, 'port'),
  });
};

/** Somebody is there to open the console: on a terminal, and not in a build. */
const goesOn = ({ isInteractive }: Terminal): boolean => isInteractive && !process.env['CI'];

const languageOption = (text: string | undefined): Language | undefined => {
  if (text === undefined || text === 'zh' || text === 'en') return text;
  throw new UnusableInput('--language: zh or en');
};
