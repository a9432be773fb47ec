import { useWords, type Words } from '../../app/language.tsx';
import type { Job } from './words.ts';

/** Of a kind of run: what each side gets to see, whom that protects, and what it does not protect. */
type Story = Readonly<{ sees: Words; protects: Words; leaves: Words }>;

const STORIES: Readonly<Record<Job['kind'], Story>> = {
  statistics: {
    sees: { zh: '读者只看到加了随机噪声的数字。真实数字不出封存系统；领导和监督封存工作的人查看真实数字，每看一次都记入账本。',
      en: 'Readers see figures with random noise alone. True figures stay inside; whoever leads or '
        + 'supervises sealing may look at them, and each look is in the log.' },
    protects: { zh: '被计入的每一个人：即使有人读过每一期、又知道其他所有人的情况，也难以看出某个人在不在里面。',
      en: 'Everybody who is counted, even against a reader of every release who knows all the others.' },
    leaves: { zh: '一个省大约封存了多少人，这正是要公布的。',
      en: 'About how many a province sealed: that is what is published.' },
  },
  leakFinding: {
    sees: { zh: '名单不交换。持有数据的机关只得知自己手里哪些记录应当封存；登记一方不知道命中了哪些，只看到抽查打开的几十条。',
      en: 'No list changes hands. The holder learns which of its own rows are sealed; the registry '
        + 'does not learn which, and sees the few dozen rows that are opened.' },
    protects: { zh: '登记簿里对方没有的记录，以及对方手里没有封存的记录。',
      en: 'Records of the registry that the holder does not have, and rows of the holder that are '
        + 'not sealed.' },
    leaves: { zh: '对方编造少量假记录来试探，而抽查没有抽到。所以每季度限一次，抽查打开的由人对照原件。',
      en: 'A holder that invents a few rows which nobody opens: hence one run a quarter, and a '
        + 'person compares what is opened.' },
  },
  publicationCheck: {
    sees: { zh: '询问的机关得知这一条能不能公开；登记一方只看到一个乱码，并计一次数。',
      en: 'Whoever asks learns whether one row may be published; the registry sees a random point '
        + 'and counts the question.' },
    protects: { zh: '询问的是谁，登记一方看不到；登记簿里还有谁，询问的机关看不到。',
      en: 'Whom the question was about, and everybody else in the registry.' },
    leaves: { zh: '一条一条反复试。每日次数有上限，每次都留痕。',
      en: 'Trying row after row: the number a day is bounded, and each is kept.' },
  },
  jointCount: {
    sees: { zh: '每个机关交出的数字看起来都是随机数；协调和解密的机关只看到全体合计，而且带噪声。',
      en: 'What an organ hands over looks random; coordinator and decryptor see the sum of all '
        + 'alone, and it has noise.' },
    protects: { zh: '每个机关自己的数字，以及合计里的每一个人。',
      en: 'The figures of each organ, and everybody counted in the sum.' },
    leaves: { zh: '谁参加了、什么时候；机关自己报错的数字（靠抽查对账）；协调和解密两个机关串通。',
      en: 'Who took part and when; false figures of an organ (spot audits find them); coordinator '
        + 'and decryptor in league.' },
  },
  recogniserTraining: {
    sees: { zh: '训练在机关内部进行，文书不外传。姓名、证件号、地址、案号先去掉；出来的只是一个模型。',
      en: 'Training happens inside. Names, numbers, addresses and case numbers are taken out '
        + 'first; a model comes out.' },
    protects: { zh: '文书里的人：不到 40 份文书里出现的词不进模型。',
      en: 'Persons in the texts: a word of fewer than 40 texts is in no model.' },
    leaves: { zh: '没有加噪声训练的模型只在内部使用；对外提供必须加噪声另行训练。',
      en: 'A model without noise stays inside; one that is given away must be trained under noise.' },
  },
  federatedTraining: {
    sees: { zh: '文书不离开各机关。交出的更新加了掩码，协调的机关只看到合计。',
      en: 'Texts stay where they are. Updates are masked: the coordinator sees their sum alone.' },
    protects: { zh: '各机关的文书，以及文书里的人。', en: 'The texts of each organ, and the persons in them.' },
    leaves: { zh: '合计没有加噪声，所以模型只在内部使用；机关故意标错会使结果变差。',
      en: 'The sum has no noise, so the model stays inside; an organ that mislabels spoils the result.' },
  },
};

/** What a run of this kind shows to whom, in words for people who do not compute. */
export const JobStory = ({ kind }: Pick<Job, 'kind'>) => {
  const { t } = useWords();
  const { sees, protects, leaves } = STORIES[kind];
  return (
    <section className="sheet">
      <h2>{t({ zh: '谁看到什么', en: 'Who sees what' })}</h2>
      <dl className="facts">
        <dt>{t({ zh: '各方看到的', en: 'What each side sees' })}</dt><dd>{t(sees)}</dd>
        <dt>{t({ zh: '保护谁', en: 'Protected' })}</dt><dd>{t(protects)}</dd>
        <dt>{t({ zh: '不能保护', en: 'Not protected' })}</dt><dd>{t(leaves)}</dd>
      </dl>
    </section>
  );
};
