import { useWords, type Words } from '../../app/language.tsx';
import { OrganName } from '../../parts/organ-name.tsx';
import type { Job } from './words.ts';

type Input = Job['inputs'][number];

/** How much an organ brings, as it announced it: a bucket of rows, cells of a table, texts. */
const sizeWords = (kind: Job['kind'], { bucket, count }: Input): Words => {
  if (bucket !== undefined) {
    return {
      zh: `● 已锁定，不超过 ${bucket} 条（按档公布，不是实际条数）`,
      en: `● bound: at most ${bucket} rows (a bucket, not the number)`,
    };
  }
  if (count === undefined) return { zh: '● 已锁定', en: '● bound' };
  return kind === 'jointCount' ? { zh: `● 已锁定，${count} 格`, en: `● bound: ${count} cells` }
    : { zh: `● 已锁定，${count} 份文书`, en: `● bound: ${count} texts` };
};

/**
 * What each organ brings to a run, bound before it begins, and whom the run still waits for. Roots stand with
 * the other digests.
 */
export const JobInputs = ({ job: { kind, inputs, missingInputs } }: Readonly<{ job: Job }>) => {
  const { t } = useWords();
  if (inputs.length + missingInputs.length === 0) return null;
  return (
    <section className="sheet">
      <h2>{t({ zh: '各方锁定的数据', en: 'What each side bound' })}</h2>
      <p className="faint">{t({
        zh: '运行以前，各机关先把自己要用的数据锁定（账本里只有摘要）。以后换一批数据，运行就会被拒绝。',
        en: 'Each organ binds its data before the run; the log has their digest alone. '
          + 'Other data are refused afterwards.',
      })}</p>
      <dl className="facts">
        {inputs.map((input) => (
          <div key={input.organ} className="facts-pair">
            <dt><OrganName organ={input.organ} /></dt><dd>{t(sizeWords(kind, input))}</dd>
          </div>
        ))}
        {missingInputs.map((organ) => (
          <div key={organ} className="facts-pair">
            <dt><OrganName organ={organ} /></dt><dd>{t({ zh: '○ 尚未锁定', en: '○ not bound yet' })}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
};
