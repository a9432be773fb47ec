import { useWords, type Words } from '../../app/language.tsx';
import { Field } from '../../parts/field.tsx';
import { Pick } from '../../parts/pick.tsx';
import { CERTIFICATE_MATERIAL_WORDS, DOCUMENT_WORDS } from '../decider/certificates/words.ts';
import {
  type Applicant, type DocumentType, type Entered, isForeign, LABELS, type Material, mayNeedPapers, needsBirthday,
  needsPapers,
} from './entered.ts';

/** What was entered, how it changes, and what is wrong with a field. */
export type Editing = Readonly<{
  entered: Entered; enter: (part: Partial<Entered>) => void; told: (name: string) => string | undefined;
}>;

const APPLICANTS: readonly Readonly<{ value: Applicant; label: Words }>[] = [
  { value: 'self', label: { zh: '本人', en: 'the person' } },
  { value: 'guardian', label: { zh: '法定代理人（监护人）', en: 'a guardian' } },
  { value: 'agent', label: { zh: '受委托人', en: 'somebody they sent' } },
];
// Keys of a table of ours: the names are the type.
const TYPES = Object.keys(DOCUMENT_WORDS) as readonly DocumentType[];

type TextName = 'applicantName' | 'name' | 'number' | 'applicantBornOn' | 'bornOn' | 'stayDays';

const Text = ({ entered, enter, told, name, hint, type = 'text' }: Editing & Readonly<{
  name: TextName; hint?: Words; type?: 'text' | 'date';
}>) => {
  const { t } = useWords();
  return (
    <Field
      label={t(LABELS[name])} mistake={told(name)} {...(hint === undefined ? {} : { hint: t(hint) })}
    >{(control) => (
      <input
        {...control} name={name} type={type} value={entered[name]} maxLength={60} autoComplete="off"
        spellCheck={false}
        onChange={({ target: { value } }) =>
          enter({ [name]: name === 'number' ? value.replaceAll(/\s/g, '').toUpperCase() : value.trimStart() })}
      />
    )}</Field>
  );
};

const Nationality = ({ entered, enter, told }: Editing) => {
  const { t } = useWords();
  const foreign = isForeign(entered);
  return (
    <>
      <Field label={t(LABELS.nationality)}>{(control) => (
        <select
          {...control} name="nationality" value={foreign ? 'other' : 'CHN'}
          onChange={({ target }) => enter(target.value === 'CHN' ? { nationality: 'CHN' }
            : { nationality: '', type: 'passport' })}
        >
          <option value="CHN">{t({ zh: '中国（含港澳台居民）', en: 'China (with Hong Kong, Macao, Taiwan)' })}</option>
          <option value="other">{t({ zh: '外国', en: 'another country' })}</option>
        </select>
      )}</Field>
      {foreign && (
        <>
          <Field label={t({ zh: '国籍代码', en: 'Code of the country' })} mistake={told('nationality-code')}
            hint={t({ zh: '护照资料页“国家码”一栏的三个字母', en: 'the three letters beside the picture of the passport' })}
          >{(control) => (
            <input
              {...control} name="nationality-code" value={entered.nationality} maxLength={3} autoComplete="off"
              onChange={({ target }) => enter({ nationality: target.value.toUpperCase() })}
            />
          )}</Field>
          <Text entered={entered} enter={enter} told={told} name="stayDays" hint={{
            zh: '按出入境、居留记录计算；不满一百八十天的不能受理',
            en: 'as the records of stay say; below 180 days it cannot be accepted',
          }} />
        </>
      )}
    </>
  );
};

/** Who has come, and about whom the certificate is: from the documents on the counter, not from memory. */
export const Somebody = (editing: Editing) => {
  const { t } = useWords();
  const { entered, enter, told } = editing;
  const isOther = entered.applicant === 'guardian' || entered.applicant === 'agent';
  return (
    <>
      <Pick
        legend={t(LABELS.applicant)} name="applicant" value={entered.applicant} mistake={told('applicant')}
        choose={(applicant) => enter({ applicant })}
        options={APPLICANTS.map(({ value, label }) => ({ value, label: t(label) }))}
      />
      {isOther && <Text {...editing} name="applicantName" />}
      {entered.applicant === 'agent' && <Text {...editing} name="applicantBornOn" type="date" hint={{
        zh: '受委托人须有完全民事行为能力', en: 'an agent has full capacity' }} />}
      <h2>{t({ zh: '为谁开具（照证件填写）', en: 'For whom (as the document says)' })}</h2>
      <Text {...editing} name="name" />
      <Nationality {...editing} />
      <Field label={t(LABELS.type)}>{(control) => (
        <select
          {...control} name="type" value={entered.type}
          onChange={({ target }) => enter({ type: TYPES.find((one) => one === target.value) ?? entered.type })}
        >
          {TYPES.map((one) =>
            <option key={one} value={one}>{t(DOCUMENT_WORDS[one] ?? { zh: one, en: one })}</option>)}
        </select>
      )}</Field>
      <Text {...editing} name="number" />
      {needsBirthday(entered) && <Text {...editing} name="bornOn" type="date" />}
    </>
  );
};

/** Papers looked at, the needed ones first: what is not ticked was not seen. */
export const Papers = ({ entered, enter }: Editing) => {
  const { t, aside } = useWords();
  const { materials } = entered;
  const needed = needsPapers(entered);
  if (entered.applicant === undefined) return null;
  const label = (one: Material): Words => (one === 'identityDocument' ? {
    zh: '有效身份证件原件，与来人或者所办的人一致', en: 'the identity document itself: valid, and of this person',
  } : one === 'proofOfUse' ? { zh: '用途证明（一年内第四次起需要）', en: 'what it is for (from the fourth in a year)' }
    : CERTIFICATE_MATERIAL_WORDS[one]);
  const toggle = (one: Material) => enter({ materials: materials.includes(one)
    ? materials.filter((other) => other !== one) : [...materials, one] });
  return (
    <fieldset className="pick checks">
      <legend>{t({ zh: '当面核对过的（看过原件才勾选）', en: 'Looked at here (tick what you have seen)' })}</legend>
      {[...needed, ...mayNeedPapers(entered)].map((one) => (
        <label key={one}>
          <input
            type="checkbox" name="paper" value={one} checked={materials.includes(one)} onChange={() => toggle(one)}
          />
          <span>{t(label(one))}{needed.includes(one) && <b>{aside(t({ zh: '需要', en: 'needed' }))}</b>}</span>
        </label>
      ))}
    </fieldset>
  );
};
