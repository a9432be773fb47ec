import { TOLD_PARTS } from 'virtual:inquiry-tables';
import { useWords } from '../../../app/language.tsx';
import { useLimitWords } from '../../../parts/inquiry/limits.tsx';
import { isOfDay, type LimitName, type OffenceClass, removedParts, type Scope } from './draft.ts';

/** A limit that stands or is being chosen, as far as the preview needs it. */
export type Previewed = Readonly<{ limit: LimitName; classes?: readonly OffenceClass[]; day?: string }>;

type Part = Scope['tells'][number];
type Chosen = Readonly<{ question: string; reading: string }>;

/** Whether a part is told as the open questions are read; undefined while nobody has read them. */
const isRead = ({ question, reading }: Part, chosen: readonly Chosen[]): boolean | undefined => {
  if (question === undefined) return true;
  const found = chosen.find((one) => one.question === question);
  return found === undefined ? undefined : found.reading === reading;
};

const SAID = {
  told: { zh: '告知', en: 'told' }, left: { zh: '不告知', en: 'not told' },
  // A yes may stand for it; it is not named.
  counted: { zh: '计入', en: 'counts' },
} as const;
const COUNTED: ReadonlySet<Part['part']> = new Set(['sealedJuvenile', 'publicOrder', 'nonProsecution']);

/** What would be told at most, as it stands now: it follows each limit and reading while they are chosen. */
export const Preview = ({ scope, limits, readings = [] }: Readonly<{
  scope: Scope; limits: readonly Previewed[]; readings?: readonly Chosen[];
}>) => {
  const { t } = useWords();
  const words = useLimitWords();
  const removed = removedParts(limits.map(({ limit }) => limit));
  const isCounted = limits.some(({ limit }) => limit === 'yesOrNo');
  const within = limits.filter((one) =>
    (one.limit === 'classes' && (one.classes ?? []).length > 0) || (isOfDay(one.limit) && one.day !== ''));
  return (
    <section
      className="told-preview" aria-live="polite"
      aria-label={t({ zh: '告知内容预览', en: 'Preview of what is told' })}
    >
      <h3>{t({ zh: '至多告知什么', en: 'At most, this is told' })}</h3>
      <ul>{scope.tells.map((part) => {
        const read = isRead(part, readings);
        const isTold = !removed.has(part.part) && read !== false;
        return (
          <li key={part.part} className={isTold ? 'is-told' : 'is-left-out'} data-part={part.part}>
            <b>{t(isTold ? (isCounted && COUNTED.has(part.part) ? SAID.counted : SAID.told) : SAID.left)}</b>{' '}
            <span>{t(TOLD_PARTS[part.part])}</span>
            {isTold && read === undefined && (
              <small>{t({ zh: `（视${part.question}的理解）`, en: ` (as ${part.question} is read)` })}</small>
            )}
          </li>
        );
      })}</ul>
      {within.map((one) => <p key={one.limit}>{words(one)}</p>)}
      <p className="faint">{t({
        zh: '由申请和依据算出，没有看过任何记录；查询人会得知全部限制，限制之外的不表示没有。',
        en: 'From application and basis alone, no record was read. Whoever asks is told every limit, and that '
          + 'nothing is said beyond.',
      })}</p>
    </section>
  );
};
