import {
  type Attached, attachFile, type AttachmentParts, attachmentParts, type AttachRefusal, blobsIn, clearUploads,
  type Deployment, sentenceOf, settleLedgers,
} from '@fengcun/application';
import type { Result } from '@fengcun/kernel';
import {
  ATTACHMENT_BYTES_MAX, ATTACHMENT_KIND_NAMES, isAttachmentKind, parseCaseCode,
} from '@fengcun/registry';
import { EXIT, type ExitCode, UnusableInput } from '../exit.ts';
import { expandFiles, type InputFile } from '../files.ts';
import { withFaults } from '../ledger/faults.ts';
import { DATA_OPTIONS, dataFolder, openData } from '../open-data.ts';
import { type Arguments, parseOptions, textOption } from '../options.ts';
import { startProgress } from '../progress.ts';
import { styled, type Terminal } from '../terminal.ts';

const OPTIONS = {
  ...DATA_OPTIONS, kind: { type: 'string' }, title: { type: 'string' }, stage: { type: 'string' },
  organ: { type: 'string' }, account: { type: 'string' }, json: { type: 'boolean' },
} as const;

const REGISTRY = 'registry/00';

type Wanted = Readonly<{ caseCode: string; kind: string; files: readonly InputFile[] }>;

const wantedOf = async (given: Arguments): Promise<Wanted> => {
  const [code, ...paths] = given.words;
  const parsed = parseCaseCode(code ?? '');
  if (!parsed.ok) throw new UnusableInput(`the first word is the code of the case: ${parsed.error.message}`);
  if (paths.length === 0) throw new UnusableInput('nothing to attach; give files after the code of the case');
  const kind = textOption(given, 'kind') ?? 'caseDossier';
  if (!isAttachmentKind(kind)) throw new UnusableInput(`--kind: one of ${ATTACHMENT_KIND_NAMES.join(', ')}`);
  const files = await expandFiles(paths);
  if (textOption(given, 'title') !== undefined && files.length > 1) {
    throw new UnusableInput('--title is of one file; attach files with titles one by one');
  }
  return { caseCode: parsed.value, kind, files };
};

const SENTENCES: Readonly<Record<AttachRefusal['code'], string>> = {
  CASE_UNKNOWN: 'there is no open case of this code',
  STAGE_UNKNOWN: 'the case has no stage record of this id; leave --stage out, or name one of the case',
  UPLOADS_TOO_MANY: 'too many uploads to this case are under way; finish them first',
  ATTACHMENT_INVALID: `an attachment has 1 to ${ATTACHMENT_BYTES_MAX} bytes and a readable title`,
  MEDIA_TYPE_UNKNOWN: 'neither PDF, OFD, TIFF, JPEG, PNG nor JPEG 2000 by its content',
  UPLOAD_UNKNOWN: 'the case was closed to attachments meanwhile',
  UPLOAD_BUSY: 'it is being uploaded elsewhere',
  UPLOAD_OFFSET: 'the file changed while it was read; try again',
  UPLOAD_TOO_LONG: 'the file grew while it was read; try again',
  UPLOAD_MEDIA_TYPE: 'the file changed while it was read; try again',
  UPLOAD_DIGEST: 'what was stored is not what was read; try again, and look after the disk',
};

const lineOf = (
  name: string, done: Result<Attached, AttachRefusal>, at: Readonly<{ isJson: boolean; terminal: Terminal }>,
): string => {
  const { isJson, terminal } = at;
  if (isJson) {
    return JSON.stringify({ file: name, ...(done.ok ? done.value : { refused: done.error.code }) });
  }
  if (!done.ok) return `${styled(terminal, 'red', '✘')} ${name}  ${SENTENCES[done.error.code]}`;
  const { outcome, attachmentId, bytes, from } = done.value;
  const resumed = from > 0 ? `attached, from byte ${from}` : 'attached';
  const words = outcome === 'repeated' ? 'attached before' : resumed;
  return `${styled(terminal, 'green', '✔')} ${name}  ${attachmentId} · ${bytes} · ${words}`;
};

const attachAll = async (
  parts: AttachmentParts, wanted: Wanted, at: Readonly<{ given: Arguments; terminal: Terminal }>,
): Promise<boolean> => {
  const { given, terminal } = at;
  const [title, stageRecordId] = [textOption(given, 'title'), textOption(given, 'stage')];
  let isGood = true;
  for (const { path, name, bytes } of wanted.files) {
    const progress = startProgress(terminal, bytes, 'B');
    const done = await attachFile(parts, {
      path, kind: wanted.kind, caseCode: wanted.caseCode, organ: textOption(given, 'organ') ?? REGISTRY,
      account: textOption(given, 'account') ?? 'command-line', onProgress: progress.advance,
      ...(title === undefined ? {} : { title }), ...(stageRecordId === undefined ? {} : { stageRecordId }),
    }).finally(progress.end);
    isGood &&= done.ok;
    terminal.out(`${lineOf(name, done, { isJson: given.values['json'] === true, terminal })}\n`);
  }
  return isGood;
};

/** Puts the entries into the signed log; where that cannot be now, they wait. */
const settle = async (deployment: Deployment, given: Arguments, terminal: Terminal): Promise<void> => {
  const holder = textOption(given, 'database-url') === undefined ? 'embedded' : `command-${process.pid}`;
  const logs = { dataDirectory: dataFolder(given), holder };
  for (const { logId, result } of await settleLedgers(deployment, logs)) {
    if (!result.ok) terminal.note(`${logId}: ${sentenceOf(result.error)}\n`);
  }
};

/**
 * `fengcun attach CODE FILE…`: scanned papers to a case; run again after a stop it goes on where it stood.
 */
export const attachCommand = async (argv: readonly string[], terminal: Terminal): Promise<ExitCode> => {
  const given = parseOptions(argv, OPTIONS);
  const wanted = await wantedOf(given);
  return withFaults(terminal, 'attach', async () => {
    const deployment = await openData(given);
    try {
      const parts = attachmentParts(deployment, blobsIn(dataFolder(given)));
      // On a shared database a server may be writing uploads of its own into these files.
      if (textOption(given, 'database-url') === undefined) await clearUploads(parts);
      const isGood = await attachAll(parts, wanted, { given, terminal });
      await settle(deployment, given, terminal);
      return isGood ? EXIT.done : EXIT.findings;
    } finally {
      await deployment.close();
    }
  });
};

