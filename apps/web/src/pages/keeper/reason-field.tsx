import { useWords, type Words } from '../../app/language.tsx';
import { Field } from '../../parts/field.tsx';
import { Prepared } from '../../parts/prepared.tsx';

/** Why: one of the prepared sentences, or one's own; nothing about a person. */
export const ReasonField = ({ value, onChange, prepared }: Readonly<{
  value: string; onChange: (value: string) => void; prepared: readonly Words[];
}>) => {
  const { t } = useWords();
  return (
    <>
      <Field label={t({ zh: '理由', en: 'Reason' })} hint={t({
        zh: '管理员都能看到；不要写任何人的姓名、号码。', en: 'Every administrator sees it; write nobody’s name or number.',
      })}>{(control) => (
        <textarea
          {...control} name="reason" rows={2} required minLength={4} maxLength={400} autoComplete="off" value={value}
          onChange={({ target }) => onChange(target.value.replace(/\s*\n\s*/g, ' '))}
        />
      )}</Field>
      <Prepared sentences={prepared} take={onChange} />
    </>
  );
};
