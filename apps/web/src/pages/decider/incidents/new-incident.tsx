import { useLocation } from 'wouter';
import { useAct } from '../../../api/answers.ts';
import { useWords } from '../../../app/language.tsx';
import { civilToday } from '../../../parts/dates.ts';
import { PageHead } from '../../../parts/page-head.tsx';
import { Statutes } from '../../../parts/statute.tsx';
import { StepForm } from '../../../parts/step/step-form.tsx';

/** The duty to act on a leak and to tell. @see 个人信息保护法第57条 */
const CITES = ['PIPL_57'] as const;

/** A leak is written down the day it is known: what happened, and when it became known. */
const NewIncident = () => {
  const { t } = useWords();
  const [, go] = useLocation();
  const act = useAct('reportIncident');
  const report = async (facts: string, knownOn: string) => {
    const answer = await act.run({ body: { facts, knownOn } });
    if (answer.ok) go(`/incidents/${answer.body.incidentId}`);
  };
  return (
    <>
      <PageHead title={t({ zh: '报告泄露', en: 'Report a leak' })} />
      <Statutes cites={CITES} />
      <StepForm
        title={{ zh: '发生了什么', en: 'What happened' }} label={{ zh: '报告', en: 'Report' }} act={act}
        fields={[
          { name: 'facts', label: { zh: '事实', en: 'Facts' }, kind: 'words',
            hint: { zh: '何处、何时、怎样发现；不写姓名和证件号码', en: 'where, when, how it was found; no names, no numbers' } },
          { name: 'knownOn', label: { zh: '知悉之日', en: 'Known on' }, kind: 'day', initial: civilToday() },
        ]}
        take={(at) => { void report(at('facts'), at('knownOn')); }}
      />
    </>
  );
};

export default NewIncident;
