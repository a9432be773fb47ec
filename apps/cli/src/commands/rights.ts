import type { RightsPort, RightsStepBody } from '@fengcun/api';
import { RIGHTS_GROUNDS, type RightsGround } from '@fengcun/registry';
import { atDesk, DESK_OPTIONS, type HandWork, idAt, NOTHING, wanted } from '../desks/by-hand.ts';
import { linesText, thingText } from '../desks/shown-text.ts';
import { type ExitCode, UnusableInput } from '../exit.ts';
import { withFaults } from '../ledger/faults.ts';
import { type Arguments, parseOptions, textOption } from '../options.ts';
import type { Terminal } from '../terminal.ts';

const OPTIONS = {
  ...DESK_OPTIONS, state: { type: 'string' }, after: { type: 'string' }, document: { type: 'string' },
  to: { type: 'string' }, reasons: { type: 'string' }, measures: { type: 'string' },
  ground: { type: 'string', multiple: true },
} as const;

/** LIMIT: requests of one list; more with --after. */
const LISTED = 100;
const OUTCOMES = ['granted', 'partlyGranted', 'refused'] as const;
const DOCUMENT = 'the number of the paper';

const isGround = (name: string): name is RightsGround => Object.hasOwn(RIGHTS_GROUNDS, name);

const groundsIn = (given: Arguments): readonly RightsGround[] => {
  const told = given.values['ground'];
  const names = Array.isArray(told) ? told.map(String) : [];
  const grounds = names.filter(isGround);
  if (grounds.length === names.length) return grounds;
  throw new UnusableInput(`--ground: one of ${Object.keys(RIGHTS_GROUNDS).join(', ')}`);
};

type AnswerBody = Extract<RightsStepBody, { type: 'ProposeAnswer' }>['answer'];

const answerIn = (given: Arguments, word: string | undefined): AnswerBody => {
  const outcome = OUTCOMES.find((one) => one === word);
  if (outcome === undefined) throw new UnusableInput(`say ${OUTCOMES.join(', ')} after the step`);
  const [reasons = '', measures = ''] = [textOption(given, 'reasons'), textOption(given, 'measures')];
  return { outcome, grounds: groundsIn(given), reasons, measures };
};

const decisionIn = (given: Arguments, word: string | undefined): RightsStepBody => {
  if (word !== 'agree' && word !== 'return') throw new UnusableInput('say agree or return after decide');
  const isAgreed = word === 'agree';
  return {
    type: 'DecideAnswer', agrees: isAgreed ? 'yes' : 'no', reasons: textOption(given, 'reasons') ?? '',
    document: isAgreed ? wanted(given, 'document', DOCUMENT) : textOption(given, 'document') ?? '无',
  };
};

/** Steps of an officer, by the word after the id. */
const STEPS: Readonly<Record<string, (given: Arguments, word?: string) => RightsStepBody>> = {
  check: (given) => ({ type: 'CheckRequest', document: wanted(given, 'document', DOCUMENT) }),
  refer: (given) => ({
    type: 'Refer', to: wanted(given, 'to', 'the procuratorate as TYPE/CODE'),
    document: wanted(given, 'document', DOCUMENT),
  }),
  propose: (given, word) => ({ type: 'ProposeAnswer', answer: answerIn(given, word) }),
  extend: (given) => ({ type: 'Extend', reasons: wanted(given, 'reasons', 'the reasons') }),
  decide: decisionIn,
  appeal: (given, word) => ({
    type: 'AnswerAppeal', answer: answerIn(given, word), document: wanted(given, 'document', DOCUMENT),
  }),
};

const DECIDING: ReadonlySet<RightsStepBody['type']> = new Set(['DecideAnswer', 'Extend', 'AnswerAppeal']);

const stepOf = (given: Arguments): RightsStepBody => {
  const [, name = '', word] = given.words;
  const step = Object.hasOwn(STEPS, name) ? STEPS[name] : undefined;
  if (step !== undefined) return step(given, word);
  throw new UnusableInput(`say after the id what is done: ${Object.keys(STEPS).join(', ')}`);
};

type Shown = Awaited<ReturnType<RightsPort['find']>>;

const shownOf = (found: Shown, { language }: Terminal): Awaited<ReturnType<HandWork['work']>> =>
  (found === undefined ? NOTHING : { body: found, text: thingText(found, 'requestId', language) });

const VERBS: Readonly<Record<string, (given: Arguments, terminal: Terminal) => HandWork>> = {
  list: (given, { language }) => ({
    action: 'rights.list',
    work: async ({ rights, actor }) => {
      const [state, afterId] = [textOption(given, 'state'), textOption(given, 'after')];
      const items = await rights.list({
        limit: LISTED, ...(state === undefined ? {} : { states: [state] }),
        ...(afterId === undefined ? {} : { afterId }),
      }, actor);
      return { body: { items }, text: linesText(items, ['requestId', 'dueOn', 'state', 'organ'], language) };
    },
  }),
  show: (given, terminal) => {
    const objectId = idAt(given, 'request');
    return {
      action: 'rights.read', objectId,
      work: async ({ rights, actor }) => shownOf(await rights.find(objectId, actor), terminal),
    };
  },
  step: (given, terminal) => {
    const [objectId, step] = [idAt(given, 'request'), stepOf(given)];
    return {
      action: DECIDING.has(step.type) ? 'rights.decide' : 'rights.step', objectId,
      work: async ({ rights, actor }) => {
        const taken = await rights.take(objectId, step, actor);
        return taken.ok ? shownOf(taken.value, terminal) : { refused: taken.error.code };
      },
    };
  },
};

/** `fengcun rights list|show|step`: requests of persons concerned, over the data itself. */
export const rightsCommand = async (argv: readonly string[], terminal: Terminal): Promise<ExitCode> => {
  const [name = 'list', ...rest] = argv;
  const verb = Object.hasOwn(VERBS, name) ? VERBS[name] : undefined;
  if (verb === undefined) {
    throw new UnusableInput(`rights «${name}»: there are ${Object.keys(VERBS).join(', ')}`);
  }
  const given = parseOptions(rest, OPTIONS);
  return withFaults(terminal, `rights ${name}`, () => atDesk(given, terminal, verb(given, terminal)));
};
