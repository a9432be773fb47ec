import { useState } from 'react';
import { useAnswer } from '../../../api/answers.ts';
import { useWords } from '../../../app/language.tsx';
import { PageHead } from '../../../parts/page-head.tsx';
import { Proceedings, StateChoice } from '../../../parts/proceedings.tsx';
import { Read } from '../../../parts/read.tsx';
import { DESK_STAGES, type RequestStage } from './words.ts';

/** What persons concerned ask of this organ, what runs out first on top. */
const Requests = () => {
  const { t } = useWords();
  const [state, setState] = useState<RequestStage>();
  const [cursor, setCursor] = useState<string>();
  const reading = useAnswer('listRightsRequests', { search: {
    limit: 50, ...(state === undefined ? {} : { state }), ...(cursor === undefined ? {} : { cursor }),
  } });
  const title = t({ zh: '权利申请', en: 'Requests of persons' });
  return (
    <>
      <PageHead title={title}>
        <StateChoice words={DESK_STAGES} value={state} choose={(one) => { setCursor(undefined); setState(one); }} />
      </PageHead>
      <Read reading={reading}>{({ items, next }) => (
        <Proceedings
          title={title} at="/desk/requests/" words={DESK_STAGES} next={next} onNext={setCursor}
          items={items.map(({ requestId, ...one }) => ({ ...one, id: requestId }))}
        />
      )}</Read>
    </>
  );
};

export default Requests;
