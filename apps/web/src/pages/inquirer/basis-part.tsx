import type { InquirerKind } from '@fengcun/registry';
import { INQUIRERS } from 'virtual:inquiry-tables';
import { useMemo } from 'react';
import { useWords } from '../../app/language.tsx';
import { Field } from '../../parts/field.tsx';
import { originalOf } from '../../parts/original.tsx';
import { basesFor, occupationsOf, verdictOf } from './basis-verdict.ts';
import type { Entered } from './entered.ts';
import { VerdictNote } from './verdict-note.tsx';

/** What every part of the form gets. */
export type Editing = Readonly<{ entered: Entered; enter: (part: Partial<Entered>) => void }>;

const KINDS = Object.keys(INQUIRERS) as readonly InquirerKind[];

const Norm = ({ entered, enter, kind }: Editing & Readonly<{ kind: InquirerKind }>) => {
  const { t } = useWords();
  const bases = useMemo(() => basesFor(kind), [kind]);
  return (
    <Field label={t({ zh: '依据哪一条国家规定', en: 'Under which state provision' })}>{(control) => (
      <select
        {...control} value={entered.basisId ?? ''} required name="basis"
        onChange={({ target }) => enter({ basisId: target.value || undefined, occupation: '' })}
      >
        <option value="">{t({ zh: '请选择', en: 'choose' })}</option>
        {bases.map(({ id, label, usable, from }) =>
          <option key={`${id}${from ?? ''}`} value={id} {...originalOf(label)}>
            {usable ? label : `${label}（✘）`}
          </option>)}
        <option value="none">{t({ zh: '以上都不是', en: 'none of these' })}</option>
      </select>
    )}</Field>
  );
};

const Occupation = ({ entered, enter }: Editing) => {
  const { t } = useWords();
  const options = entered.basisId === undefined ? [] : occupationsOf(entered.basisId);
  if (options.length === 0) return null;
  return (
    <Field label={t({ zh: '岗位、职业', en: 'Occupation' })}>{(control) => (
      <select
        {...control} value={entered.occupation} required name="occupation"
        onChange={({ target }) => enter({ occupation: target.value })}
      >
        <option value="">{t({ zh: '请选择', en: 'choose' })}</option>
        {options.map(({ id, name }) => <option key={id} value={id} {...originalOf(name)}>{name}</option>)}
      </select>
    )}</Field>
  );
};

/** The first two fields: who asks, and on what basis; whether it can work is said at once. */
export const BasisPart = ({ entered, enter }: Editing) => {
  const { t, language } = useWords();
  const { kind, basisId } = entered;
  const needsNorm = kind !== undefined && INQUIRERS[kind].basis === 'registry';
  return (
    <>
      <Field label={t({ zh: '您是', en: 'You are' })}>{(control) => (
        <select
          {...control} value={kind ?? ''} required name="kind"
          onChange={({ target }) => enter({
            kind: KINDS.find((one) => one === target.value), basisId: undefined, occupation: '', materials: [],
          })}
        >
          <option value="">{t({ zh: '请选择', en: 'choose' })}</option>
          {KINDS.map((one) => <option key={one} value={one}>{INQUIRERS[one][language]}</option>)}
        </select>
      )}</Field>
      {needsNorm && <Norm entered={entered} enter={enter} kind={kind} />}
      <VerdictNote verdict={verdictOf(kind, basisId)} />
      {basisId === 'none' && (
        <Field label={t({ zh: '您所依据的规范', en: 'The norm you rely on' })}>{(control) => (
          <input
            {...control} value={entered.norm} maxLength={120}
            onChange={({ target }) => enter({ norm: target.value })}
          />
        )}</Field>
      )}
      <Occupation entered={entered} enter={enter} />
    </>
  );
};
