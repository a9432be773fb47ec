import { CLASS_WORDS, GRANT_LIMITS } from 'virtual:inquiry-tables';
import { useWords } from '../../../app/language.tsx';
import { Field } from '../../../parts/field.tsx';
import { Prepared } from '../../../parts/prepared.tsx';
import { Statutes } from '../../../parts/statute.tsx';
import '../../../styles/narrow.css';
import {
  CLASSES, DAY, type Draft, isOfDay, type LimitName, type OffenceClass, offeredLimits, PREPARED_REASONS, type Scope,
  type StandingLimit, WHY,
} from './draft.ts';

type Change = (draft: Draft) => void;
type Told = (name: string) => string | undefined;

const Classes = ({ draft, offered, change, told }: Readonly<{
  draft: Draft; offered: readonly OffenceClass[]; change: Change; told: Told;
}>) => {
  const { t } = useWords();
  const mistake = told('classes-classes');
  const turn = (name: OffenceClass, isOn: boolean) => change({
    ...draft, classes: offered.filter((one) => (one === name ? isOn : draft.classes.includes(one))),
  });
  return (
    <fieldset className="checks">
      <legend>{t(CLASSES)}</legend>
      {offered.map((name) => (
        <label key={name}>
          <input
            type="checkbox" name="classes-classes" value={name} checked={draft.classes.includes(name)}
            onChange={({ target }) => turn(name, target.checked)}
          />{t(CLASS_WORDS[name])}
        </label>
      ))}
      {mistake !== undefined && <p className="told" role="alert">{mistake}</p>}
    </fieldset>
  );
};

const Details = ({ draft, offered, change, told }: Readonly<{
  draft: Draft; offered: readonly OffenceClass[]; change: Change; told: Told;
}>) => {
  const { t } = useWords();
  return (
    <div className="limit-details">
      {draft.limit === 'classes' && <Classes draft={draft} offered={offered} change={change} told={told} />}
      {isOfDay(draft.limit) && (
        <Field label={t(DAY)} mistake={told(`day-${draft.limit}`)}>{(control) => (
          <input
            {...control} type="date" name={`day-${draft.limit}`} value={draft.day}
            onChange={({ target }) => change({ ...draft, day: target.value })}
          />
        )}</Field>
      )}
      <Field label={t(WHY)} mistake={told(`why-${draft.limit}`)}>{(control) => (
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
export const Narrow = ({ scope, standing = [], drafts, choose, told }: Readonly<{
  scope: Scope; standing?: readonly StandingLimit[]; drafts: readonly Draft[];
  choose: (drafts: readonly Draft[]) => void; told: Told;
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
                draft={draft} offered={classes} told={told}
                change={(next) => choose(drafts.map((one) => (one.limit === limit ? next : one)))}
              />
            )}
          </div>
        );
      })}
    </details>
  );
};
