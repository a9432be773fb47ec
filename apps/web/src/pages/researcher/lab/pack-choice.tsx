import { PACKS } from 'virtual:policy-packs';
import type { PackStatus } from '@fengcun/policy';
import { useWords } from '../../../app/language.tsx';
import { Field } from '../../../parts/field.tsx';
import { STATUS_WORDS } from '../words.ts';
import { type Chosen, choosePack, OWN, packNamed } from './chosen.ts';

/** Whose law it is: shape and words, so that law in force and a proposal are never taken for each other. */
export const StatusMark = ({ status }: Readonly<{ status: PackStatus }>) => {
  const { t } = useWords();
  const words = STATUS_WORDS[status];
  return <span className={`pack-status pack-${status}`}><span aria-hidden="true">{words.shape}</span> {t(words)}</span>;
};

const STATUSES = ['inForce', 'proposal', 'foreign'] as const;

/** Every pack, law in force apart from what is only proposed. */
export const PackOptions = () => {
  const { t } = useWords();
  return STATUSES.map((status) => (
    <optgroup key={status} label={`${STATUS_WORDS[status].shape} ${t(STATUS_WORDS[status])}`}>
      {PACKS.filter(({ about }) => about.status === status).map(({ about }) =>
        <option key={about.id} value={about.id}>{`${about.id} · ${t(about.title)}`}</option>)}
    </optgroup>
  ));
};

const LABELS = { first: { zh: '甲', en: 'A' }, second: { zh: '乙', en: 'B' } } as const;

const One = ({ place, chosen }: Readonly<{ place: 'first' | 'second'; chosen: Chosen }>) => {
  const { t } = useWords();
  const slot = chosen[place];
  const about = slot === undefined ? undefined : packNamed(slot.pack, chosen.own)?.about;
  return (
    <div className={`lab-slot lab-${place}`}>
      <Field label={t({ zh: `规则包${LABELS[place].zh}`, en: `Pack ${LABELS[place].en}` })}>{(control) => (
        <select
          {...control} name={`pack-${place}`} value={slot?.pack ?? ''}
          onChange={({ target }) => choosePack(place, target.value)}
        >
          {place === 'second' && <option value="">{t({ zh: '不比较', en: 'Compare with none' })}</option>}
          {chosen.own !== undefined && <option value={OWN}>{t({ zh: '编辑中的文本', en: 'The text being written' })}</option>}
          <PackOptions />
        </select>
      )}</Field>
      {about !== undefined && <StatusMark status={about.status} />}
    </div>
  );
};

/** The two packs that are compared: one choice each. */
export const PackChoices = ({ chosen }: Readonly<{ chosen: Chosen }>) => (
  <><One place="first" chosen={chosen} /><One place="second" chosen={chosen} /></>
);
