import { RIGHTS } from 'virtual:desk-tables';
import { type FormEvent, useState } from 'react';
import { useLocation } from 'wouter';
import { useWords } from '../../app/language.tsx';
import { useAct, useAnswer } from '../../api/answers.ts';
import type { BodyOf, CallOf } from '../../api/interface.ts';
import { Field } from '../../parts/field.tsx';
import { OrganField, SEALING_ORGANS } from '../../parts/organ-field.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { Pick } from '../../parts/pick.tsx';
import { Told } from '../../parts/told.tsx';
import { MATERIAL_WORDS, RIGHT_WORDS } from './words.ts';

type Kind = BodyOf<'readRightsRequest'>['kind'];
type Material = keyof typeof MATERIAL_WORDS;

const KINDS = Object.keys(RIGHT_WORDS) as readonly Kind[];
const MATERIALS = Object.keys(MATERIAL_WORDS) as readonly Material[];

/** Papers this request needs come first and are named as such: what is missing would be asked for later. */
const Materials = ({ kind, isForWard, chosen, toggle }: Readonly<{
  kind: Kind; isForWard: boolean; chosen: ReadonlySet<Material>; toggle: (one: Material) => void;
}>) => {
  const { t, aside } = useWords();
  const needed: readonly Material[] = [...RIGHTS[kind].materials, ...(isForWard ? ['guardianshipProof'] as const : [])];
  const isNeeded = (one: Material) => needed.includes(one);
  return (
    <fieldset className="pick checks">
      <legend>{t({ zh: '随附材料', en: 'Papers with it' })}</legend>
      {MATERIALS.toSorted((one, other) => Number(isNeeded(other)) - Number(isNeeded(one))).map((one) => (
        <label key={one}><input type="checkbox" checked={chosen.has(one)} onChange={() => toggle(one)} />
          <span>{t(MATERIAL_WORDS[one])}{isNeeded(one) && <b>{aside(t({ zh: '需要', en: 'needed' }))}</b>}</span></label>
      ))}
    </fieldset>
  );
};

const NOTHING_YET = {
  kind: 'sealing' as Kind, organ: '', statement: '', requester: 'self',
  materials: new Set<Material>(['identityProof']) as ReadonlySet<Material>,
};
type Entered = typeof NOTHING_YET;

const toggled = (before: ReadonlySet<Material>, one: Material): ReadonlySet<Material> => {
  const after = new Set(before);
  if (!after.delete(one)) after.add(one);
  return after;
};

const bodyOf = ({ kind, organ, statement, requester, materials }: Entered): CallOf<'fileRightsRequest'> => ({
  body: {
    kind, organ, statement, materials: [...materials],
    ...(requester === 'self' ? { requester: 'self' } : { requester: 'guardian', ward: requester }),
  },
});

type Editing = Readonly<{ entered: Entered; enter: (part: Partial<Entered>) => void }>;

const Requester = ({ entered, enter }: Editing) => {
  const { t } = useWords();
  const identity = useAnswer('readOwnIdentity', {});
  const wards = identity.state === 'there' ? identity.body.wards : [];
  if (wards.length === 0) return null;
  return (
    <Field label={t({ zh: '为谁申请', en: 'For whom' })}>{(control) => (
      <select {...control} value={entered.requester} onChange={({ target }) => enter({ requester: target.value })}>
        <option value="self">{t({ zh: '本人', en: 'Myself' })}</option>
        {wards.map(({ name }) => <option key={name} value={name}>{name}</option>)}
      </select>
    )}</Field>
  );
};

const Organ = ({ entered, enter }: Editing) => {
  const { t } = useWords();
  return (
    <OrganField
      label={t({ zh: '向哪个机关提出', en: 'To which organ' })} value={entered.organ} kinds={SEALING_ORGANS}
      hint={t({
        zh: '作出决定或者保存记录的机关：输入名称，从列表中选。', en: 'Type its name and choose it, as it stands on the paper you got.',
      })}
      choose={(organ) => enter({ organ })}
    />
  );
};

/** A request: what, to whom, and why; the account says who asks. */
const NewRequest = () => {
  const { t } = useWords();
  const [, go] = useLocation();
  const [entered, setEntered] = useState<Entered>(NOTHING_YET);
  const enter = (part: Partial<Entered>) => setEntered((before) => ({ ...before, ...part }));
  const act = useAct('fileRightsRequest');
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const answer = await act.run(bodyOf(entered));
    if (answer.ok) go(`/requests/${answer.body.requestId}`);
  };
  return (
    <>
      <PageHead title={t({ zh: '提出申请', en: 'Make a request' })} />
      <form className="sheet form" onSubmit={(event) => { void submit(event); }}>
        <Pick
          legend={t({ zh: '事项', en: 'What for' })} name="kind" value={entered.kind}
          choose={(kind) => enter({ kind })}
          options={KINDS.map((value) =>
            ({ value, label: t(RIGHT_WORDS[value].name), about: t(RIGHT_WORDS[value].about) }))}
        />
        <Requester entered={entered} enter={enter} />
        <Organ entered={entered} enter={enter} />
        <Field label={t({ zh: '请求和理由', en: 'What you ask, and why' })}>{(control) => (
          <textarea
            {...control} rows={5} required maxLength={4000} value={entered.statement} autoComplete="off"
            onChange={({ target }) => enter({ statement: target.value })}
          />
        )}</Field>
        <Materials
          kind={entered.kind} isForWard={entered.requester !== 'self'} chosen={entered.materials}
          toggle={(one) => enter({ materials: toggled(entered.materials, one) })}
        />
        <Told problem={act.problem} />
        <div className="form-acts">
          <button type="submit" className="primary" disabled={act.isRunning}>
            {t({ zh: '提交', en: 'Send' })}
          </button>
        </div>
      </form>
    </>
  );
};

export default NewRequest;
