import { type FormEvent, useState } from 'react';
import { Link } from 'wouter';
import { useAct } from '../../api/answers.ts';
import type { BodyOf } from '../../api/interface.ts';
import { useWords, type Words } from '../../app/language.tsx';
import { Field } from '../../parts/field.tsx';
import { OrganField, SEALING_ORGANS } from '../../parts/organ-field.tsx';
import { Told } from '../../parts/told.tsx';
import { Withdraw } from '../../parts/withdraw.tsx';
import { MATERIAL_WORDS, OVER, REMEDY_WORDS } from './words.ts';

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
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void act.run({ params: { id: requestId }, body });
  };
  return (
    <form className="form" onSubmit={submit}>
      <OrganField
        label={isToProcuratorate ? t({ zh: '人民检察院', en: 'The procuratorate' })
          : t({ zh: '上一级机关', en: 'The organ above' })}
        value={to} choose={setTo} kinds={isToProcuratorate ? ['procuratorate'] : SEALING_ORGANS}
      />
      <Field label={t({ zh: '理由', en: 'Why' })}>{(control) => (
        <textarea {...control} rows={4} required maxLength={4000} value={statement} autoComplete="off"
          onChange={({ target }) => setStatement(target.value)} />
      )}</Field>
      <Told problem={act.problem} />
      <div className="form-acts">
        <button type="submit" className="primary" disabled={act.isRunning}>
          {isToProcuratorate ? t({ zh: '向检察院提出', en: 'Go to the procuratorate' })
            : t({ zh: '向上一级提出', en: 'Go to the organ above' })}
        </button>
      </div>
    </form>
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

const TakeBack = ({ requestId }: Pick<Request, 'requestId'>) => {
  const act = useAct('takeOwnRightsStep');
  const run = () => { void act.run({ params: { id: requestId }, body: { type: 'Withdraw' } }); };
  return <Withdraw act={act} run={run} />;
};

/** Stages in which it can no longer be taken back. */
const KEPT: readonly Request['stage'][] = [...OVER, 'appealed'];

/** Where the request stands, said to whoever waits for it; what follows are the remedies. */
const leadOf = ({ stage, isSilent, answer, dueOn }: Request): Words => {
  const until = dueOn === undefined ? { zh: '', en: '' } : { zh: `，最迟 ${dueOn} 答复`, en: ` and answers by ${dueOn}` };
  if (stage === 'withdrawn') return { zh: '您已撤回。需要时可以重新提出。', en: 'You took it back and may ask again.' };
  if (stage === 'supplementing') return { zh: '请先补充下列材料，机关才能继续办理。', en: 'The organ goes on once these are handed in.' };
  if (stage === 'appealed') {
    return { zh: `上级机关正在办理${until.zh}。`, en: `The organ above is dealing with it${until.en}.` };
  }
  if (isSilent === 'yes') return { zh: '机关没有按期答复，您现在可以：', en: 'The organ did not answer in time; you can now:' };
  if (stage === 'notAccepted') return { zh: '不同意不予受理的，可以：', en: 'If you disagree, you can:' };
  if (answer === undefined) {
    return { zh: `机关正在办理${until.zh}，现在不需要您做什么。不同意答复或者到期没有答复的，可以：`,
      en: `The organ is dealing with it${until.en}; there is nothing to do now. After that you can:` };
  }
  return answer.outcome === 'granted'
    ? { zh: '机关已经同意。没有照办的，可以：', en: 'It was granted. If it is not carried out, you can:' }
    : { zh: '不同意这个答复的，可以：', en: 'If you disagree with the answer, you can:' };
};

/** Stages whose next step is none of the remedies. */
const WITHOUT_REMEDIES: readonly Request['stage'][] = ['withdrawn', 'supplementing', 'appealed'];

/** Whether the law lets the person go up now: against what is not granted in full, and against silence. */
const mayGoUp = ({ remedies, stage, answer, isSilent }: Request): boolean =>
  (remedies.includes('organAbove') || remedies.includes('supervision'))
  && (isSilent === 'yes' || (stage === 'answered' && answer?.outcome !== 'granted'));

/** What the person can do next: hand in what is missing, go up after an answer or silence, take it back. */
export const Next = ({ request }: Readonly<{ request: Request }>) => {
  const { t } = useWords();
  const { requestId, stage } = request;
  const mayAppeal = mayGoUp(request);
  const remedies = WITHOUT_REMEDIES.includes(stage) ? [] : request.remedies;
  return (
    <section className="sheet form">
      <h2>{t({ zh: '下一步', en: 'What you can do next' })}</h2>
      <p>{t(leadOf(request))}</p>
      {remedies.length > 0 && <ul>{remedies.map((one) => <li key={one}>{t(REMEDY_WORDS[one])}</li>)}</ul>}
      {stage === 'supplementing' && <Supplement request={request} />}
      {mayAppeal && <Appeal request={request} />}
      {!KEPT.includes(stage) && <TakeBack requestId={requestId} />}
      {stage === 'withdrawn' && (
        <div className="form-acts">
          <Link href="/requests/new" className="plain">{t({ zh: '重新提出', en: 'Ask again' })}</Link>
        </div>
      )}
    </section>
  );
};
