import {
  listSeals, overdueSeals, type SealActor, type SealsParts, sealTimeline, showSeal, viewerOfOrgan,
  type ViewerOf,
} from '@fengcun/application';
import { parseCaseCode, RECORD_STATUSES, type RecordStatus, type Viewer } from '@fengcun/registry';
import { EXIT, type ExitCode, UnusableInput } from '../exit.ts';
import { type Arguments, textOption } from '../options.ts';
import type { Terminal } from '../terminal.ts';
import { missingLines, overdueLines, sealLine, sealText, timelineLine } from './seal-words.ts';
import { SEAL_OPTIONS, type SealVerb } from './verb.ts';
import { onSeals } from './with-seals.ts';

// LIMIT: what a person looks through; more with --after.
const LISTED_MAX = 1000;
const LISTED_DEFAULT = 200;
const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

const actorOf = (given: Arguments): SealActor =>
  ({ account: textOption(given, 'account') ?? 'command-line', role: 'registrar' });

const statusOf = (text: string | undefined): Readonly<{ state?: RecordStatus }> => {
  if (text === undefined) return {};
  const state = RECORD_STATUSES.find((one) => one === text);
  if (state === undefined) throw new UnusableInput(`--state: one of ${RECORD_STATUSES.join(', ')}`);
  return { state };
};

const limitOf = (given: Arguments): number => {
  const told = textOption(given, 'limit') ?? String(LISTED_DEFAULT);
  const limit = /^\d{1,4}$/.test(told) ? Number(told) : 0;
  if (limit >= 1 && limit <= LISTED_MAX) return limit;
  throw new UnusableInput(`--limit: a whole number from 1 to ${LISTED_MAX}`);
};

const oneWord = ({ words }: Arguments, right: string): string => {
  const [word, ...others] = words;
  if (word === undefined || others.length > 0) throw new UnusableInput(right);
  return word;
};

type Shown = Readonly<{ json: unknown; text: string }>;

const print = (given: Arguments, terminal: Terminal, all: readonly Shown[]): ExitCode => {
  for (const { json, text } of all) {
    terminal.out(given.values['json'] === true ? `${JSON.stringify(json)}\n` : text);
  }
  return EXIT.done;
};

/** `seal list`: records behind the wall, n of m, who is missing and since when. */
export const listVerb: SealVerb = {
  options: {
    ...SEAL_OPTIONS, state: { type: 'string' }, after: { type: 'string' }, limit: { type: 'string' },
  },
  run: async (given, terminal) => {
    const afterId = textOption(given, 'after');
    if (afterId !== undefined && !ID.test(afterId)) throw new UnusableInput('--after: the id of a record');
    const page = {
      limit: limitOf(given), ...statusOf(textOption(given, 'state')),
      ...(afterId === undefined ? {} : { afterId }),
    };
    const { seals, nextAfter } = await onSeals(given, terminal, (parts) =>
      listSeals(parts, actorOf(given), page));
    if (nextAfter !== undefined) terminal.note(`--after ${nextAfter}\n`);
    const { language } = terminal;
    return print(given, terminal, seals.map((view) =>
      ({ json: view, text: sealLine(view, language) + missingLines(view, language) })));
  },
};

/** `seal show RECORD`: one seal with everything that may be said of it inside the sealing organs. */
export const showVerb: SealVerb = {
  options: SEAL_OPTIONS,
  run: async (given, terminal) => {
    const recordId = oneWord(given, 'name one record by its id, as `seal list` shows it');
    if (!ID.test(recordId)) throw new UnusableInput('name one record by its id, as `seal list` shows it');
    const view = await onSeals(given, terminal, (parts) => showSeal(parts, actorOf(given), recordId));
    if (view !== undefined) {
      return print(given, terminal, [{ json: view, text: sealText(view, terminal.language) }]);
    }
    terminal.note(terminal.language === 'zh' ? '没有封存决定\n' : 'no seal was ordered\n');
    return EXIT.findings;
  },
};

const VIEWERS = 'person:RECORD, organ:TYPE/CODE, determiningOrgan, supervisor, auditor, holder:TYPE/CODE, '
  + 'caseHandler:RECORD, outsider';

/**
 * Whose eyes to look with. The operator could see everything: this shows what others are shown. `organ`: as
 * that organ is shown it over HTTP, by what it has to do with each seal.
 */
const viewerFrom = (text: string, parts: SealsParts): ViewerOf => (stream, subject) => {
  const { state, recordId } = stream;
  const [kind = '', of = ''] = text.split(':');
  const caseCode = state.identity?.caseCode;
  if (kind === 'organ') return viewerOfOrgan(parts, of)(stream, subject);
  // Of a case with several people each sees what concerns the own record alone.
  if (kind === 'person') return of === recordId ? { kind, subject } : { kind: 'outsider' };
  const viewers: Readonly<Record<string, Viewer>> = {
    auditor: { kind: 'auditor' }, outsider: { kind: 'outsider' }, holder: { kind: 'holder', holder: of },
    caseHandler: { kind: 'caseHandler', recordId: of === '' ? recordId : of },
    ...(caseCode === undefined ? {} : {
      determiningOrgan: { kind: 'determiningOrgan', caseCode }, supervisor: { kind: 'supervisor', caseCode },
    }),
  };
  const viewer = Object.hasOwn(viewers, kind) ? viewers[kind] : undefined;
  return viewer ?? { kind: 'outsider' };
};

/** `seal timeline CODE`: every step under a one-case code, as the viewer may see it. */
export const timelineVerb: SealVerb = {
  options: { ...SEAL_OPTIONS, as: { type: 'string' } },
  run: async (given, terminal) => {
    const told = oneWord(given, 'name one case by its code');
    const code = parseCaseCode(told);
    if (!code.ok) throw new UnusableInput(code.error.message);
    const as = textOption(given, 'as') ?? 'determiningOrgan';
    if (!VIEWERS.split(', ').some((one) => one.split(':')[0] === as.split(':')[0])) {
      throw new UnusableInput(`--as: one of ${VIEWERS}`);
    }
    const rows = await onSeals(given, terminal, (parts) =>
      sealTimeline(parts, actorOf(given), { caseCode: code.value, viewerOf: viewerFrom(as, parts) }));
    return print(given, terminal, rows.map((row) =>
      ({ json: row, text: timelineLine(row, terminal.language) })));
  },
};

/** `seal overdue`: who is late today, by organ; exit 1 when somebody is. */
export const overdueVerb: SealVerb = {
  options: SEAL_OPTIONS,
  run: async (given, terminal) => {
    const organs = await onSeals(given, terminal, async (parts) =>
      (await overdueSeals(parts, actorOf(given))).map((organ) =>
        ({ ...organ, supervisor: parts.organs.supervisorOf(organ.bearer) ?? null })));
    print(given, terminal, organs.map((organ) =>
      ({ json: organ, text: overdueLines(organ, terminal.language) })));
    return organs.length === 0 ? EXIT.done : EXIT.findings;
  },
};
