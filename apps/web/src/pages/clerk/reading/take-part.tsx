import { useAct } from '../../../api/answers.ts';
import { useWords } from '../../../app/language.tsx';
import { Told } from '../../../parts/told.tsx';
import type { TakenResult } from '../words.ts';
import { LAST, type Leading } from './use-leading.ts';
import type { ReadingInHand } from './use-reading.ts';

/** The day the judgment took effect, and the act that takes it in. */
export const TakePart = ({ reading, leading: { idOf, focus }, done }: Readonly<{
  reading: ReadingInHand; leading: Leading; done: (results: readonly TakenResult[]) => void;
}>) => {
  const { t } = useWords();
  const act = useAct('takeReading');
  const take = async () => {
    const taken = await act.run({ body: reading.body });
    if (taken.ok) done(taken.body.results);
  };
  const day = idOf(LAST.effective);
  const doubts = (reading.shown.fields ?? []).filter((field) => field.doubts.length > 0).length;
  const isRefused = reading.refused === LAST.effective;
  return (
    <section className="sheet reading-take">
      <div className="field">
        <label htmlFor={day}>{t({ zh: '判决确定（生效）日期', en: 'In force since' })}</label>
        <input
          id={day} value={reading.effectiveOn} autoComplete="off" placeholder="YYYY-MM-DD"
          aria-describedby={`${day}-hint`}
          onChange={({ target }) => reading.setEffectiveOn(target.value.trim())}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return;
            event.preventDefault();
            focus(LAST.take);
          }}
        />
        {isRefused && (
          <p className="told" role="alert">{t({ zh: '应为裁判之日或者以后的日期。', en: 'Not before the judgment.' })}</p>
        )}
        <p className="hint" id={`${day}-hint`}>{t({
          zh: '判决书本身不载明；生效后才会制作封存通知，不知道就留空，以后再报。',
          en: 'The judgment cannot say it; an order follows only then. Leave it empty if it is not known.',
        })}</p>
      </div>
      {doubts > 0 && (
        <p className="due-today reading-left">{t({
          zh: `还有 ${doubts} 项存疑：现在报送，这些内容按不明处理，并进入异常消息。`,
          en: `${doubts} doubtful: taken in now they stay unknown and wait among the exceptions.`,
        })}</p>
      )}
      <button
        id={idOf(LAST.take)} type="button" className="primary" disabled={act.isRunning} onClick={() => { void take(); }}
      >{t({ zh: '确认并报送', en: 'Confirm and take in' })}</button>
      <Told problem={act.problem} />
    </section>
  );
};
