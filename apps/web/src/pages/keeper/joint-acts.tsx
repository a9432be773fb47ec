import { useWords, type Words } from '../../app/language.tsx';
import { useAnswer } from '../../api/answers.ts';
import type { BodyOf } from '../../api/interface.ts';
import { BREAK_GLASS_REASONS, breakGlassAction } from '../../parts/break-glass.tsx';
import { instantText } from '../../parts/dates.ts';
import { organWords } from '../../parts/organ-words.ts';
import { Read } from '../../parts/read.tsx';
import { Rows } from '../../parts/rows.tsx';

type Row = BodyOf<'listJointActs'>['items'][number];

const KINDS: Readonly<Record<Row['kind'], Words>> = {
  recovery: { zh: '重置第二重验证', en: 'reset of a second factor' }, breakGlass: { zh: '紧急授权', en: 'emergency' },
};
const STATES: Readonly<Record<Row['state'], Words>> = {
  asked: { zh: '待同意', en: 'asked' }, agreed: { zh: '已同意', en: 'agreed' }, used: { zh: '已使用', en: 'used' },
  refused: { zh: '未同意', en: 'refused' },
};

const OVER: Words = { zh: '过时失效', en: 'lapsed' };
const isOver = ({ state, endsAt }: Row): boolean =>
  (state === 'asked' || state === 'agreed') && Date.parse(endsAt) <= Date.now();

const reasonOf = (reason: string): Words =>
  Object.entries(BREAK_GLASS_REASONS).find(([known]) => known === reason)?.[1] ?? { zh: '—', en: '—' };

/** Recoveries and emergencies and how they stand: whoever guards access sees that they happen. */
export const JointActs = () => {
  const { t } = useWords();
  const reading = useAnswer('listJointActs', {});
  const title = t({ zh: '双人重置和紧急授权的情况', en: 'Resets by two, and emergencies' });
  return (
    <section>
      <h2>{title}</h2>
      <Read reading={reading}>{({ items }) => (items.length === 0
        ? <p className="faint">{t({ zh: '还没有发生过。', en: 'There was none.' })}</p>
        : (
          <Rows
            caption={title} rows={items} keyOf={({ askedAt, about, organ }) => askedAt + about + organ}
            columns={[
              { head: t({ zh: '提出', en: 'Asked' }), cell: ({ askedAt }) => instantText(askedAt) },
              { head: t({ zh: '事项', en: 'What' }), cell: ({ kind }) => t(KINDS[kind]) },
              { head: t({ zh: '对象', en: 'About' }), cell: ({ kind, about }) =>
                (kind === 'breakGlass' ? t(breakGlassAction(about)) : <code>{about}</code>) },
              { head: t({ zh: '机关', en: 'Organ' }), cell: ({ organ }) => t(organWords(organ)) },
              { head: t({ zh: '理由', en: 'Reason' }), cell: ({ reason }) => t(reasonOf(reason)) },
              { head: t({ zh: '情况', en: 'State' }), cell: (row) => t(isOver(row) ? OVER : STATES[row.state]) },
              { head: t({ zh: '有效至', en: 'Until' }), cell: ({ endsAt }) => instantText(endsAt) },
            ]}
          />
        ))}</Read>
    </section>
  );
};
