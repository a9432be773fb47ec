import type { BodyOf } from '../../../api/interface.ts';
import type { Words } from '../../../app/language.tsx';
import { RIGHT_STAGES } from '../../citizen/words.ts';

/** Where a request stands. */
export type RequestStage = BodyOf<'readRightsRequest'>['stage'];

/** At the desk some stages read otherwise than to the person. */
export const DESK_STAGES: Readonly<Record<RequestStage, Words>> = {
  ...RIGHT_STAGES, supplementing: { zh: '待补正', en: 'to be supplemented' },
  proposed: { zh: '待审批', en: 'to be approved' }, appealed: { zh: '申诉待答复', en: 'appealed' },
};
