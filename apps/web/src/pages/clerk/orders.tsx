import { useWords } from '../../app/language.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import '../../styles/clerk.css';
import { OrdersPart } from './orders-part.tsx';

/** Orders that wait for the organ. */
const Orders = () => {
  const { t } = useWords();
  return (
    <>
      <PageHead
        title={t({ zh: '封存执行', en: 'Seals to carry out' })}
        lead={t({
          zh: '本机关保存的副本由本机关封存并回执；最早到期的在前。', en: 'This organ seals its own copies and answers; the earliest due first.',
        })}
      />
      <OrdersPart />
    </>
  );
};

export default Orders;
