import { INQUIRERS, INQUIRY_MATERIALS } from 'virtual:inquiry-tables';
import { type FormEvent, useState } from 'react';
import { useLocation } from 'wouter';
import { useWords } from '../../app/language.tsx';
import { useAct } from '../../api/answers.ts';
import { useSession } from '../../api/session.tsx';
import { BreakGlassAsk } from '../../parts/break-glass.tsx';
import { isCardNumber } from '../../parts/card-number.ts';
import { Field } from '../../parts/field.tsx';
import { OrganField, SEALING_ORGANS } from '../../parts/organ-field.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { Told } from '../../parts/told.tsx';
import { BasisPart, type Editing } from './basis-part.tsx';
import { verdictOf } from './basis-verdict.ts';
import { applicationOf, type Entered, kindOf, NOTHING_ENTERED } from './entered.ts';

type TextName = Exclude<keyof Entered, 'kind' | 'basisId' | 'materials'>;

/** A number of an identity card that cannot be one is told at its field, before anything is sent. */
const CardNumber = ({ name, label, entered, enter }: Editing & Readonly<{
  name: 'personNumber' | 'officerNumber'; label: string;
}>) => {
  const { t } = useWords();
  const [wasLeft, setLeft] = useState(false);
  const value = entered[name];
  const mistake = value === '' || isCardNumber(value) ? undefined
    : t({ zh: '这不是有效的身份证号码，请对照证件核对。', en: 'This is no valid number of an identity card; compare it.' });
  return (
    <Field label={label} mistake={wasLeft ? mistake : undefined}>{(control) => (
      <input
        {...control} name={name} value={value} required maxLength={18} autoComplete="off" spellCheck={false}
        ref={(field) => field?.setCustomValidity(mistake ?? '')} onBlur={() => setLeft(true)}
        onChange={({ target }) => enter({ [name]: target.value.replace(/\s/g, '').toUpperCase() })}
      />
    )}</Field>
  );
};

const Text = ({ name, label, hint, entered, enter, isLong = false, isNeeded = true }: Editing & Readonly<{
  name: TextName; label: string; hint?: string; isLong?: boolean; isNeeded?: boolean;
}>) => {
  const given = { value: entered[name], required: isNeeded, autoComplete: 'off', name, maxLength: 300 };
  return (
    <Field label={label} {...(hint === undefined ? {} : { hint })}>{(control) => (isLong
      ? <textarea {...control} {...given} rows={3} onChange={({ target }) => enter({ [name]: target.value })} />
      : <input {...control} {...given} onChange={({ target }) => enter({ [name]: target.value.trim() })} />)}
    </Field>
  );
};

const Materials = ({ entered, enter }: Editing) => {
  const { t } = useWords();
  if (entered.kind === undefined) return null;
  const needed = INQUIRERS[entered.kind].materials;
  const toggle = (one: string) => enter({ materials: entered.materials.includes(one)
    ? entered.materials.filter((other) => other !== one) : [...entered.materials, one] });
  return (
    <fieldset className="pick checks">
      <legend>{t({ zh: '随附材料（须齐全）', en: 'Papers with it (all are needed)' })}</legend>
      {needed.map((one) => (
        <label key={one}>
          <input type="checkbox" checked={entered.materials.includes(one)} onChange={() => toggle(one)} />
          <span lang="zh-CN">{INQUIRY_MATERIALS[one]}</span>
        </label>
      ))}
    </fieldset>
  );
};

const Rest = (editing: Editing) => {
  const { t } = useWords();
  const { entered } = editing;
  const isCase = entered.kind !== undefined && INQUIRERS[entered.kind].basis === 'case';
  return (
    <>
      <h2>{t({ zh: '单位和经办人', en: 'The unit and its officer' })}</h2>
      <Text {...editing} name="inquirer" label={t({ zh: '单位名称', en: 'Name of the unit' })} />
      <Text {...editing} name="letterNumber" label={t({ zh: '公函编号（可不填）', en: 'Number of the letter (optional)' })}
        isNeeded={false} />
      <Text {...editing} name="officerName" label={t({ zh: '经办人姓名', en: 'Officer' })} />
      <CardNumber {...editing} name="officerNumber" label={t({ zh: '经办人身份证号码', en: 'Officer’s identity number' })} />
      <h2>{t({ zh: '被查询人', en: 'The person asked about' })}</h2>
      <Text {...editing} name="personName" label={t({ zh: '姓名', en: 'Name' })} />
      <CardNumber {...editing} name="personNumber" label={t({ zh: '身份证号码', en: 'Identity number' })} />
      <h2>{t({ zh: '理由和用途', en: 'Why, and for what' })}</h2>
      {isCase && <Text {...editing} name="caseNumber" label={t({ zh: '案号', en: 'Case number' })} />}
      <Text {...editing} name="reasons" isLong label={t({ zh: '理由', en: 'Reasons' })} />
      <Text {...editing} name="purpose" isLong label={t({ zh: '用途', en: 'Purpose' })} />
      <Text
        {...editing} name="scopeOfUse" isLong label={t({ zh: '使用范围', en: 'Scope of use' })}
        hint={t({ zh: '谁会看到、保存多久。', en: 'Who will see it, and how long it is kept.' })}
      />
      <OrganField
        label={t({ zh: '受理机关', en: 'Organ asked' })} value={entered.organ} kinds={SEALING_ORGANS}
        choose={(organ) => editing.enter({ organ })}
      />
      <Materials {...editing} />
    </>
  );
};

/** A guided application: the basis first, and its word at once; the rest only where it can be of use. */
const NewInquiry = () => {
  const { t } = useWords();
  const [, go] = useLocation();
  const { organ } = useSession();
  const [entered, setEntered] = useState(() => ({ ...NOTHING_ENTERED, kind: kindOf(organ) }));
  const enter = (part: Partial<Entered>) => setEntered((before) => ({ ...before, ...part }));
  const act = useAct('applyForInquiry');
  const verdict = verdictOf(entered.kind, entered.basisId);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const application = applicationOf(entered);
    if (application === undefined) return;
    const answer = await act.run(application);
    if (answer.ok) go(`/inquiries/${answer.body.inquiryId}`);
  };
  return (
    <>
      <PageHead
        title={t({ zh: '提出查询', en: 'New inquiry' })}
        lead={t({
          zh: '先选您是谁、凭什么查；能不能查、依据哪一条，本页立即告诉您。',
          en: 'Say who you are and on what basis; the page tells at once whether it can be, and by which article.',
        })}
      />
      <form className="sheet form" onSubmit={(event) => { void submit(event); }}>
        <BasisPart entered={entered} enter={enter} />
        {verdict !== undefined && verdict.can !== 'open' && (
          <>
            <Rest entered={entered} enter={enter} />
            <Told problem={act.problem} />
            <div className="form-acts">
              <button type="submit" className="primary" disabled={act.isRunning}>
                {t({ zh: '提交申请', en: 'Apply' })}
              </button>
            </div>
          </>
        )}
      </form>
      <BreakGlassAsk problem={act.problem} action="inquiry.apply" />
    </>
  );
};

export default NewInquiry;
