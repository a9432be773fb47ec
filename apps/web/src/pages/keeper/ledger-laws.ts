import type { Words } from '../../app/language.tsx';

const LAWS: Readonly<Record<string, Words>> = {
  cpl: { zh: '《刑事诉讼法》', en: 'Criminal Procedure Law' },
  pipl: { zh: '《个人信息保护法》', en: 'Personal Information Protection Law' },
  csl: { zh: '《网络安全法》', en: 'Cybersecurity Law' },
  'cryptography-law': { zh: '《密码法》', en: 'Cryptography Law' },
  m2022: { zh: '《未成年人犯罪记录封存实施办法》', en: 'Measures on sealing (2022)' },
  'mps-2021': { zh: '《公安机关办理犯罪记录查询工作规定》', en: 'Rules on inquiries (2021)' },
};

const WHOLE: Readonly<Record<string, Words>> = {
  unstated: { zh: '未说明', en: 'not stated' },
  'opinion-2012-10': { zh: '法发〔2012〕10号', en: 'Opinion 2012-10' },
  'notice-2012100': { zh: '公通字〔2012〕100号', en: 'Notice 2012-100' },
  'gbt-22239-2019:8.1.4.9': { zh: 'GB/T 22239-2019 8.1.4.9', en: 'GB/T 22239-2019 8.1.4.9' },
};

const NAMED = /^([a-z]+(?:-[a-z]+)*(?:-?\d{4})?)-(\d{1,3})(?:-(\d{1,2}))?$/;

/**
 * The norm that an entry names, in words: `cpl-286-2` is article 286, second paragraph. The log parts runs of
 * digits (`m202-2-22`). Undefined for a code nobody knows here; then it is shown as it is written.
 */
export const basisWords = (code: string): Words | undefined => {
  const told = code.toLowerCase().replaceAll('_', '-').replace(/202-([12])(?=-|$)/, '202$1');
  if (Object.hasOwn(WHOLE, told)) return WHOLE[told];
  const [, law = '', article = '', paragraph] = NAMED.exec(told) ?? [];
  const words = Object.hasOwn(LAWS, law) ? LAWS[law] : undefined;
  if (words === undefined) return undefined;
  return {
    zh: `${words.zh}第${article}条${paragraph === undefined ? '' : `第${paragraph}款`}`,
    en: `${words.en}, art ${article}${paragraph === undefined ? '' : `(${paragraph})`}`,
  };
};
