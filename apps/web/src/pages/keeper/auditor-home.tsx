import '../../styles/keeper.css';
import { Link } from 'wouter';
import { useWords } from '../../app/language.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { LedgerCheck } from './ledger-check.tsx';

/** Home of the auditor: whether the log is whole, with one press; then searching it, and what is set. */
const AuditorHome = () => {
  const { t } = useWords();
  return (
    <>
      <PageHead
        title={t({ zh: '工作台', en: 'My day' })}
        lead={t({ zh: '账本是否完整，一次点击即知。', en: 'Whether the log is whole: one press.' })}
      />
      <LedgerCheck />
      <ul className="cards">
        <li><Link href="/entries">
          <b>{t({ zh: '查账', en: 'Search the ledger' })}</b>
          <span>{t({ zh: '按行为、机关、日期；只有代号，没有姓名', en: 'by act, organ and day; pseudonyms, no names' })}</span>
        </Link></li>
        <li><Link href="/settings">
          <b>{t({ zh: '设置', en: 'Settings' })}</b>
          <span>{t({ zh: '现行设置、依据和来源', en: 'what is set, on which ground, from where' })}</span>
        </Link></li>
      </ul>
    </>
  );
};

export default AuditorHome;
