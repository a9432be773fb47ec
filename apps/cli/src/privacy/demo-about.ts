import type { Language } from '../terminal.ts';

/** What a part is for, whom it protects, against whom, and what it does not protect. */
export type About = Readonly<{ what: string; protects: string; against: string; leaves: string }>;

/** Names of the lines of an explanation. */
const HEADS: Readonly<Record<Language, About>> = {
  zh: { what: '做什么', protects: '保护谁', against: '防范谁', leaves: '不能保护' },
  en: { what: 'what it does', protects: 'protects', against: 'against', leaves: 'does not protect' },
};

/** Explanations of the parts, by their names. */
const ABOUT: Readonly<Record<string, Readonly<Record<Language, About>>>> = {
  stats: {
    zh: {
      what: '登记机关清点本季度封存人数，每个数字加一次随机噪声，签名后公布一次',
      protects: '被计入的每一个人：有没有他，公布的表看上去一样', against: '读过全部各期、又认识其他所有人的读者',
      leaves: '一个省大约封存了多少人（这正是要公布的）；封存系统内部能看到真实数字的人',
    },
    en: {
      what: 'counts the seals of a quarter, adds random noise once to every figure, signs and publishes once',
      protects: 'everybody who is counted: with and without them the table looks alike',
      against: 'a reader of every release who knows everybody else',
      leaves: 'about how many a province sealed (that is published); those inside who may see true figures',
    },
  },
  psi: {
    zh: {
      what: '法院拿公开文书同封存登记簿比对，找出「应封未封」，双方都不交名单',
      protects: '登记簿里法院没有的人；法院手里没有封存的文书（抽查打开的 30 条除外）',
      against: '比对的另一方，以及改动、重放、截断消息的第三人',
      leaves: '法院编造少量假文书来试探而抽查没有抽到（所以有配额，抽查由人对照）',
    },
    en: {
      what: 'a court compares its open rows with the sealed registry; neither hands its list to the other',
      protects: 'persons of the registry the court does not hold; rows of the court that are not sealed '
        + '(but the 30 that are opened)',
      against: 'the other side, and a third who changes, replays or cuts messages',
      leaves: 'a court that invents a few rows which nobody opens (hence quotas, and people compare)',
    },
  },
  sum: {
    zh: {
      what: '三个机关不交出自己的数字，也能算出合计；一次用掩码，一次用同态加密',
      protects: '每个机关自己的数字；合计里的每一个人（各机关先加自己那份噪声）',
      against: '汇总方、解密方，以及除两个以外串通起来的全部机关',
      leaves: '机关自己报错的数字（靠抽查）；汇总方同解密方串通（掩码方式没有这一对）',
    },
    en: {
      what: 'three organs get the sum of figures that none of them shows: once by masks, once by encryption',
      protects: 'each organ\'s own figures; everybody in the sum (each organ adds its share of noise first)',
      against: 'the coordinator, the decryptor, and all organs but two in league',
      leaves: 'false figures (spot audits); coordinator and decryptor in league (masks have no such pair)',
    },
  },
  recognise: {
    zh: {
      what: '从旧文书、扫描件中认出罪名，供人预填；没有把握就转给人',
      protects: '文书里的人：姓名、证件号、案号先去掉，少数文书才有的词不进模型', against: '拿到模型的任何人',
      leaves: '没有加噪声训练的模型不得离开司法机关（导出会被拒绝）',
    },
    en: {
      what: 'recognises charges of old or scanned judgments to prefill a form; where unsure, a person reads',
      protects: 'persons in the texts: names and numbers are taken out, words of few texts are in no model',
      against: 'whoever has the model',
      leaves: 'a model without noise must not leave the judiciary (export refuses it)',
    },
  },
  federate: {
    zh: {
      what: '三个机关一起训练一个模型，文书不出各自的文件夹',
      protects: '各机关的文书和其中的人：交出的更新加了掩码，只有合计有意义',
      against: '汇总方，以及除两个以外串通起来的全部机关',
      leaves: '这里的合计没有加噪声（加噪声：open --noise），模型只在内部使用；故意标错的机关（公开试题能看出是哪一组）',
    },
    en: {
      what: 'three organs train one model; their texts stay in their own folders',
      protects: 'the texts and the persons in them: updates are masked, only their sum means anything',
      against: 'the coordinator, and all organs but two in league',
      leaves: 'the sum here has no noise (open --noise has), so the model stays inside; '
        + 'an organ that mislabels (public texts show its group)',
    },
  },
};

/** The explanation of a part as lines; none for a part that has none. */
export const aboutLines = (name: string, language: Language): readonly string[] => {
  const about = ABOUT[name]?.[language];
  if (about === undefined) return [];
  const heads = HEADS[language];
  return (['what', 'protects', 'against', 'leaves'] as const)
    .map((line) => `  ${heads[line]}: ${about[line]}`);
};
