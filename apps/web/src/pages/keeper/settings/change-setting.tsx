import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useWords } from '../../../app/language.tsx';
import { useAct } from '../../../api/answers.ts';
import { civilToday } from '../../../parts/dates.ts';
import { Field } from '../../../parts/field.tsx';
import { Told } from '../../../parts/told.tsx';
import { SETTING_REASONS } from '../act-words.ts';
import { ReasonField } from '../reason-field.tsx';
import { nameOfSetting, type Setting, valueOfSetting } from './setting-words.ts';

const DAY_MILLIS = 86_400_000;
const DAYS_MAX = 365;

type Of = Readonly<{ setting: Setting; value: string; onChange: (value: string) => void }>;

const NewValue = ({ setting: { may, value: now }, value, onChange }: Of) => {
  const { t } = useWords();
  if (may === undefined) return null;
  if ('options' in may) {
    return (
      <fieldset className="checks">
        <legend>{t({ zh: '改为', en: 'New value' })}</legend>
        {may.options.filter((option) => option !== now).map((option) => (
          <label key={option}>
            <input type="radio" name="value" required checked={value === option} onChange={() => onChange(option)} />
            {valueOfSetting(option, t)}
          </label>
        ))}
      </fieldset>
    );
  }
  return (
    <Field
      label={t({ zh: '改为（日）', en: 'New value (days)' })}
      hint={t({ zh: `${may.lowest} 至 ${may.highest}`, en: `${may.lowest} to ${may.highest}` })}
    >{(control) => (
      <input
        {...control} type="number" name="value" required min={may.lowest} max={may.highest} step={1} value={value}
        onChange={({ target }) => onChange(target.value)}
      />
    )}</Field>
  );
};

/** The system administrator proposes another value, from a day on, with a reason. */
export const ChangeSetting = ({ setting, onEnd }: Readonly<{ setting: Setting; onEnd: () => void }>) => {
  const { t } = useWords();
  const act = useAct('askSettingChange');
  const tomorrow = civilToday(Date.now() + DAY_MILLIS);
  const [value, setValue] = useState('');
  const [from, setFrom] = useState(tomorrow);
  const [reason, setReason] = useState('');
  const head = useRef<HTMLHeadingElement>(null);
  useEffect(() => { head.current?.focus(); head.current?.scrollIntoView({ block: 'center' }); }, []);
  const ask = async (event: FormEvent) => {
    event.preventDefault();
    const answer = await act.run({ body: { setting: setting.id, value, from, reason } });
    if (answer.ok) onEnd();
  };
  return (
    <form className="sheet form" onSubmit={(event) => { void ask(event); }}>
      <h2 ref={head} tabIndex={-1}>{t({ zh: '提出变更', en: 'Propose a change' })}：{t(nameOfSetting(setting))}</h2>
      <p className="faint">{t({ zh: '现为：', en: 'Now: ' })}{valueOfSetting(setting.value, t)}</p>
      <NewValue setting={setting} value={value} onChange={setValue} />
      <Field
        label={t({ zh: '从哪天起适用', en: 'From which day' })}
        hint={t({ zh: '明天至一年之内；当天的决定不会有两种设置', en: 'from tomorrow, within a year; no day has two settings' })}
      >{(control) => (
        <input
          {...control} type="date" name="from" required min={tomorrow}
          max={civilToday(Date.now() + DAYS_MAX * DAY_MILLIS)}
          value={from} onChange={({ target }) => setFrom(target.value)}
        />
      )}</Field>
      <ReasonField value={reason} onChange={setReason} prepared={SETTING_REASONS} />
      <Told problem={act.problem} />
      <div className="form-acts">
        <button type="submit" className="primary" disabled={act.isRunning || value === ''}>
          {t({ zh: '提出，等安全管理员同意', en: 'Propose; the security administrator agrees' })}
        </button>
        <button type="button" className="quiet" onClick={onEnd}>{t({ zh: '取消', en: 'Cancel' })}</button>
      </div>
    </form>
  );
};
