import type { CivilDate } from '@fengcun/kernel';
import {
  citesOfAnswer, evolveRights, type FiledRequest, NO_REQUEST, RIGHTS, RIGHTS_GROUNDS, type RightsAnswer,
  type RightsEvent, type RightsState,
} from '@fengcun/registry';
import { citesNamed, organNamed, paragraphs, type ProceedingPaper } from '../proceedings/index.ts';
import type { OrganNames } from '../seals/organ-names.ts';
import { GROUND_WORDS, KIND_WORDS, MATERIAL_WORDS, REFUSAL_WORDS, REMEDY_WORDS } from './rights-words.ts';

type At = Readonly<{ state: FiledRequest; filedOn: CivilDate; names: OrganNames }>;

const head = ({ state: { request }, filedOn }: At): Readonly<Record<string, unknown>> => ({
  personName: request.person.name, requester: request.requester.kind, kind: KIND_WORDS[request.kind], filedOn,
});

const some = (name: string, items: readonly string[]): Readonly<Record<string, unknown>> =>
  (items.length === 0 ? {} : { [name]: items });

const answered = (at: At, answer: RightsAnswer): Readonly<Record<string, unknown>> => ({
  ...head(at), outcome: answer.outcome, cites: citesNamed(citesOfAnswer(at.state, answer)),
  ...some('grounds', answer.grounds.map((one) =>
    `${GROUND_WORDS[one]}（${citesNamed([RIGHTS_GROUNDS[one]]).join('')}）`)),
  ...some('reasons', paragraphs(answer.reasons)), ...some('measures', paragraphs(answer.measures)),
});

const paperOf = (at: At, event: RightsEvent, appeal: 'refused' | 'silent'): ProceedingPaper | undefined => {
  const { state, names } = at;
  const { organ, kind } = state.request;
  const cites = citesNamed(RIGHTS[kind].cites);
  const paper = (
    id: string, number: string, fields: Readonly<Record<string, unknown>>,
  ): ProceedingPaper => ({ id, number, organ, issuedOn: event.on, fields });
  switch (event.type) {
    case 'RequestAccepted':
      return paper('rights-acceptance', event.document, { ...head(at), dueOn: event.dueOn, cites });
    case 'RequestSupplementAsked': return paper('rights-supplement-notice', event.document,
      { ...head(at), missing: event.missing.map((one) => MATERIAL_WORDS[one]) });
    case 'RequestNotAccepted': return paper('rights-not-accepted-notice', event.document, {
      ...head(at), reason: REFUSAL_WORDS[event.code],
      remedies: event.remedies.map((one) => REMEDY_WORDS[one]),
    });
    case 'RequestAnswered': return paper('rights-answer', event.document,
      { ...answered(at, event.answer), remedies: event.remedies.map((one) => REMEDY_WORDS[one]) });
    case 'AppealAnswered': return {
      ...paper('rights-appeal-answer', event.document, {
        ...answered(at, event.answer), askedOrgan: organNamed(organ, names), appealReason: appeal,
      }),
      organ: state.appealTo ?? organ,
    };
    case 'RequestReferred': return paper('complaint-referral', event.document, {
      ...head(at), recipient: organNamed(event.to, names), cites,
      statement: paragraphs(state.request.statement),
    });
    default: return undefined;
  }
};

/** Every paper that the events of a request come to, in their order: a pure function of them. */
export const rightsPapers = (
  events: readonly RightsEvent[], names: OrganNames,
): readonly ProceedingPaper[] => {
  const papers: ProceedingPaper[] = [];
  let state: RightsState = NO_REQUEST;
  let appeal: 'refused' | 'silent' = 'refused';
  for (const event of events) {
    state = evolveRights(state, event);
    if (event.type === 'AppealFiled') appeal = event.reason;
    if (state.stage === 'none') continue;
    const paper = paperOf({ state, filedOn: events[0]?.on ?? event.on, names }, event, appeal);
    if (paper !== undefined) papers.push(paper);
  }
  return papers;
};
