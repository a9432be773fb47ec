import type { RightsFilingBody } from '@fengcun/api';
import { inventedNumber } from './names.ts';
import { COURT, POLICE, PROCURATORATE } from './organs.ts';
import { WARD } from './people.ts';

/** What happens to a request once it is filed, in this order. */
export type RightsMove =
  | 'check' | 'extend' | 'refer' | 'grant' | 'refuse' | 'answer' | 'sendBack' | 'supplement' | 'appeal'
  | 'answerAppeal' | 'withdraw';

/** A request of the world: who files what, how many days ago, and what followed. */
export type PlannedRequest = Readonly<{
  who: string; daysAgo: number; moves: readonly RightsMove[]; body: RightsFilingBody; isDueToday?: boolean;
}>;

const filing = (kind: RightsFilingBody['kind'], organ: string, statement: string): RightsFilingBody =>
  ({ kind, organ, requester: 'self', statement, materials: ['evidence', 'disclosureProof'] });

const forWard = (body: RightsFilingBody): RightsFilingBody =>
  ({ ...body, requester: 'guardian', ward: WARD.name });

const bare = (body: RightsFilingBody): RightsFilingBody => ({ ...body, materials: [] });

/** Somebody at the window for a neighbour: too young to act for anybody. */
const YOUNG_AGENT: RightsFilingBody = {
  ...filing('copy', POLICE, '代邻居申请复制件'), requester: 'agent', agentBornOn: '2012-05-06',
  materials: ['identityProof', 'mandate'],
  person: {
    name: '麴拾芦', documentType: 'residentIdentityCard', documentNumber: inventedNumber('1971-03-04', 401),
  },
};

const WHOLE = ['check', 'grant', 'answer'] as const;
const REFUSED = ['check', 'refuse', 'answer'] as const;
const REFERRED = ['check', 'refer', 'refuse', 'answer'] as const;

/** Requests of the citizen and of the guardian, and of one who may not act. */
export const REQUESTS: readonly PlannedRequest[] = [
  { who: 'citizen', daysAgo: 320, moves: WHOLE,
    body: filing('correction', COURT, '判决书上的出生日期有误，请更正') },
  { who: 'citizen', daysAgo: 150, moves: REFUSED,
    body: filing('deletion', POLICE, '请删除多年前的调查材料') },
  { who: 'citizen', daysAgo: 21, moves: ['check'], isDueToday: true,
    body: filing('copy', COURT, '请提供本人记录的复制件') },
  { who: 'citizen', daysAgo: 1, moves: [], body: filing('objection', POLICE, '用人单位不应知道已封存的记录') },
  { who: 'guardian', daysAgo: 90, moves: WHOLE,
    body: forWard(filing('copy', PROCURATORATE, '请提供孩子不起诉记录的复制件')) },
  { who: 'guardian', daysAgo: 6, moves: ['check', 'grant'],
    body: forWard(filing('correction', POLICE, '笔录中的学校名称有误')) },
  { who: 'guardian', daysAgo: 2, moves: [], body: forWard(filing('sealing', POLICE, '请封存孩子的帮教材料')) },
  { who: 'citizen', daysAgo: 12, moves: ['check'], body: filing('sealing', POLICE, '请一并封存关联材料') },
  { who: 'citizen', daysAgo: 250, moves: [...REFERRED, 'appeal', 'answerAppeal'],
    body: filing('objection', COURT, '裁判文书网上仍能查到我的案件') },
  { who: 'citizen', daysAgo: 75, moves: ['check', 'extend', 'refuse', 'answer'],
    body: filing('reexamination', POLICE, '对不予出具证明的结果有异议，请复查') },
  { who: 'citizen', daysAgo: 33, moves: ['check', 'grant', 'sendBack'],
    body: filing('copy', PROCURATORATE, '请提供当年不起诉决定书的复制件') },
  { who: 'citizen', daysAgo: 4, moves: ['check', 'supplement'],
    body: bare(filing('complaint', COURT, '邻居知道了我的案件，请查明来源')) },
  { who: 'citizen', daysAgo: 55, moves: ['check', 'withdraw'],
    body: filing('deletion', COURT, '请删除旧的联系电话') },
  { who: 'guardian', daysAgo: 40, moves: [...REFERRED, 'appeal'],
    body: forWard(filing('complaint', POLICE, '学校群里有人发了孩子的处理情况')) },
  { who: 'guardian', daysAgo: 3, moves: ['check'],
    body: bare(forWard(filing('correction', COURT, '文书中的家长姓名有误'))) },
  { who: 'guardian', daysAgo: 130, moves: WHOLE,
    body: forWard(filing('sealing', PROCURATORATE, '请封存附带的社会调查材料')) },
  { who: 'police-clerk', daysAgo: 9, moves: ['check'], body: YOUNG_AGENT },
];
