import { useState } from 'react';
import { useWords, type Words } from '../../app/language.tsx';
import { useAct } from '../../api/answers.ts';
import { Field } from '../../parts/field.tsx';
import { useMissing } from '../../parts/missing.ts';
import { toChoose, toWrite } from '../../parts/needed.ts';
import { Pick } from '../../parts/pick.tsx';
import { Prepared } from '../../parts/prepared.tsx';
import { Told } from '../../parts/told.tsx';
import { type Matter, OPINION_WORDS } from './words.ts';

type Opinion = NonNullable<Matter['opinion']>['kind'];

/** Sentences to begin with, each of a corrective opinion; the person changes them as the matter asks. */
const OPINIONS: readonly Words[] = [
  { zh: '请立即对逾期未封存的记录采取封存措施，送回回执，查明逾期原因，并书面回复。',
    en: 'Seal what is late at once, answer the orders, find out why, and reply in writing.' },
  { zh: '请停止以该依据提供记录，查明已提供的情况，依法纠正，并书面回复。',
    en: 'Stop answering on that basis, find out what was told, correct it, and reply in writing.' },
];

const PAPER = { zh: '文书', en: 'Paper' } as const;
const TEXT = { zh: '内容', en: 'Text' } as const;

const Propose = ({ matterId }: Pick<Matter, 'matterId'>) => {
  const { t } = useWords();
  const act = useAct('takeMatterStep');
  const [kind, setKind] = useState<Opinion>();
  const [text, setText] = useState('');
  const missing = useMissing([
    { name: 'opinion', asks: toChoose(PAPER), isThere: kind !== undefined },
    { name: 'text', asks: toWrite(TEXT), isThere: text.trim() !== '' },
  ]);
  const propose = (pressed: Element) => {
    if (!missing.lets(pressed) || kind === undefined) return;
    void act.run({ params: { id: matterId }, body: { type: 'ProposeOpinion', kind, text } });
  };
  // Whoever takes a prepared sentence chooses the paper that it is written for, unless one is chosen.
  const takeSentence = (sentence: string) => {
    setText(sentence);
    setKind((before) => before ?? 'correctiveOpinion');
  };
  return (
    <section className="sheet form">
      <h2>{t({ zh: '提出意见', en: 'Propose an opinion' })}</h2>
      <Pick
        legend={t(PAPER)} name="opinion" value={kind} choose={setKind} mistake={missing.told('opinion')}
        options={(['correctiveOpinion', 'procuratorialProposal'] as const).map((value) =>
          ({ value, label: t(OPINION_WORDS[value]) }))}
      />
      <Field label={t(TEXT)} mistake={missing.told('text')}>{(control) =>
        <textarea
          {...control} name="text" rows={6} maxLength={4000} value={text}
          onChange={({ target }) => setText(target.value)}
        />}
      </Field>
      <Prepared sentences={OPINIONS} take={takeSentence} />
      <Told problem={act.problem} />
      <div className="form-acts">
        <button
          type="button" className="primary" disabled={act.isRunning}
          onClick={({ currentTarget }) => { propose(currentTarget); }}
        >{t({ zh: '报审', en: 'Propose' })}</button>
      </div>
    </section>
  );
};

const Escalate = ({ matterId }: Pick<Matter, 'matterId'>) => {
  const { t } = useWords();
  const act = useAct('takeMatterStep');
  const [unitAbove, setUnitAbove] = useState('');
  const [number, setNumber] = useState('');
  const body = { type: 'Escalate', unitAbove, document: number } as const;
  return (
    <section className="sheet form">
      <h2>{t({ zh: '报上级督促', en: 'Escalate' })}</h2>
      <Field label={t({ zh: '上级机关', en: 'The organ above' })}>{(control) =>
        <input {...control} value={unitAbove} onChange={({ target }) => setUnitAbove(target.value.trim())} />}</Field>
      <Field label={t({ zh: '文书编号', en: 'Number of the paper' })}>{(control) =>
        <input {...control} value={number} onChange={({ target }) => setNumber(target.value)} />}</Field>
      <Told problem={act.problem} />
      <div className="form-acts">
        <button
          type="button" className="primary" disabled={act.isRunning || unitAbove === '' || number === ''}
          onClick={() => { void act.run({ params: { id: matterId }, body }); }}
        >{t({ zh: '报上级', en: 'Escalate' })}</button>
      </div>
    </section>
  );
};

type Ending = Readonly<{ type: 'Close' | 'Uphold' | 'FindNoError' }>;

const Simple = ({ matterId, type }: Pick<Matter, 'matterId'> & Ending) => {
  const { t } = useWords();
  const act = useAct('takeMatterStep');
  const [reasons, setReasons] = useState('');
  const label = { Close: { zh: '结案', en: 'Close' }, Uphold: { zh: '维持意见', en: 'Uphold' },
    FindNoError: { zh: '未发现错误，结案', en: 'No error' } }[type];
  const body = type === 'Close' ? { type } : { type, reasons };
  return (
    <section className="sheet form">
      {type !== 'Close' && (
        <Field label={t({ zh: '理由', en: 'Reasons' })}>{(control) =>
          <textarea
            {...control} rows={2} value={reasons} onChange={({ target }) => setReasons(target.value)}
          />}</Field>
      )}
      <Told problem={act.problem} />
      <div className="form-acts">
        <button
          type="button" className="plain" disabled={act.isRunning || (type !== 'Close' && reasons === '')}
          onClick={() => { void act.run({ params: { id: matterId }, body }); }}
        >{t(label)}</button>
      </div>
    </section>
  );
};

/** What a procurator may do in this stage, and nothing else. */
export const Steps = ({ matter: { matterId, stage, isOverdue } }: Readonly<{ matter: Matter }>) => (
  <>
    {stage === 'opened' && <><Propose matterId={matterId} /><Simple matterId={matterId} type="FindNoError" /></>}
    {stage === 'reasonsGiven' && <Simple matterId={matterId} type="Uphold" />}
    {stage === 'reasonsGiven' && <Simple matterId={matterId} type="Close" />}
    {stage === 'correctionReported' && <Simple matterId={matterId} type="Close" />}
    {(stage === 'upheld' || (stage === 'opinionServed' && isOverdue === 'yes')) && <Escalate matterId={matterId} />}
  </>
);
