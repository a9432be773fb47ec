import { useAct } from '../../../api/answers.ts';
import { useWords } from '../../../app/language.tsx';
import { StepForm } from '../../../parts/step/step-form.tsx';
import type { Incident } from './words.ts';

/** Another person agrees that those concerned need not be told, or sends it back. @see 个人信息保护法第57条第2款 */
export const DecideSparing = ({ incidentId, sparingProposed, version }: Pick<Incident,
  'incidentId' | 'sparingProposed' | 'version'>) => {
  const { t } = useWords();
  const act = useAct('decideSparing');
  return (
    <StepForm
      title={{ zh: '审批：免予通知', en: 'Decide: no notice' }} label={{ zh: '确认决定', en: 'Decide' }} act={act}
      lead={{ zh: '提议的理由：', en: 'Proposed because: ' }} quoted={sparingProposed ?? ''}
      fields={[
        { name: 'agrees', label: { zh: '决定', en: 'Decision' }, kind: 'choice', options: [
          { value: 'yes', label: t({ zh: '同意，不通知本人', en: 'Agree: they are not told' }) },
          { value: 'no', label: t({ zh: '退回，应当通知', en: 'Send back: they are told' }) },
        ] },
        { name: 'reasons', label: { zh: '理由', en: 'Reasons' }, kind: 'words', isShown: (at) => at('agrees') === 'no',
          prepared: [{ zh: '所采措施尚不能避免危害，应当通知。', en: 'The measures do not avoid the harm yet.' }] },
      ]}
      take={(at) => {
        const agrees = at('agrees') === 'yes' ? 'yes' : 'no';
        void act.run({ params: { id: incidentId },
          body: { type: 'DecideSparing', agrees, reasons: agrees === 'no' ? at('reasons') : '',
            ...(version === undefined ? {} : { version }) } });
      }}
    />
  );
};
