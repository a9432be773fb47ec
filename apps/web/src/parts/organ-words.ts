import type { Words } from '../app/language.tsx';

/** How kinds of organs are called; names of organs come from their own configuration where it has them. */
const KINDS: Readonly<Record<string, Words>> = {
  court: { zh: '人民法院', en: 'court' }, procuratorate: { zh: '人民检察院', en: 'procuratorate' },
  police: { zh: '公安机关', en: 'police' }, justiceBureau: { zh: '司法行政机关', en: 'justice bureau' },
  communityCorrection: { zh: '社区矫正机构', en: 'community correction' }, prison: { zh: '监狱', en: 'prison' },
  school: { zh: '学校', en: 'school' }, kindergarten: { zh: '幼儿园', en: 'kindergarten' },
  employer: { zh: '用人单位', en: 'employer' }, notary: { zh: '公证机构', en: 'notary' },
  lawFirm: { zh: '律师事务所', en: 'law firm' }, institute: { zh: '研究机构', en: 'institute' },
  platform: { zh: '封存登记平台', en: 'sealing platform' }, archive: { zh: '档案馆', en: 'archive' },
};

/** `police/530202000000` as people read it: 公安机关 530202000000. A name is shown as it is. */
export const organWords = (organ: string): Words => {
  const [kind = '', code = ''] = organ.split('/');
  const known = KINDS[kind];
  return known === undefined ? { zh: organ, en: organ }
    : { zh: `${known.zh} ${code}`.trim(), en: `${known.en} ${code}`.trim() };
};
