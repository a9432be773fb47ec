import { useWords } from '../../app/language.tsx';
import { shareOf } from './budget.ts';

const [WIDTH, HEIGHT] = [400, 22];

/** A quarter's budget: what is spent, what one more table would spend (hatched), and the cap at the right. */
export const BudgetBar = ({ spent, asked, cap, label }: Readonly<{
  spent: string; asked?: string; cap: string; label: string;
}>) => {
  const used = Math.min(1, shareOf(spent, cap)) * WIDTH;
  const more = asked === undefined ? 0 : Math.max(0, Math.min(WIDTH - used, shareOf(asked, cap) * WIDTH));
  return (
    <svg
      className="budget-bar" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" role="img" aria-label={label}
    >
      <rect className="budget-rest" width={WIDTH} height={HEIGHT} />
      <rect className="budget-spent" width={used} height={HEIGHT} />
      {more > 0 && <rect className="budget-asked" x={used + 1} width={more - 1} y="1" height={HEIGHT - 2} />}
      {[1, 2, 3].map((at) =>
        <line key={at} className="budget-step" x1={(at * WIDTH) / 4} x2={(at * WIDTH) / 4} y1="0" y2={HEIGHT} />)}
    </svg>
  );
};

/** `已用 + 申请 > 上限`, the sentence of a refusal: fractions alone, no figure of any table. */
export const BudgetSum = ({ spent, asked, after, cap, isAllowed }: Readonly<{
  spent: string; asked: string; after: string; cap: string; isAllowed: boolean;
}>) => {
  const { t } = useWords();
  return isAllowed
    ? <p>{t({
      zh: `已用 ${spent} + 本次 ${asked} = ${after} ≤ 上限 ${cap}`,
      en: `spent ${spent} + asked ${asked} = ${after} ≤ cap ${cap}`,
    })}</p>
    : <p className="told" role="alert">{t({
      zh: `隐私预算不足：已用 ${spent} + 申请 ${asked} > 上限 ${cap}`, en: `spent ${spent} + asked ${asked} > cap ${cap}`,
    })}</p>;
};
