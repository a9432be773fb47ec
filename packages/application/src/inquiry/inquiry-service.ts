import {
  type Actor, type InquiriesPort, type InquiryReply, type InquiryShown, personOf, type ProblemCode,
} from '@fengcun/api';
import type { Font } from '@fengcun/documents';
import { err, Fault, ok, present } from '@fengcun/kernel';
import { ENDED_STAGES, limitWords } from '@fengcun/registry';
import { actOfService, applicantDigest, readProceedings } from '../proceedings/index.ts';
import type { ServiceAct } from '../service/service-act.ts';
import { INQUIRY_KIND, inquiryMachine } from './inquiry-machine.ts';
import { printedInquiryNumber } from './inquiry-number.ts';
import { drawInquiryPaper, inquiryPapers } from './inquiry-papers.ts';
import type { InquiryActor, InquiryParts } from './inquiry-parts.ts';
import {
  applyForInquiry, disclose, type InquiryStep, type InquiryTaken, prepareDisclosure, takeInquiryStep,
} from './inquiry-steps.ts';
import { inquiryShown, questionsShown, type StoredInquiry } from './inquiry-view.ts';
import { disclosedWords } from './inquiry-words.ts';
import { parseDecision, parseInquiry, parseStep, parseSupplement } from './parse-inquiry.ts';

/** What the service of inquiries stands on besides: the font of its papers. */
export type InquiryServiceParts = InquiryParts & Readonly<{ font: () => Promise<Font> }>;

const partsOf = (parts: InquiryServiceParts | undefined): InquiryServiceParts => {
  if (parts !== undefined) return parts;
  throw new Fault('INQUIRIES_NOT_CONFIGURED', 'This service takes no inquiries.', { retryable: true });
};

const actorOf = (actor: Actor, service: ServiceAct): InquiryActor => ({
  account: actor.id, person: personOf(actor), organ: actor.organ, role: actor.roles[0] ?? 'none',
  act: actOfService(service),
});

/** What the interface says of a refusal. */
const problemOf = (code: string): ProblemCode => {
  switch (code) {
    case 'PROCEEDING_UNKNOWN': case 'NOT_APPLIED': case 'NOT_THE_APPLICANT': return 'NOTHING_TO_TELL';
    case 'FOUR_EYES': return code;
    case 'NOT_ALLOWED_BY_LAW': case 'NO_GROUND': return 'INQUIRY_AGAINST_LAW';
    case 'NOT_WITHHELD': return 'NOTHING_TO_TELL';
    case 'LIMIT_NOT_FOR_INQUIRER': case 'LIMIT_NARROWS_NOTHING': case 'LIMIT_LEAVES_NOTHING':
    case 'NARROWING_WITHOUT_GRANT': return code;
    case 'REASONS_MISSING': case 'CONFIRMATION_MISSING': case 'READING_MISSING': case 'WRONG_SIGNER':
      return 'STEP_INCOMPLETE';
    case 'PROCEEDING_BUSY': return 'UNAVAILABLE';
    case 'PROCEEDING_CHANGED': return 'VERSION_CHANGED';
    default: return 'STANDS_OTHERWISE';
  }
};

type Asking = Readonly<{ parts: InquiryServiceParts; by: InquiryActor }>;

type Taken = Extract<InquiryTaken, { ok: true }>['value'];

const storedOf = ({ proceedingId, state, events }: Taken): StoredInquiry => {
  const filed = present(state.stage === 'none' ? undefined : state, 'an application that was filed');
  return { inquiryId: proceedingId, events, state: filed };
};

const shownAfter = async (
  { parts }: Asking, taken: InquiryTaken, isOfficer: boolean,
): InquiryReply<InquiryShown> => (taken.ok ? ok(inquiryShown(storedOf(taken.value), parts.rules(), isOfficer))
  : err({ code: problemOf(taken.error.code) }));

const step = async (
  asking: Asking, isOfficer: boolean, at: Parameters<typeof takeInquiryStep>[2],
): InquiryReply<InquiryShown> =>
  shownAfter(asking, await takeInquiryStep(asking.parts, asking.by, at), isOfficer);

/** The application of an id, if the actor has to do with it. */
const found = async (
  { parts, by }: Asking, { inquiryId, seesOrgan }: Readonly<{ inquiryId: string; seesOrgan: boolean }>,
): Promise<StoredInquiry | undefined> => {
  const { deployment } = parts;
  const one = await readProceedings(parts, { side: 'sealed', act: by.act }, ({ load }) =>
    load(inquiryMachine(parts.rules()), inquiryId));
  if (one === undefined || one.state.stage === 'none') return undefined;
  const { state, events } = one;
  const isTheirs = seesOrgan ? state.application.organ === by.organ
    : state.applicant.person === deployment.pseudonyms.textOf('person', by.person);
  return isTheirs ? { inquiryId, state, events } : undefined;
};

const listOf = async ({ parts, by }: Asking, page: Parameters<InquiriesPort['list']>[0]) => {
  const { seesOrgan, stage, afterId, limit } = page;
  const whose = seesOrgan ? { organ: by.organ }
    : { applicant: await applicantDigest(parts, 'sealed', by.account) };
  const rows = await readProceedings(parts, { side: 'sealed', act: by.act }, ({ list }) => list({
    proceedingKind: INQUIRY_KIND, limit, ...whose, ...(stage === undefined ? {} : { states: [stage] }),
    ...(afterId === undefined ? {} : { afterId }),
  }));
  return rows.map(({ proceedingId, organ, state, openedAt, dueOn }) => ({
    inquiryId: proceedingId, organ, stage: state as InquiryShown['stage'], openedAt,
    // What an ended application still owes is owed to the person; who asked is told nothing of it.
    ...(dueOn === null || (!seesOrgan && ENDED.has(state)) ? {} : { dueOn }),
  }));
};

const ENDED: ReadonlySet<string> = new Set(ENDED_STAGES);
const RESULT = 'inquiry-result-letter';

/** LAW: the answer is shown once; the letter stays in the dossier, for the organ (办法16(2)存卷). */
const paperOf = async (
  asking: Asking, at: Readonly<{ inquiryId: string; seesOrgan: boolean }>, name: string,
): ReturnType<InquiriesPort['paper']> => {
  const stored = await found(asking, at);
  if (stored === undefined || (name === RESULT && !at.seesOrgan)) return undefined;
  const { parts } = asking;
  const rules = parts.rules(stored.events[0]?.on);
  const paper = inquiryPapers(stored.state, stored.events, rules).findLast(({ id }) => id === name);
  if (paper === undefined) return undefined;
  const { bytes } = await drawInquiryPaper(parts, await parts.font(), { state: stored.state, paper });
  return { fileName: `${name}-${stored.state.register.year}-${stored.state.register.sequence}.pdf`, bytes };
};

const shownOnce = async (asking: Asking, inquiryId: string): ReturnType<InquiriesPort['disclose']> => {
  const { parts, by } = asking;
  const taken = await disclose(parts, by, inquiryId);
  if (!taken.ok) return err({ code: problemOf(taken.error.code) });
  const { state, events } = storedOf(taken.value);
  const last = events.at(-1);
  if (last?.type !== 'InquiryDisclosed') return err({ code: 'STANDS_OTHERWISE' });
  const paper = present(inquiryPapers(state, events, parts.rules(events[0]?.on)).at(-1),
    'the letter of an answer');
  const { bytes } = await drawInquiryPaper(parts, await parts.font(), { state, paper });
  const lines = disclosedWords(last.disclosure);
  const { disclosure, watermark, recheckOn } = last;
  return ok({
    inquiryId, kind: disclosure.kind, lines, watermark,
    // Under «yes or no» something was found and there is no line of it.
    found: disclosure.kind === 'answer' ? disclosure.found : lines.length > 0,
    number: printedInquiryNumber(state.register, RESULT), letter: Buffer.from(bytes).toString('base64'),
    ...(recheckOn === undefined ? {} : { recheckOn }),
    ...(disclosure.kind === 'file' ? { modes: disclosure.modes } : {}),
    ...(disclosure.limits === undefined ? {} : { limits: disclosure.limits.map(limitWords) }),
  });
};

const prepared = async (
  asking: Asking, at: Parameters<typeof prepareDisclosure>[2],
): InquiryReply<InquiryShown> => {
  const result = await prepareDisclosure(asking.parts, asking.by, at);
  if ('taken' in result) return shownAfter(asking, result.taken, true);
  const stored = await found(asking, { inquiryId: at.inquiryId, seesOrgan: true });
  if (stored === undefined) return err({ code: 'NOTHING_TO_TELL' });
  const shown = inquiryShown(stored, asking.parts.rules(), true);
  return ok({ ...shown, questions: questionsShown(result.questions) });
};

/** The port of inquiries for requests whose intent was committed before. */
export const inquiriesPort = (
  service: InquiryServiceParts | undefined, serviceOf: () => ServiceAct,
): InquiriesPort => {
  const asking = (actor: Actor): Asking => ({ parts: partsOf(service), by: actorOf(actor, serviceOf()) });
  return {
    apply: async (body, actor) => {
      const application = parseInquiry(body);
      if (application === undefined) return err({ code: 'DOCUMENT_INVALID' });
      const at = asking(actor);
      return shownAfter(at, await applyForInquiry(at.parts, at.by, application), false);
    },
    list: (page, actor) => listOf(asking(actor), page),
    find: async ({ actor, ...at }) => {
      const all = asking(actor);
      const stored = await found(all, at);
      return stored === undefined ? undefined : inquiryShown(stored, all.parts.rules(), at.seesOrgan);
    },
    paper: ({ actor, ...at }, name) => paperOf(asking(actor), at, name),
    supplement: async (inquiryId, body, actor) => {
      const supplement = parseSupplement(body);
      return supplement === undefined ? err({ code: 'DOCUMENT_INVALID' })
        : step(asking(actor), false, { inquiryId, step: { type: 'Supplement', supplement } });
    },
    withdraw: (inquiryId, actor) => step(asking(actor), false, { inquiryId, step: { type: 'Withdraw' } }),
    take: async (inquiryId, body, actor) => {
      const parsed = parseStep(body);
      return parsed === undefined ? err({ code: 'BODY_INVALID' })
        : step(asking(actor), true, { inquiryId, step: parsed });
    },
    decide: async (inquiryId, body, actor) => {
      const parsed = parseDecision(body);
      return parsed === undefined ? err({ code: 'BODY_INVALID' })
        : step(asking(actor), true, { inquiryId, step: parsed, seen: body.version });
    },
    review: (inquiryId, { prolongs, ...review }, actor) => step(asking(actor), true, {
      inquiryId, step: { type: 'ReviewWithholding', prolongs: prolongs === 'yes', ...review },
    }),
    sign: (inquiryId, signer, actor) =>
      step(asking(actor), false, { inquiryId, step: { type: 'SignUndertaking', signer } }),
    prepare: (inquiryId, answers, actor) => prepared(asking(actor), { inquiryId, answers }),
    disclose: (inquiryId, actor) => shownOnce(asking(actor), inquiryId),
  };
};
