import '../../styles/keeper.css';
import { useWords } from '../../app/language.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { LedgerCheck } from './ledger-check.tsx';

/** The log, verified by whoever looks. */
const Ledger = () => {
  const { t } = useWords();
  return (
    <>
      <PageHead
        title={t({ zh: '账本核验', en: 'Verify the ledger' })}
        lead={t({
          zh: '每一次查看和办理都记在账本里，只能增加，不能改动。核验在您的浏览器里进行，不必相信本服务。',
          en: 'Every look and act stands in the log, which is added to and never changed. Verified in your browser.',
        })}
      />
      <LedgerCheck />
    </>
  );
};

export default Ledger;
