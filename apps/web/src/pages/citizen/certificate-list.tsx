import { useWords } from '../../app/language.tsx';
import { useAnswer } from '../../api/answers.ts';
import { instantText } from '../../parts/dates.ts';
import { DueMark } from '../../parts/due-mark.tsx';
import { Read } from '../../parts/read.tsx';
import { Rows } from '../../parts/rows.tsx';
import { SavePaper } from '../../parts/save-paper.tsx';

/** Applications of before; which way each was decided stands on its paper alone. */
export const CertificateList = () => {
  const { t } = useWords();
  const reading = useAnswer('listCertificates', { search: { limit: 100 } });
  const title = t({ zh: '以前的申请', en: 'Earlier applications' });
  return (
    <Read reading={reading}>{({ items }) => (items.length === 0 ? null : (
      <>
        <h2>{title}</h2>
        <Rows
          caption={title} rows={items.toReversed()} keyOf={({ certificateId }) => certificateId}
          columns={[
            { head: t({ zh: '申请时间', en: 'Applied' }), cell: ({ openedAt }) => instantText(openedAt) },
            { head: t({ zh: '办理情况', en: 'State' }), cell: ({ state, dueOn }) => (state === 'decided'
              ? t({ zh: '已办结', en: 'done' })
              : <>{t({ zh: '办理中', en: 'under way' })} {dueOn !== undefined && <DueMark on={dueOn} isOrgans />}</>) },
            { head: t({ zh: '文书', en: 'Paper' }), cell: ({ certificateId, state }) => (state === 'decided' ? (
              <SavePaper
                route="certificatePaper" call={{ params: { id: certificateId } }} name="document.pdf"
                label={t({ zh: '保存', en: 'Save' })}
              />
            ) : '—') },
          ]}
        />
      </>
    ))}</Read>
  );
};
