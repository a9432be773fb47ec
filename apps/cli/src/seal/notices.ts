import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { makePapers, type PapersWanted, type RecordPapers, type SealActor } from '@fengcun/application';
import { parseCaseCode } from '@fengcun/registry';
import { writeWhole } from '../atomic-write.ts';
import { loadFont } from '../documents/load-font.ts';
import { EXIT, type ExitCode, UnusableInput } from '../exit.ts';
import { type Arguments, textOption } from '../options.ts';
import type { Terminal } from '../terminal.ts';
import { needed } from './person.ts';
import { SEAL_OPTIONS, type SealVerb } from './verb.ts';
import { onSeals } from './with-seals.ts';

const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

const wantedIn = ({ words }: Arguments): PapersWanted => {
  const [word = '', ...others] = words;
  if (others.length > 0 || word === '') {
    throw new UnusableInput('name one record by its id, or one case by its code');
  }
  if (ID.test(word)) return { recordId: word };
  const code = parseCaseCode(word);
  if (!code.ok) throw new UnusableInput(`no id of a record, and no one-case code: ${code.error.message}`);
  return { caseCode: code.value };
};

const actorOf = (given: Arguments): SealActor => ({
  account: textOption(given, 'as') ?? textOption(given, 'account') ?? 'command-line', role: 'registrar',
});

const toldIn = (
  given: Arguments,
): Readonly<{ newDisposition?: string; decidedTerm?: string; usedIn?: string }> => {
  const [judgment, term, usedIn] =
    [textOption(given, 'new-judgment'), textOption(given, 'decided-term'), textOption(given, 'used-in')];
  return {
    ...(judgment === undefined ? {} : { newDisposition: judgment }),
    ...(term === undefined ? {} : { decidedTerm: term }),
    ...(usedIn === undefined ? {} : { usedIn }),
  };
};

const write = async (folder: string, made: readonly RecordPapers[]): Promise<void> => {
  // A paper names a person: nobody but its maker reads the folder and the files (0700, 0600).
  process.umask(0o077);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  for (const { papers } of made) {
    for (const { fileName, bytes } of papers) await writeWhole(join(folder, fileName), bytes);
  }
};

const lines = (made: RecordPapers, { language }: Terminal): string => {
  const { papers, unmade } = made;
  const [none, cannot] = language === 'zh' ? ['没有应制作的文书', '不能制作'] : ['no paper is owed', 'not made'];
  if (papers.length + unmade.length === 0) return `${made.orderNumber ?? made.recordId}  ${none}\n`;
  return [
    ...papers.map(({ number, recipient, fileName }) => `✔ ${number}  ${recipient}  ${fileName}\n`),
    ...unmade.map(({ template, recipient, reasons }) =>
      `✘ ${template}  ${recipient}  ${cannot}: ${reasons.join(' ')}\n`),
  ].join('');
};

const asJson = ({ papers, ...rest }: RecordPapers): string =>
  `${JSON.stringify({ ...rest, papers: papers.map(({ bytes: _bytes, ...paper }) => paper) })}\n`;

/**
 * `seal notices RECORD|CODE --out FOLDER`: the papers that are owed, as signed PDF files; exit 1 where
 * one could not be made, with the field that nobody told, or where there is no order.
 */
export const noticesVerb: SealVerb = {
  options: {
    ...SEAL_OPTIONS, out: { type: 'string' }, as: { type: 'string' }, 'new-judgment': { type: 'string' },
    'decided-term': { type: 'string' }, 'used-in': { type: 'string' },
  },
  run: async (given, terminal): Promise<ExitCode> => {
    const wanted = wantedIn(given);
    const folder = resolve(needed(given, 'out', 'the folder to write the papers to'));
    const font = await loadFont();
    const answer = await onSeals(given, terminal, (parts) =>
      makePapers(parts, { by: actorOf(given), wanted, font, told: toldIn(given) }));
    const inJson = given.values['json'] === true;
    if (!answer.ok) {
      const { code } = answer.error;
      if (inJson) terminal.out(`${JSON.stringify({ ...wanted, refused: code })}\n`);
      else terminal.note(`✘ ${terminal.language === 'zh' ? '未办理' : 'refused'}: ${code}\n`);
      return EXIT.findings;
    }
    await write(folder, answer.value);
    for (const made of answer.value) terminal.out(inJson ? asJson(made) : lines(made, terminal));
    return answer.value.every(({ unmade }) => unmade.length === 0) ? EXIT.done : EXIT.findings;
  },
};
