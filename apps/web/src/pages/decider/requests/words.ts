import type { BodyOf } from '../../../api/interface.ts';
import type { Words } from '../../../app/language.tsx';

/** Where a request stands. */
export type RequestStage = BodyOf<'readRightsRequest'>['stage'];

/** Where a request stands, in the short words of the desk; the person reads sentences. */
export const DESK_STAGES: Readonly<Record<RequestStage, Words>> = {
  filed: { zh: '待审查', en: 'to be checked' }, supplementing: { zh: '待补正', en: 'papers are awaited' },
  supplemented: { zh: '已补正，待审查', en: 'papers came; to be checked' }, accepted: { zh: '已受理', en: 'accepted' },
  proposed: { zh: '待审批', en: 'to be approved' }, answered: { zh: '已答复', en: 'answered' },
  notAccepted: { zh: '不予受理', en: 'not accepted' }, appealed: { zh: '申诉待答复', en: 'appealed' },
  appealAnswered: { zh: '上级已答复', en: 'answered by the organ above' }, withdrawn: { zh: '已撤回', en: 'withdrawn' },
};
