import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { writeWhole } from '../atomic-write.ts';
import { EXIT, type ExitCode, UnusableInput } from '../exit.ts';
import { answerText, inquiriesText, inquiryText } from '../inquiry/inquiry-text.ts';
import { type ServiceAnswer, type ServiceClient, serviceClient } from '../inquiry/service-client.ts';
import { type Arguments, parseOptions, textOption } from '../options.ts';
import type { Terminal } from '../terminal.ts';

const OPTIONS = {
  server: { type: 'string' }, 'token-file': { type: 'string' }, json: { type: 'boolean' },
  out: { type: 'string' }, stage: { type: 'string' }, reasons: { type: 'string' },
  signer: { type: 'string' }, answers: { type: 'string' },
  confirm: { type: 'string', multiple: true }, reading: { type: 'string', multiple: true },
  limit: { type: 'string', multiple: true },
} as const;

type Run = Readonly<{
  send: ServiceClient; given: Arguments; words: readonly string[]; terminal: Terminal; asJson: boolean;
}>;
type Show = (body: ServiceAnswer['body'], terminal: Terminal) => string;

const needed = (text: string | undefined, what: string): string => {
  if (text !== undefined && text !== '') return text;
  throw new UnusableInput(what);
};

const idOf = ({ words: [id] }: Run): string =>
  needed(id, 'name an application; `inquiry list` tells their ids');
const option = ({ given }: Run, name: string, what: string): string =>
  needed(textOption(given, name), `--${name} is missing; give ${what}`);

const jsonFile = async (path: string): Promise<unknown> => {
  const text = await readFile(path, 'utf8').catch(() => undefined);
  if (text === undefined) throw new UnusableInput(`${basename(path)}: no such file`);
  try {
    return JSON.parse(text.replace(/^\ufeff/, ''));
  } catch {
    throw new UnusableInput(`${basename(path)}: not readable as JSON`);
  }
};

/** Prints an answer, or in one sentence why there is none; exit 1 for a refusal. */
const tell = (run: Run, answer: ServiceAnswer, show: Show): ExitCode => {
  const { terminal, asJson } = run;
  const { isDone, status, body } = answer;
  if (asJson) terminal.out(`${JSON.stringify(body)}\n`);
  else if (isDone) terminal.out(show(body, terminal));
  else {
    const why = body['detail'] ?? body['title'] ?? body['code'] ?? '';
    terminal.note(`fengcun inquiry: ${status} ${String(why)}\n`);
  }
  return isDone ? EXIT.done : EXIT.findings;
};

type Pairs = readonly (readonly [string, string])[];

const pairs = ({ given }: Run, name: 'confirm' | 'reading' | 'limit'): Pairs => {
  const told = given.values[name];
  const all = Array.isArray(told) ? told.filter((one) => typeof one === 'string') : [];
  return all.map((one) => {
    const cut = one.indexOf('=');
    if (cut < 1) throw new UnusableInput(`--${name}: give name=value`);
    return [one.slice(0, cut), one.slice(cut + 1)];
  });
};

/** `--limit NAME[:VALUE]=REASONS`, as often as there are limits: a class list or a day is the value. */
const limits = (run: Run): Readonly<{ limits?: readonly unknown[] }> => {
  const all = pairs(run, 'limit').map(([told, reasons]) => {
    const [limit = '', value] = told.split(':');
    if (limit === 'classes') return { limit, classes: (value ?? '').split(','), reasons };
    return value === undefined ? { limit, reasons } : { limit, day: value, reasons };
  });
  return all.length === 0 ? {} : { limits: all };
};

const propose = async (run: Run): Promise<ExitCode> => {
  const [, outcome] = run.words;
  if (outcome !== 'grant' && outcome !== 'refuse') {
    throw new UnusableInput('say grant or refuse after the id');
  }
  const body = {
    type: 'Propose', outcome, reasons: option(run, 'reasons', 'the reasons'),
    confirmations: pairs(run, 'confirm').map(([what, holds]) => ({ what, holds })),
    readings: pairs(run, 'reading').map(([question, reading]) => ({ question, reading })),
    ...limits(run),
  };
  return tell(run, await run.send(`/v1/inquiries/${idOf(run)}/steps`, body), inquiryText);
};

const decide = async (run: Run): Promise<ExitCode> => {
  const [, word] = run.words;
  if (word !== 'agree' && word !== 'return') throw new UnusableInput('say agree or return after the id');
  const reasons = textOption(run.given, 'reasons') ?? '';
  const body = { agrees: word === 'agree', reasons, ...limits(run) };
  return tell(run, await run.send(`/v1/inquiries/${idOf(run)}/decisions`, body), inquiryText);
};

const prepare = async (run: Run): Promise<ExitCode> => {
  const path = textOption(run.given, 'answers');
  const answers = path === undefined ? [] : await jsonFile(path);
  const answer = await run.send(`/v1/inquiries/${idOf(run)}/preparations`, { answers });
  const told = tell(run, answer, inquiryText);
  return answer.body['questions'] === undefined ? told : EXIT.findings;
};

/** The answer is shown once: where it is to be kept is asked for before it is taken. */
const disclose = async (run: Run): Promise<ExitCode> => {
  const out = option(run, 'out', 'the name of the PDF file for the letter');
  const answer = await run.send(`/v1/inquiries/${idOf(run)}/disclosures`, {});
  if (answer.isDone) {
    process.umask(0o077);
    await writeWhole(out, Buffer.from(String(answer.body['letter'] ?? ''), 'base64'));
  }
  const { letter: _written, ...body } = answer.body;
  return tell(run, { ...answer, body }, answerText);
};

const paper = async (run: Run): Promise<ExitCode> => {
  const [id, name] = run.words;
  const out = option(run, 'out', 'the name of the PDF file');
  const [of, which] = [needed(id, 'name an application'), needed(name, 'name a paper after the id')];
  const answer = await run.send(`/v1/inquiries/${of}/papers/${which}`);
  if (!answer.isDone) return tell(run, answer, inquiryText);
  process.umask(0o077);
  await writeWhole(out, answer.bytes);
  run.terminal.out(`${out}\n`);
  return EXIT.done;
};

const ACTIONS: Readonly<Record<string, (run: Run) => Promise<ExitCode>>> = {
  list: async (run) => {
    const stage = textOption(run.given, 'stage');
    const search = stage === undefined ? '' : `?stage=${encodeURIComponent(stage)}`;
    return tell(run, await run.send(`/v1/inquiries${search}`), inquiriesText);
  },
  show: async (run) => tell(run, await run.send(`/v1/inquiries/${idOf(run)}`), inquiryText),
  apply: async (run) => {
    const file = needed(run.words[0], 'give the application as a JSON file');
    return tell(run, await run.send('/v1/inquiries', await jsonFile(file)), inquiryText);
  },
  supplement: async (run) => {
    const body = await jsonFile(needed(run.words[1], 'give the supplement as a JSON file after the id'));
    return tell(run, await run.send(`/v1/inquiries/${idOf(run)}/supplements`, body), inquiryText);
  },
  withdraw: async (run) =>
    tell(run, await run.send(`/v1/inquiries/${idOf(run)}/withdrawals`, {}), inquiryText),
  check: async (run) => {
    const body = { type: 'CheckIntake' };
    return tell(run, await run.send(`/v1/inquiries/${idOf(run)}/steps`, body), inquiryText);
  },
  propose, decide, prepare, disclose, paper,
  sign: async (run) => {
    const body = { signer: option(run, 'signer', 'the name of the officer who signs') };
    return tell(run, await run.send(`/v1/inquiries/${idOf(run)}/undertakings`, body), inquiryText);
  },
};

/** `fengcun inquiry`: inquiries at a running service, as the account of a token. */
export const inquiry = async (argv: readonly string[], terminal: Terminal): Promise<ExitCode> => {
  const given = parseOptions(argv, OPTIONS);
  const [name = 'list', ...words] = given.words;
  const action = ACTIONS[name];
  if (action === undefined) {
    throw new UnusableInput(`inquiry «${name}»: there are ${Object.keys(ACTIONS).join(', ')}`);
  }
  const send = await serviceClient(given);
  return action({ send, given, words, terminal, asJson: given.values['json'] === true });
};
