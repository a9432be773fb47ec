import { useWords, type Words } from '../app/language.tsx';

/** How a record stands: shape and word, never colour alone. */
export type SealLook = 'open' | 'sealing' | 'sealed' | 'opened';

const LOOKS: Readonly<Record<SealLook, Readonly<{ shape: string; words: Words }>>> = {
  open: { shape: '○', words: { zh: '未封存', en: 'not sealed' } },
  sealing: { shape: '◐', words: { zh: '封存中', en: 'being sealed' } },
  sealed: { shape: '●', words: { zh: '已封存', en: 'sealed' } },
  opened: { shape: '◇', words: { zh: '已解封', en: 'unsealed' } },
};

/** The mark of a seal, with how many holders have answered. */
export const SealMark = ({ look, done, of }: Readonly<{ look: SealLook; done?: number; of?: number }>) => {
  const { t } = useWords();
  const { shape, words } = LOOKS[look];
  return (
    <span className={`mark mark-${look}`}>
      <span aria-hidden="true">{shape}</span>{t(words)}
      {done !== undefined && of !== undefined && ` ${done}/${of}`}
    </span>
  );
};
