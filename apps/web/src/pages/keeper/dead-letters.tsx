import '../../styles/keeper.css';
import { useState } from 'react';
import { useAnswer } from '../../api/answers.ts';
import { useSession } from '../../api/session.tsx';
import { useWords } from '../../app/language.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { Read } from '../../parts/read.tsx';
import { DealWithLetters } from './letters/deal-with-letters.tsx';
import { LetterList } from './letters/letter-list.tsx';

/** One of two lists, a page at a time; whoever runs the platform chooses from it. */
const Letters = ({ isResting, mayAct }: Readonly<{ isResting: boolean; mayAct: boolean }>) => {
  const { t } = useWords();
  const [after, setAfter] = useState<readonly string[]>([]);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const last = after.at(-1);
  const turn = (pages: readonly string[]) => {
    setAfter(pages);
    setChosen([]);
  };
  const reading = useAnswer('listDeadLetters', { search: {
    ...(last === undefined ? {} : { after: last }), ...(isResting ? { resting: '1' as const } : {}),
  } });
  const title = isResting ? t({ zh: '已搁置', en: 'Set aside' }) : t({ zh: '等待处理', en: 'Waiting for a person' });
  return (
    <section className={isResting ? 'letters-resting' : 'letters-dead'}>
      <h2>{title}</h2>
      <Read reading={reading}>{({ items, next }) => (
        <>
          {items.length === 0 ? <p className="faint">{t({ zh: '没有。', en: 'None.' })}</p> : (
            <LetterList
              title={title} items={items} isResting={isResting}
              choosing={mayAct ? { chosen, choose: setChosen } : undefined}
            />
          )}
          <div className="form-acts">
            {last !== undefined && <button type="button" className="plain" onClick={() => turn(after.slice(0, -1))}>
              {t({ zh: '上一页', en: 'Back' })}</button>}
            {next !== undefined && <button type="button" className="plain" onClick={() => turn([...after, next])}>
              {t({ zh: '下一页', en: 'More' })}</button>}
          </div>
          {chosen.length > 0
            && <DealWithLetters ids={chosen} isResting={isResting} onDone={() => setChosen([])} />}
        </>
      )}</Read>
    </section>
  );
};

/** Messages that could not be delivered: sent again or set aside by the system administrator, for a reason. */
const DeadLetters = () => {
  const { t } = useWords();
  const { roles } = useSession();
  const mayAct = roles.includes('sysadmin');
  return (
    <>
      <PageHead
        title={t({ zh: '停发的消息', en: 'Dead letters' })}
        lead={t({ zh: '多次没有送达、平台不再发送的消息。这里只有收件机关、时间和原因，看不到内容。',
          en: 'Messages that could not be delivered. Recipient, times and why; never what they say.' })}
      />
      <Letters isResting={false} mayAct={mayAct} />
      <Letters isResting mayAct={mayAct} />
    </>
  );
};

export default DeadLetters;
