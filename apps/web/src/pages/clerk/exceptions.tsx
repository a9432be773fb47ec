import { useState } from 'react';
import { Link } from 'wouter';
import { useAnswer } from '../../api/answers.ts';
import { useWords } from '../../app/language.tsx';
import { instantText } from '../../parts/dates.ts';
import { Nothing } from '../../parts/nothing.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { Read } from '../../parts/read.tsx';
import { Rows } from '../../parts/rows.tsx';
import { reasonWords, systemWords } from './exception-words.ts';

const PAGE = 50;

/** What could not be taken and waits for a person of this organ. */
const Exceptions = () => {
  const { t } = useWords();
  const [cursors, setCursors] = useState<readonly string[]>([]);
  const cursor = cursors.at(-1);
  const reading = useAnswer('listExceptions', { search: { limit: PAGE, ...(cursor === undefined ? {} : { cursor }) } });
  return (
    <>
      <PageHead
        title={t({ zh: '异常消息', en: 'Exceptions' })}
        lead={t({ zh: '不能确定的，系统不猜；请更正、重试或者搁置。', en: 'Nothing is guessed: correct it, try again, or set it aside.' })}
      />
      <Read reading={reading}>{({ items, next }) => (items.length === 0
        ? <Nothing>{t({ zh: '没有待处理的消息。', en: 'Nothing waits.' })}</Nothing>
        : (
          <>
            <Rows
              caption={t({ zh: '异常消息', en: 'Exceptions' })} rows={items} keyOf={({ exceptionId }) => exceptionId}
              columns={[
                { head: t({ zh: '原因', en: 'Why' }), cell: ({ exceptionId, reasons: [first] }) =>
                  <Link href={`/exceptions/${exceptionId}`}>
                    {first === undefined ? '—' : t(reasonWords(first))}
                  </Link> },
                { head: t({ zh: '来源系统', en: 'System' }), cell: ({ system }) => t(systemWords(system)) },
                { head: t({ zh: '收到', en: 'Since' }), cell: ({ recordedAt }) => instantText(recordedAt) },
              ]}
            />
            <div className="form-acts">
              {cursors.length > 0 && (
                <button type="button" className="plain" onClick={() => setCursors(cursors.slice(0, -1))}>
                  {t({ zh: '上一页', en: 'Back' })}
                </button>
              )}
              {next !== undefined && (
                <button type="button" className="plain" onClick={() => setCursors([...cursors, next])}>
                  {t({ zh: '下一页', en: 'Next' })}
                </button>
              )}
            </div>
          </>
        ))}</Read>
    </>
  );
};

export default Exceptions;
