import type { Part } from './scenario.ts';
import type { Words } from './view.ts';

/** How the organs are called. */
export const PART_NAMES: Readonly<Record<Part, Words>> = {
  court: { zh: '人民法院', en: 'court' }, procuratorate: { zh: '人民检察院', en: 'procuratorate' },
  police: { zh: '公安机关', en: 'police' },
  communityCorrection: { zh: '社区矫正机构', en: 'community correction' },
};
