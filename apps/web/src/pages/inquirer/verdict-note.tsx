import { useWords } from '../../app/language.tsx';
import { Statutes } from '../../parts/statute.tsx';
import type { Verdict } from './basis-verdict.ts';

const SHAPES = { yes: '✔', no: '✘', open: '→' } as const;

/** The early word on a basis. */
export const VerdictNote = ({ verdict }: Readonly<{ verdict: Verdict | undefined }>) => {
  const { t } = useWords();
  return (
    <div aria-live="polite">
      {verdict !== undefined && (
        <div className={`verdict verdict-${verdict.can}`}>
          <p><span aria-hidden="true">{SHAPES[verdict.can]}</span> {t(verdict.words)}</p>
          <Statutes cites={verdict.cites} />
        </div>
      )}
    </div>
  );
};
