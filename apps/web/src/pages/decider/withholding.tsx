import { WITHHOLDING_GROUNDS } from 'virtual:desk-tables';
import { useAct } from '../../api/answers.ts';
import type { CallOf } from '../../api/interface.ts';
import { useWords, type Words } from '../../app/language.tsx';
import type { Inquiry } from '../../parts/inquiry/words.ts';
import { Statutes } from '../../parts/statute.tsx';
import { StepForm } from '../../parts/step/step-form.tsx';

type Ground = NonNullable<CallOf<'reviewWithholding'>['body']['ground']>;

const GROUND_WORDS: Readonly<Record<Ground, Words>> = {
  secrecyByLaw: { zh: '法律、行政法规规定应当保密', en: 'the law keeps it secret' },
  wouldHinderDuty: { zh: '告知将妨碍履行法定职责', en: 'telling would hinder a duty' },
};
// Keys of a table of ours: the names are the type.
const GROUNDS = Object.keys(GROUND_WORDS) as readonly Ground[];

/** Whether the person learns of this look now, or later on a ground; unreviewed, they learn of it in time. */
export const Withholding = ({ inquiry: { inquiryId, withheldUntil } }: Readonly<{ inquiry: Inquiry }>) => {
  const { t } = useWords();
  const act = useAct('reviewWithholding');
  if (withheldUntil === undefined) return null;
  return (
    <StepForm
      title={{ zh: '复核：是否继续暂不告知本人', en: 'Review: is the look still withheld' }} label={{ zh: '确认', en: 'Confirm' }}
        act={act} isPlain
      lead={{ zh: `现暂不告知至 ${withheldUntil}；届时未复核的，本人即可看到这次查询。只能延长一次，且在期满前三十日内。`,
        en: `Withheld until ${withheldUntil}; then the person sees it. Prolonged once, within the last thirty days.` }}
      fields={[
        { name: 'prolongs', label: { zh: '决定', en: 'Decision' }, kind: 'choice', options: [
          { value: 'no', label: t({ zh: '不再保留，现在可以告知', en: 'The person may learn of it now' }) },
          { value: 'yes', label: t({ zh: '继续暂不告知', en: 'Still withheld' }) },
        ] },
        { name: 'ground', label: { zh: '法定理由', en: 'Ground of law' }, kind: 'choice',
          isShown: (at) => at('prolongs') === 'yes',
          options: GROUNDS.map((value) =>
            ({ value, label: t(GROUND_WORDS[value]), about: <Statutes cites={[WITHHOLDING_GROUNDS[value]]} /> })) },
        { name: 'reasons', label: { zh: '理由', en: 'Reasons' }, kind: 'words', max: 300, prepared: [
          { zh: '案件已办结，告知不影响办案。', en: 'The case is over; telling does no harm.' },
          { zh: '案件尚在侦查，告知将影响取证。', en: 'The case is being investigated; telling would harm the evidence.' },
        ] },
      ]}
      take={(at) => {
        const ground = GROUNDS.find((one) => one === at('ground'));
        const isProlonged = at('prolongs') === 'yes';
        void act.run({ params: { id: inquiryId }, body: {
          prolongs: isProlonged ? 'yes' : 'no', reasons: at('reasons'),
            ...(isProlonged && ground !== undefined ? { ground } : {}),
        } });
      }}
    />
  );
};
