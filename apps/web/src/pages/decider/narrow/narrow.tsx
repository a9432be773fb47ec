import { CLASS_WORDS, GRANT_LIMITS } from 'virtual:inquiry-tables';
import { useWords } from '../../../app/language.tsx';
import { Field } from '../../../parts/field.tsx';
import { Prepared } from '../../../parts/prepared.tsx';
import { Statutes } from '../../../parts/statute.tsx';
import '../../../styles/narrow.css';
import {
  type Draft, isOfDay, type LimitName, type OffenceClass, offeredLimits, PREPARED_REASONS, type Scope,
  type StandingLimit,
} from './draft.ts';

type Change = (draft: Draft) => void;

const Classes = ({ draft, offered, change }: Readonly<{
  draft: Draft; offered: readonly OffenceClass[]; change: Change;
}>) => {
  const { t } = useWords();
  const turn = (name: OffenceClass, isOn: boolean) => change({
    ...draft, classes: offered.filter((one) => (one === name ? isOn : draft.classes.includes(one))),
  });
  return (
    <fieldset className="checks">
      <legend>{t({ zh: '犯罪类别', en: 'Classes of crimes' })}</legend>
      {offered.map((name) => (
        <label key={name}>
          <input
            type="checkbox" value={name} checked={draft.classes.includes(name)}
            onChange={({ target }) => turn(name, target.checked)}
          />{t(CLASS_WORDS[name])}
        </label>
      ))}
    </fieldset>
  );
};

const Details = ({ draft, offered, change }: Readonly<{
  draft: Draft; offered: readonly OffenceClass[]; change: Change;
}>) => {
  const { t } = useWords();
  return (
    <div className="limit-details">
      {draft.limit === 'classes' && <Classes draft={draft} offered={offered} change={change} />}
      {isOfDay(draft.limit) && (
        <Field label={t({ zh: '日期', en: 'Day' })}>{(control) => (
          <input
            {...control} type="date" name={`day-${draft.limit}`} value={draft.day}
            onChange={({ target }) => change({ ...draft, day: target.value })}
          />
        )}</Field>
      )}
      <Field label={t({ zh: '为什么不需要更多', en: 'Why no more is needed' })}>{(control) => (
        <>
          <input
            {...control} name={`why-${draft.limit}`} maxLength={300} autoComplete="off" value={draft.reasons}
            onChange={({ target }) => change({ ...draft, reasons: target.value })}
          />
          <Prepared sentences={[PREPARED_REASONS[draft.limit]]} take={(reasons) => change({ ...draft, reasons })} />
        </>
      )}</Field>
      <Statutes cites={GRANT_LIMITS[draft.limit].cites} />
    </div>
  );
};

/**
 * Limits by which a grant tells less than the law would let it: those alone that apply to who asks, each with
 * its article and reasons. Nothing here can tell more; limits that stand are not offered again.
 */
export const Narrow = ({ scope, standing = [], drafts, choose }: Readonly<{
  scope: Scope; standing?: readonly StandingLimit[]; drafts: readonly Draft[];
  choose: (drafts: readonly Draft[]) => void;
}>) => {
  const { t } = useWords();
  const taken = [...standing, ...drafts].map(({ limit }) => limit);
  const names = drafts.map(({ limit }) => limit);
  const stands = standing.map(({ limit }) => limit);
  const [beside, before] = [offeredLimits(scope, taken), offeredLimits(scope, stands)];
  const shown = scope.limits.filter((limit) =>
    names.includes(limit) || (beside.includes(limit) && before.includes(limit)));
  const classes = standing.findLast((one) => one.limit === 'classes')?.classes ?? scope.classes;
  const turn = (limit: LimitName, isOn: boolean) => choose(isOn
    ? [...drafts, { limit, classes: [], day: '', reasons: '' }] : drafts.filter((one) => one.limit !== limit));
  if (shown.length === 0) return null;
  return (
    <details className="narrow" open={drafts.length > 0 ? true : undefined}>
      <summary>{t({ zh: '缩小告知范围', en: 'Tell less' })}</summary>
      <p className="hint">{t({
        zh: '以用途和实际需要为限；只能缩小，不能扩大。', en: 'As far as the purpose needs; only less, never more.',
      })}</p>
      {shown.map((limit) => {
        const draft = drafts.find((one) => one.limit === limit);
        return (
          <div key={limit} className="limit-one">
            <label><input
              type="checkbox" name="limit" value={limit} checked={draft !== undefined}
              onChange={({ target }) => turn(limit, target.checked)}
            />{t(GRANT_LIMITS[limit])}</label>
            {draft !== undefined && (
              <Details
                draft={draft} offered={classes}
                change={(next) => choose(drafts.map((one) => (one.limit === limit ? next : one)))}
              />
            )}
          </div>
        );
      })}
    </details>
  );
};
