import { useWords } from '../../app/language.tsx';
import type { CheckedRelease } from '../../verify/release-check.ts';

const english = ({ ci95, bounds }: CheckedRelease): readonly string[] => [
  `Random noise was added to every figure: it lies within ${ci95.toFixed(1)} of the true one in 95 % of cases, so `
    + 'that nobody can tell from the published figures whether one person is among them.',
  'Figures may be negative, and may differ from the sum of their parts; that is no mistake. A negative one says '
    + 'that the true one is very small or nought.',
  '“Adjusted figures” are computed from published figures alone, so that parts and sums agree; say which '
    + 'of the two you cite.',
  `A person counts at most ${bounds.perQuarter === 1 ? 'once' : `${bounds.perQuarter} times`} a quarter and in at most `
    + `${bounds.lifetimeQuarters} quarters of a life; the rest is left out, so figures are a little low.`,
  'A table of a quarter is published once: downloaded again or in another form it is the same.',
];

/** The note for readers: as it was signed, in Chinese; in English as a translation of it. */
export const ReleaseNote = ({ release }: Readonly<{ release: CheckedRelease }>) => {
  const { t, language } = useWords();
  const lines = language === 'zh' ? release.note : english(release);
  return (
    <section className="sheet">
      <h2>{t({ zh: '阅读说明', en: 'Before you read the figures' })}</h2>
      <ul className="grounds">{lines.map((line) => <li key={line}>{line}</li>)}</ul>
      {language === 'en' && <p className="faint">A translation; the signed note is in Chinese.</p>}
    </section>
  );
};
