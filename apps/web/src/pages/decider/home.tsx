import { useWords } from '../../app/language.tsx';
import { DutiesPart } from '../../parts/duties.tsx';
import { JobsWaiting } from '../../parts/job-cards.tsx';
import { PageHead } from '../../parts/page-head.tsx';

/** Home of those who decide: what is late, due today, and running. */
const Home = () => {
  const { t } = useWords();
  return (
    <>
      <PageHead
        title={t({ zh: '工作台', en: 'My day' })}
        lead={t({ zh: '逾期的在前；每一项都写明依据。', en: 'What is late comes first; each with its article.' })}
      />
      <DutiesPart />
      <JobsWaiting />
    </>
  );
};

export default Home;
