import { Link } from 'wouter';
import { useAnswer } from '../../api/answers.ts';
import { useSession } from '../../api/session.tsx';
import { useWords } from '../../app/language.tsx';
import { isAtCounter } from '../../parts/counter-organs.ts';
import { DutiesPart } from '../../parts/duties.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import '../../styles/clerk.css';
import { OrdersPart } from './orders-part.tsx';

/** LIMIT: orders on the first page of the day; the rest have a page of their own. */
const ORDERS_FIRST = 8;

const ExceptionsCard = () => {
  const { t } = useWords();
  const waiting = useAnswer('listExceptions', { search: { limit: 1 } });
  const some = waiting.state === 'there' && waiting.body.items.length > 0;
  return (
    <Link href="/exceptions">
      <b>{t({ zh: '异常消息', en: 'Exceptions' })}</b>
      <span>
        {some ? t({ zh: '有待处理的消息', en: 'Some wait for a person' }) : t({ zh: '没有待处理的消息', en: 'Nothing waits' })}
      </span>
    </Link>
  );
};

/** The clerk's day: seals to carry out, terms that run, what waits, and where judgments are dropped. */
const Home = () => {
  const { t } = useWords();
  const { organ } = useSession();
  return (
    <>
      <PageHead
        title={t({ zh: '工作台', en: 'My day' })}
        lead={t({ zh: '逾期的在前，今日到期的其次。', en: 'What is late comes first, then what is due today.' })}
      />
      <h2>{t({ zh: '待执行的封存', en: 'Seals to carry out' })}</h2>
      <OrdersPart first={ORDERS_FIRST} />
      <ul className="cards">
        {isAtCounter(organ) && <li><Link href="/counter">
          <b>{t({ zh: '窗口开具证明', en: 'At the counter' })}</b>
          <span>{t({ zh: '来人申请无犯罪记录证明，当场核对、打印', en: 'A certificate for whoever comes: check, issue, print' })}</span>
        </Link></li>}
        <li><Link href="/intake">
          <b>{t({ zh: '录入文书', en: 'Read judgments' })}</b>
          <span>{t({ zh: '拖入文书，核对存疑字段，报送', en: 'Drop them, look at what is doubtful, take them in' })}</span>
        </Link></li>
        <li><ExceptionsCard /></li>
        <li><Link href="/cases">
          <b>{t({ zh: '一案一码', en: 'One case, one code' })}</b>
          <span>{t({ zh: '输入或扫码，查看封存经过和附件', en: 'Type or scan: how the seal goes, and papers' })}</span>
        </Link></li>
      </ul>
      <h2>{t({ zh: '其他期限', en: 'Other terms' })}</h2>
      <DutiesPart />
    </>
  );
};

export default Home;
