import type {
  Actor, DutiesTold, MatterShown, SupervisionOpeningBody, SupervisionPort, SupervisionStepBody,
} from '@fengcun/api';
import { SUPERVISION_MATTERS } from '@fengcun/registry';
import {
  atDesk, DESK_OPTIONS, type Handled, type HandWork, idAt, NOTHING, wanted,
} from '../desks/by-hand.ts';
import { linesText, thingText } from '../desks/shown-text.ts';
import { type ExitCode, UnusableInput } from '../exit.ts';
import { withFaults } from '../ledger/faults.ts';
import { type Arguments, parseOptions, textOption } from '../options.ts';
import type { Terminal } from '../terminal.ts';

const OPTIONS = {
  ...DESK_OPTIONS, opened: { type: 'boolean' }, after: { type: 'string' }, unit: { type: 'string' },
  origin: { type: 'string' }, facts: { type: 'string' }, about: { type: 'string', multiple: true },
  kind: { type: 'string' }, text: { type: 'string' }, document: { type: 'string' },
  reasons: { type: 'string' }, measures: { type: 'string' }, result: { type: 'string' },
} as const;

/** LIMIT: matters of one list; more with --after. */
const LISTED = 100;
const ORIGINS = ['application', 'complaint', 'objection', 'ownFinding', 'escalation'] as const;
const KINDS = ['correctiveOpinion', 'procuratorialProposal'] as const;

const oneOf = <T extends string>(all: readonly T[], told: string | undefined, where: string): T => {
  const found = all.find((one) => one === told);
  if (found !== undefined) return found;
  throw new UnusableInput(`${where}: one of ${all.join(', ')}`);
};

const openingOf = (given: Arguments): SupervisionOpeningBody => {
  const about = given.values['about'];
  return {
    matter: oneOf(SUPERVISION_MATTERS, given.words[0], 'after open'),
    origin: oneOf(ORIGINS, textOption(given, 'origin') ?? 'ownFinding', '--origin'),
    unit: wanted(given, 'unit', 'the organ it is about, as TYPE/CODE'),
    about: Array.isArray(about) ? about.map(String) : [], facts: wanted(given, 'facts', 'what was found'),
  };
};

/** Both lists of terms to their ends, page by page. */
const everyDuty = async (
  { duties: read }: Pick<SupervisionPort, 'duties'>, actor: Actor,
): Promise<Pick<DutiesTold, 'duties' | 'escalated' | 'counts'>> => {
  const first = await read({}, actor);
  const [duties, escalated] = [[...first.duties], [...first.escalated]];
  for (let ownAfter = first.nextOwn; ownAfter !== undefined;) {
    const page = await read({ ownAfter }, actor);
    duties.push(...page.duties);
    ownAfter = page.nextOwn;
  }
  for (let toldAfter = first.nextTold; toldAfter !== undefined;) {
    const page = await read({ toldAfter }, actor);
    escalated.push(...page.escalated);
    toldAfter = page.nextTold;
  }
  return { duties, escalated, counts: first.counts };
};

/** `opinion ID propose`, or what another procurator makes of it. */
const opinionOf = (given: Arguments): SupervisionStepBody => {
  const [, word] = given.words;
  if (word === 'propose') {
    const kind = oneOf(KINDS, textOption(given, 'kind') ?? 'correctiveOpinion', '--kind');
    return { type: 'ProposeOpinion', kind, text: wanted(given, 'text', 'the words of the opinion') };
  }
  if (word === 'serve') {
    const document = wanted(given, 'document', 'the number of the opinion');
    return { type: 'DecideOpinion', agrees: 'yes', reasons: textOption(given, 'reasons') ?? '', document };
  }
  if (word !== 'return') throw new UnusableInput('say propose, serve or return after the id');
  const reasons = wanted(given, 'reasons', 'the reasons');
  return { type: 'DecideOpinion', agrees: 'no', reasons, document: textOption(given, 'document') ?? '无' };
};

const replyOf = (given: Arguments): SupervisionStepBody => {
  const measures = textOption(given, 'measures');
  if (measures === undefined) {
    const reasons = wanted(given, 'reasons', 'the reasons, or --measures and --result');
    return { type: 'GiveReasons', reasons };
  }
  return { type: 'ReportCorrection', measures, result: wanted(given, 'result', 'what it came to') };
};

const shownOf = (found: MatterShown | undefined, { language }: Terminal): Handled =>
  (found === undefined ? NOTHING : { body: found, text: thingText(found, 'matterId', language) });

const stepWork = (
  given: Arguments, terminal: Terminal,
  at: Pick<HandWork, 'action'> & Readonly<{ step: SupervisionStepBody }>,
): HandWork => {
  const objectId = idAt(given, 'matter');
  return {
    action: at.action, objectId,
    work: async ({ supervision, actor }) => {
      const taken = await supervision.take(objectId, at.step, actor);
      return taken.ok ? shownOf(taken.value, terminal) : { refused: taken.error.code };
    },
  };
};

const DUTY = ['dueOn', 'stands', 'kind', 'id', 'state', 'cites', 'remindedOn', 'escalatedTo'];
const LATE = ['dueOn', 'kind', 'id', 'bearer', 'cites', 'escalatedOn', 'reminders'];
const ROW = [
  'organ', 'year', 'mustSeal', 'sealed', 'overdue', 'coverage', 'timeliness', 'decided', 'refused',
  'refusalShare',
];

const VERBS: Readonly<Record<string, (given: Arguments, terminal: Terminal) => HandWork>> = {
  list: (given, { language }) => ({
    action: 'supervision.list',
    work: async ({ supervision, actor }) => {
      const [which, afterId] =
        [given.values['opened'] === true ? 'opened' : 'waiting', textOption(given, 'after')] as const;
      const page = { which, limit: LISTED, ...(afterId === undefined ? {} : { afterId }) };
      const items = await supervision.list(page, actor);
      return { body: { items }, text: linesText(items, ['id', 'dueOn', 'state', 'organ'], language) };
    },
  }),
  show: (given, terminal) => {
    const objectId = idAt(given, 'matter');
    return {
      action: 'supervision.read', objectId,
      work: async ({ supervision, actor }) => shownOf(await supervision.find(objectId, actor), terminal),
    };
  },
  open: (given, terminal) => {
    const opening = openingOf(given);
    return {
      action: 'supervision.open',
      work: async ({ supervision, actor }) => {
        const opened = await supervision.open(opening, actor);
        return opened.ok ? shownOf(opened.value, terminal) : { refused: opened.error.code };
      },
    };
  },
  opinion: (given, terminal) => {
    const step = opinionOf(given);
    const action = step.type === 'DecideOpinion' ? 'supervision.decide' : 'supervision.step';
    return stepWork(given, terminal, { action, step });
  },
  reply: (given, terminal) =>
    stepWork(given, terminal, { action: 'supervision.reply', step: replyOf(given) }),
  patterns: (_given, { language }) => ({
    action: 'supervision.patterns',
    work: async ({ supervision, actor }) => {
      const body = await supervision.patterns(actor);
      const text = linesText(body.findings, ['says', 'measured', 'bound', 'inquiryIds'], language);
      return { body, text };
    },
  }),
  statistics: (_given, { language }) => ({
    action: 'supervision.statistics',
    work: async ({ supervision, actor }) => {
      const body = await supervision.statistics(actor);
      return { body, text: `${ROW.join('  ')}\n${linesText(body.rows, ROW, language)}` };
    },
  }),
  duties: (_given, { language }) => ({
    action: 'duties.list',
    work: async ({ supervision, actor }) => {
      const body = await everyDuty(supervision, actor);
      const late = body.escalated.length === 0 ? '' : `\n${linesText(body.escalated, LATE, language)}`;
      return { body, text: `${linesText(body.duties, DUTY, language)}${late}` };
    },
  }),
};

/** `fengcun supervise …`: matters, patterns, statistics and terms, over the data itself. */
export const superviseCommand = async (argv: readonly string[], terminal: Terminal): Promise<ExitCode> => {
  const [name = 'list', ...rest] = argv;
  const verb = Object.hasOwn(VERBS, name) ? VERBS[name] : undefined;
  if (verb === undefined) {
    throw new UnusableInput(`supervise «${name}»: there are ${Object.keys(VERBS).join(', ')}`);
  }
  const given = parseOptions(rest, OPTIONS);
  return withFaults(terminal, `supervise ${name}`, () => atDesk(given, terminal, verb(given, terminal)));
};
