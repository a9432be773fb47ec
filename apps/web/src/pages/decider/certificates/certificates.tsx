import { useState } from 'react';
import { Link } from 'wouter';
import { useAnswer } from '../../../api/answers.ts';
import { useSession } from '../../../api/session.tsx';
import { useWords } from '../../../app/language.tsx';
import { isAtCounter } from '../../../parts/counter-organs.ts';
import { PageHead } from '../../../parts/page-head.tsx';
import { Proceedings, StateChoice } from '../../../parts/proceedings.tsx';
import { Read } from '../../../parts/read.tsx';
import { type Certificate, CERTIFICATE_STATES } from './words.ts';

/** Applications for certificates at this organ; what is decided on the spot needs nobody. */
const Certificates = () => {
  const { t } = useWords();
  const { roles, organ } = useSession();
  const [state, setState] = useState<Certificate['state']>();
  const [cursor, setCursor] = useState<string>();
  const reading = useAnswer('listCertificates', { search: {
    limit: 50, ...(state === undefined ? {} : { state }), ...(cursor === undefined ? {} : { cursor }),
  } });
  const title = t({ zh: '无犯罪记录证明', en: 'Certificates' });
  return (
    <>
      <PageHead title={title}
        lead={t({ zh: '当场不能确定的由人查明；另一人审批。',
          en: 'What is not clear at once is looked at by a person; another approves.' })}>
        <StateChoice words={CERTIFICATE_STATES} value={state} choose={(one) =>
          { setCursor(undefined); setState(one); }} />
        {roles.includes('clerk') && isAtCounter(organ)
          && <Link href="/counter" className="primary">{t({ zh: '窗口开具', en: 'At the counter' })}</Link>}
      </PageHead>
      <Read reading={reading}>{({ items, next }) => (
        <Proceedings
          title={title} at="/desk/certificates/" words={CERTIFICATE_STATES} next={next} onNext={setCursor}
          items={items.map(({ certificateId, ...one }) => ({ ...one, id: certificateId }))}
        />
      )}</Read>
    </>
  );
};

export default Certificates;
