import { useState } from 'react';
import { useAct } from '../../api/answers.ts';
import type { BodyOf } from '../../api/interface.ts';
import { useWords } from '../../app/language.tsx';
import { Field } from '../../parts/field.tsx';
import { OrganField, SEALING_ORGANS } from '../../parts/organ-field.tsx';
import { Told } from '../../parts/told.tsx';
import { MATERIAL_WORDS, REMEDY_WORDS } from './words.ts';

type Request = BodyOf<'readRightsRequest'>;
type Material = keyof typeof MATERIAL_WORDS;

// Keys of a table of ours: the names are the type.
const MATERIALS = Object.keys(MATERIAL_WORDS) as readonly Material[];

/** Where a refusal goes: the procuratorate where the law names it alone, else any organ above. */
const Appeal = ({ request: { requestId, remedies, referredTo } }: Readonly<{ request: Request }>) => {
  const { t } = useWords();
  const act = useAct('takeOwnRightsStep');
  const isToProcuratorate = !remedies.includes('organAbove');
  const [statement, setStatement] = useState('');
  const [to, setTo] = useState(isToProcuratorate ? referredTo ?? '' : '');
  const body = { type: 'Appeal', statement, to } as const;
  return (
    <>
      <OrganField
        label={isToProcuratorate ? t({ zh: '人民检察院', en: 'The procuratorate' })
          : t({ zh: '上一级机关', en: 'The organ above' })}
        value={to} choose={setTo} kinds={isToProcuratorate ? ['procuratorate'] : SEALING_ORGANS}
      />
      <Field label={t({ zh: '理由', en: 'Why' })}>{(control) => (
        <textarea {...control} rows={4} maxLength={4000} value={statement} autoComplete="off"
          onChange={({ target }) => setStatement(target.value)} />
      )}</Field>
      <Told problem={act.problem} />
      <div className="form-acts">
        <button
          type="button" className="primary" disabled={act.isRunning || statement.trim() === '' || to === ''}
          onClick={() => { void act.run({ params: { id: requestId }, body }); }}
        >{isToProcuratorate ? t({ zh: '向检察院提出', en: 'Go to the procuratorate' })
          : t({ zh: '向上一级提出', en: 'Go to the organ above' })}</button>
      </div>
    </>
  );
};

/** What was asked for once; only papers that were named, and the day of birth where that was. */
const Supplement = ({ request: { requestId, missing = [] } }: Readonly<{ request: Request }>) => {
  const { t } = useWords();
  const act = useAct('takeOwnRightsStep');
  const [materials, setMaterials] = useState<readonly Material[]>([]);
  const [bornOn, setBornOn] = useState('');
  const needsBirth = missing.includes('birthDate');
  const isWhole = MATERIALS.every((one) => !missing.includes(one) || materials.includes(one))
    && (!needsBirth || bornOn !== '');
  const supplement = { materials: [...materials], ...(bornOn === '' ? {} : { bornOn }) };
  return (
    <>
      <fieldset className="pick checks">
        <legend>{t({ zh: '现在补充', en: 'Handed in now' })}</legend>
        {MATERIALS.filter((one) => missing.includes(one)).map((one) => (
          <label key={one}>
            <input type="checkbox" checked={materials.includes(one)} onChange={({ target: { checked } }) =>
              setMaterials((before) => [...before.filter((held) => held !== one), ...(checked ? [one] : [])])} />
            {t(MATERIAL_WORDS[one])}
          </label>
        ))}
      </fieldset>
      {needsBirth && <Field label={t({ zh: '出生日期', en: 'Date of birth' })}>{(control) => (
        <input {...control} type="date" value={bornOn} autoComplete="off"
          onChange={({ target }) => setBornOn(target.value)} />
      )}</Field>}
      <Told problem={act.problem} />
      <div className="form-acts">
        <button type="button" className="primary" disabled={act.isRunning || !isWhole}
          onClick={() => { void act.run({ params: { id: requestId }, body: { type: 'Supplement', supplement } }); }}>
          {t({ zh: '提交补充材料', en: 'Hand in' })}
        </button>
      </div>
    </>
  );
};

const Withdraw = ({ requestId }: Pick<Request, 'requestId'>) => {
  const { t } = useWords();
  const act = useAct('takeOwnRightsStep');
  return (
    <div className="form-acts">
      <button
        type="button" className="plain" disabled={act.isRunning}
        onClick={() => { void act.run({ params: { id: requestId }, body: { type: 'Withdraw' } }); }}
      >{t({ zh: '撤回申请', en: 'Take it back' })}</button>
      <Told problem={act.problem} />
    </div>
  );
};

const OVER: readonly Request['stage'][] = ['answered', 'notAccepted', 'withdrawn', 'appealed', 'appealAnswered'];

/** Whether the law lets the person go up now: against what is not granted in full, and against silence. */
const mayGoUp = ({ remedies, stage, answer, isSilent }: Request): boolean =>
  (remedies.includes('organAbove') || remedies.includes('supervision'))
  && (isSilent === 'yes' || (stage === 'answered' && answer?.outcome !== 'granted'));

/** What the person can do next: hand in what is missing, go up after an answer or silence, take it back. */
export const Next = ({ request }: Readonly<{ request: Request }>) => {
  const { t } = useWords();
  const { requestId, stage, remedies } = request;
  const mayAppeal = mayGoUp(request);
  const isRunning = !OVER.includes(stage);
  if (!mayAppeal && !isRunning && remedies.length === 0) return null;
  return (
    <section className="sheet form">
      <h2>{t({ zh: '下一步', en: 'What you can do next' })}</h2>
      {remedies.length > 0 && <ul>{remedies.map((one) => <li key={one}>{t(REMEDY_WORDS[one])}</li>)}</ul>}
      {stage === 'supplementing' && <Supplement request={request} />}
      {mayAppeal && <Appeal request={request} />}
      {isRunning && <Withdraw requestId={requestId} />}
    </section>
  );
};
