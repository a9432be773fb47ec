import type { CivilDate } from '@fengcun/kernel';
import {
  evolveSupervision, NO_SUPERVISION, type OpenMatter, type SupervisionEvent, type SupervisionMatter,
  type SupervisionOrigin, type SupervisionState,
} from '@fengcun/registry';
import { organNamed, paragraphs, type ProceedingPaper } from '../proceedings/index.ts';
import type { OrganNames } from '../seals/organ-names.ts';

const MATTER_WORDS: Readonly<Record<SupervisionMatter, string>> = {
  shouldBeSealed: '应当封存而没有封存', wronglySealed: '封存不当', overdueSeal: '逾期没有封存', sealedAnswered: '封存的记录被提供',
  disclosure: '信息泄露', inquiryPattern: '异常查询', improperBasis: '以不符合规定的依据查询', improperRefusal: '不当拒绝',
};
const ORIGIN_WORDS: Readonly<Record<SupervisionOrigin, string>> = {
  application: '当事人申请', complaint: '投诉', objection: '异议', ownFinding: '监督中发现', escalation: '逾期上报',
};

type At = Readonly<{ state: OpenMatter; openedOn: CivilDate; names: OrganNames }>;

const paperOf = ({ state, openedOn, names }: At, event: SupervisionEvent): ProceedingPaper | undefined => {
  const { procuratorate: organ, unit, matter, origin, facts, opinion } = state;
  const about = { matter: MATTER_WORDS[matter] };
  if (event.type === 'OpinionServed') {
    const id = event.kind === 'correctiveOpinion' ? 'supervision-opinion' : 'procuratorial-proposal';
    return {
      id, number: event.document, organ, issuedOn: event.on,
      fields: {
        ...about, recipient: organNamed(unit, names), origin: ORIGIN_WORDS[origin], openedOn,
        facts: paragraphs(facts), opinion: paragraphs(event.text), replyBy: event.dueOn,
      },
    };
  }
  if (event.type !== 'MatterEscalated' || opinion?.document === undefined) return undefined;
  return {
    id: 'supervision-escalation', number: event.document, organ, issuedOn: event.on,
    fields: {
      ...about, recipient: organNamed(event.unitAbove, names), unit: organNamed(unit, names),
      opinionNumber: opinion.document, reason: event.reason, opinion: paragraphs(opinion.text),
      replyBy: event.dueOn,
    },
  };
};

/** Every paper that the events of a matter come to, in their order: a pure function of them. */
export const matterPapers = (
  events: readonly SupervisionEvent[], names: OrganNames,
): readonly ProceedingPaper[] => {
  const papers: ProceedingPaper[] = [];
  let state: SupervisionState = NO_SUPERVISION;
  for (const event of events) {
    state = evolveSupervision(state, event);
    if (state.stage === 'none') continue;
    const paper = paperOf({ state, openedOn: events[0]?.on ?? event.on, names }, event);
    if (paper !== undefined) papers.push(paper);
  }
  return papers;
};
