import { useState } from 'react';
import { useAct } from '../../../api/answers.ts';
import { useWords } from '../../../app/language.tsx';
import { dayWritten } from '../../../parts/day-written.ts';
import { Told } from '../../../parts/told.tsx';
import type { TakenResult } from '../words.ts';
import { LAST, type Leading } from './use-leading.ts';
import type { ReadingInHand } from './use-reading.ts';

type InHand = Readonly<{ reading: ReadingInHand; leading: Leading }>;

/** The day that stands in no document; one that is no day, or too early, is told at the field. */
const EffectiveDay = ({ reading, leading: { idOf, focus }, isPressed }: InHand & Readonly<{ isPressed: boolean }>) => {
  const { t } = useWords();
  const { effectiveOn, setEffectiveOn } = reading;
  const id = idOf(LAST.effective);
  const isUnread = isPressed && reading.isDayOpen;
  const isWrong = isUnread || reading.refused === LAST.effective;
  // Only when the field is left: half of a day is not replaced under the hand that writes it.
  const tidy = () => {
    const written = dayWritten(effectiveOn);
    if (written !== effectiveOn) setEffectiveOn(written);
  };
  return (
    <div className="field">
      <label htmlFor={id}>{t({ zh: '判决确定（生效）日期', en: 'In force since' })}</label>
      <input
        id={id} value={effectiveOn} autoComplete="off" aria-describedby={`${id}-hint`}
        placeholder={t({ zh: '年-月-日，如 2025-03-14', en: 'YYYY-MM-DD' })}
        {...(isWrong ? { 'aria-invalid': true } : {})}
        onChange={({ target }) => setEffectiveOn(target.value.trim())} onBlur={tidy}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return;
          event.preventDefault();
          focus(LAST.take);
        }}
      />
      {isWrong && (
        <p className="told" role="alert">{t(isUnread
          ? { zh: '请写成年-月-日，如 2025-03-14，或者留空。', en: 'Write it as 2025-03-14, or leave it empty.' }
          : { zh: '应为裁判之日或者以后的日期。', en: 'Not before the judgment.' })}</p>
      )}
      <p className="hint" id={`${id}-hint`}>{t({
        zh: '判决书本身不载明；生效后才会制作封存通知，不知道就留空，以后再报。',
        en: 'The judgment cannot say it; an order follows only then. Leave it empty if it is not known.',
      })}</p>
    </div>
  );
};

/** The day the judgment took effect, and the act that takes it in; a day that is none holds it back. */
export const TakePart = ({ reading, leading, done }: InHand & Readonly<{
  done: (results: readonly TakenResult[]) => void;
}>) => {
  const { t } = useWords();
  const act = useAct('takeReading');
  const [isPressed, setPressed] = useState(false);
  const take = async () => {
    setPressed(true);
    if (reading.isDayOpen || reading.refused === LAST.effective) return leading.focus(LAST.effective);
    const taken = await act.run({ body: reading.body });
    if (taken.ok) done(taken.body.results);
  };
  const doubts = (reading.shown.fields ?? []).filter((field) => field.doubts.length > 0).length;
  return (
    <section className="sheet reading-take">
      <EffectiveDay reading={reading} leading={leading} isPressed={isPressed} />
      {doubts > 0 && (
        <p className="due-today reading-left">{t({
          zh: `还有 ${doubts} 项存疑：现在报送，这些内容按不明处理，并进入异常消息。`,
          en: `${doubts} doubtful: taken in now they stay unknown and wait among the exceptions.`,
        })}</p>
      )}
      <button
        id={leading.idOf(LAST.take)} type="button" className="primary" disabled={act.isRunning}
        onClick={() => { void take(); }}
      >{t({ zh: '确认并报送', en: 'Confirm and take in' })}</button>
      <Told problem={act.problem} />
    </section>
  );
};
