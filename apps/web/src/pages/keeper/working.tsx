import { useWords } from '../../app/language.tsx';

/** How far it is, for eyes and ears. */
export const Working = ({ done, of }: Readonly<{ done: number; of: number }>) => {
  const { t } = useWords();
  const label = t({ zh: '正在核对', en: 'Checking' });
  return (
    <div className="sheet" role="status">
      <p>{of === 0 ? `${label}…` : `${label} ${done} / ${of}`}</p>
      <progress aria-label={label} className="ledger-progress" {...(of === 0 ? {} : { value: done, max: of })} />
    </div>
  );
};
