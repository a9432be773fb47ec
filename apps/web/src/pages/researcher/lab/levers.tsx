import { useId } from 'react';
import { useWords } from '../../../app/language.tsx';
import { Statutes } from '../../../parts/statute.tsx';
import { nameWords, UNIT_WORDS } from '../words.ts';
import { choosePack, moveIn, type Slot } from './chosen.ts';
import type { PackAbout, ParameterAbout } from './pack-about.ts';

type Moving<T> = Readonly<{ about: ParameterAbout; value: T; move: (value: T) => void }>;

/** LIMIT: a figure without an upper bound of its own can be moved to three times what it is. */
const WIDEST = 3;

const Figure = ({ about, value, move }: Moving<number>) => {
  const { t } = useWords();
  const id = useId();
  const { title, unit, min = 0 } = about;
  const own = typeof about.value === 'number' ? about.value : 0;
  const max = about.max ?? Math.max(10, own * WIDEST);
  const told = `${value} ${t(UNIT_WORDS[unit])}`;
  return (
    <div className="lever">
      <label htmlFor={id}>{t(title)}</label>
      <output htmlFor={id} className={value === own ? '' : 'lever-moved'}>{told}</output>
      <input
        id={id} name={about.id} type="range" min={min} max={max} step={1} value={value} aria-valuetext={told}
        onChange={({ target }) => move(Number(target.value))}
      />
    </div>
  );
};

const Names = ({ about, value, move }: Moving<readonly string[]>) => {
  const { t } = useWords();
  return (
    <fieldset className="lever lever-names">
      <legend>{t(about.title)}</legend>
      {(about.options ?? []).map((name) => (
        <label key={name}>
          <input
            type="checkbox" checked={value.includes(name)}
            onChange={({ target: { checked } }) =>
              move((about.options ?? []).filter((one) => (one === name ? checked : value.includes(one))))}
          />
          {t(nameWords(name))}
        </label>
      ))}
    </fieldset>
  );
};

const Lever = ({ about, slot, move }: Readonly<{
  about: ParameterAbout; slot: Slot; move: (value: number | readonly string[]) => void;
}>) => {
  const moved = slot.parameters[about.id];
  const value = typeof moved === 'number' || Array.isArray(moved) ? moved : about.value;
  return typeof value === 'number' ? <Figure about={about} value={value} move={move} />
    : <Names about={about} value={value.map(String)} move={move} />;
};

const Switches = ({ pack, slot, choose }: Readonly<{
  pack: PackAbout; slot: Slot; choose: (switches: Slot['switches']) => void;
}>) => {
  const { t } = useWords();
  return pack.switches.map(({ id, question, options, default: standard }) => (
    <div className="lever field" key={id}>
      <label>
        <span>{t(question)}</span>
        <select
          value={slot.switches[id] ?? standard}
          onChange={({ target }) => choose({ ...slot.switches, [id]: target.value })}
        >
          {options.map((one) => <option key={one}>{one}</option>)}
        </select>
      </label>
    </div>
  ));
};

/** What can be moved in a pack: figures by slider, lists by name, open questions of law by choice. */
export const Levers = ({ place, slot, pack }: Readonly<{
  place: 'first' | 'second'; slot: Slot; pack: PackAbout;
}>) => {
  const { t } = useWords();
  const isMoved = Object.keys(slot.parameters).length + Object.keys(slot.switches).length > 0;
  return (
    <section className={`sheet levers lab-${place}`}>
      <h2>{t(pack.title)}</h2>
      {pack.parameters.map((about) => (
        <Lever
          key={about.id} about={about} slot={slot}
          move={(value) => moveIn(place, { parameters: { ...slot.parameters, [about.id]: value } })}
        />
      ))}
      {pack.switches.length > 0 && (
        <details>
          <summary>{t({ zh: '未决的法律问题', en: 'Open questions of law' })} ({pack.switches.length})</summary>
          <Switches pack={pack} slot={slot} choose={(switches) => moveIn(place, { switches })} />
        </details>
      )}
      {pack.parameters.length + pack.switches.length === 0
        && <p className="faint">{t({ zh: '这个规则包没有可以移动的数值。', en: 'Nothing in this pack can be moved.' })}</p>}
      {pack.parameters.length > 0 && <Statutes cites={[...new Set(pack.parameters.flatMap(({ cite }) => cite))]} />}
      {isMoved && (
        <button type="button" className="plain no-print" onClick={() => choosePack(place, slot.pack)}>
          {t({ zh: '恢复原文的数值', en: 'As the text says' })}
        </button>
      )}
    </section>
  );
};
