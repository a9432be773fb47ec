import { useWords } from '../../../app/language.tsx';
import { type LabState, makePopulation, SIZES } from './lab-client.ts';
import { thousands } from './told.ts';

/** Who is counted: how many invented persons, how far they are made, how long a move takes. */
export const PopulationPart = ({ lab }: Readonly<{ lab: LabState }>) => {
  const { t } = useWords();
  const isMaking = lab.made < lab.size;
  return (
    <section className="sheet lab-population">
      <label className="lab-size">
        {t({ zh: '虚构人口', en: 'Invented persons' })}
        <select
          className="plain" name="size" value={lab.size} disabled={isMaking}
          onChange={({ target }) => makePopulation(Number(target.value))}
        >
          {SIZES.map((size) => <option key={size} value={size}>{thousands(size)}</option>)}
        </select>
      </label>
      <div role="status">
        {isMaking
          ? (
            <label>
              {t({ zh: '正在生成', en: 'Making' })} <progress max={lab.size} value={lab.made} /> {thousands(lab.made)}
            </label>
          )
          : lab.millis !== undefined && lab.counted !== undefined && (
            <span className="faint" data-millis={Math.round(lab.millis)}>{t({
              zh: `重新计算用时 ${Math.round(lab.millis)} 毫秒`, en: `Counted again in ${Math.round(lab.millis)} ms`,
            })}</span>
          )}
      </div>
      <p className="hint">{t({
        zh: '全部在本浏览器内按公开比例随机生成（种子 1），没有任何真实的人，也不发送任何内容。与命令行 simulate 同一种子、同一规模，数字相同。',
        en: 'Drawn in this browser from published shares (seed 1): nobody real, nothing sent. '
          + 'The command line counts the same on the same seed and size.',
      })}</p>
    </section>
  );
};
