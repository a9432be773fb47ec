import type { IncidentStepBody } from '@fengcun/api';
import { useState } from 'react';
import { useAct } from '../../../api/answers.ts';
import { useSession } from '../../../api/session.tsx';
import { useWords, type Words } from '../../../app/language.tsx';
import { Pick } from '../../../parts/pick.tsx';
import { PAPER_NUMBER, StepForm } from '../../../parts/step/step-form.tsx';
import { CONTENT, type Incident, REFERRAL_WORDS } from './words.ts';

type Step = IncidentStepBody;
type Running = ReturnType<typeof useAct<'takeIncidentStep'>>;
type Given = Readonly<{ incident: Incident; act: Running; take: (body: Exclude<Step, { type: 'DecideSparing' }>) =>
  void }>;

/** Ids as they are typed: one a line, or separated by anything that no id has. */
const idsIn = (text: string): readonly string[] => [...new Set(text.split(/[\s,，;；、]+/).filter((one) => one !== ''))];

const Contain = ({ act, take }: Given) => (
  <StepForm
    title={{ zh: '止漏', en: 'Contain it' }} label={{ zh: '已止漏', en: 'Contained' }} act={act}
    fields={[{ name: 'measures', label: { zh: '补救措施', en: 'Measures' }, kind: 'words', prepared: [
      { zh: '已停用相关账号，撤下链接，收回文件。', en: 'Accounts stopped, links taken down, papers taken back.' },
      { zh: '已通知收到信息的单位删除，并取得书面确认。', en: 'Whoever got it was told to delete it and confirmed in writing.' },
    ] }]}
    take={(at) => take({ type: 'Contain', measures: at('measures') })}
  />
);

const Assess = ({ incident, act, take }: Given) => {
  const { t } = useWords();
  return (
    <StepForm
      title={{ zh: '评估', en: 'Assess it' }} label={{ zh: '评估完毕', en: 'Assessed' }} act={act}
      fields={[
        { name: 'content', label: { zh: '泄露的信息种类', en: 'What got out' }, kind: 'several',
          options: CONTENT.map((words) => ({ value: words.zh, label: t(words) })),
            initial: (incident.assessment?.content ?? []).join(' ') },
        { name: 'persons', label: { zh: '涉及的人（系统编号）', en: 'Persons concerned (their ids)' }, kind: 'words',
          isOptional: true, initial: incident.persons.join('\n'),
            hint: { zh: '每行一个；只用系统编号，不写姓名', en: 'one a line; ids only, no names' } },
        { name: 'cause', label: { zh: '原因', en: 'Cause' }, kind: 'words', initial: incident.assessment?.cause ?? '' },
        { name: 'harm', label: { zh: '可能的危害', en: 'Harm it may do' }, kind: 'words',
          initial: incident.assessment?.harm ?? '' },
      ]}
      take={(at) =>
        take({ type: 'Assess', content: at('content').split(' '), persons: idsIn(at('persons')), cause: at('cause'),
          harm: at('harm') })}
    />
  );
};

const Notify = ({ incident: { persons, notified }, act, take }: Given) => {
  const open = persons.filter((one) => !notified.includes(one));
  return (
    <StepForm
      title={{ zh: '通知本人', en: 'Tell those concerned' }} label={{ zh: '发出通知', en: 'Send the notice' }} act={act}
      lead={{ zh: `尚有 ${open.length} 人未通知；通知写明种类、原因、危害、补救措施和联系方式。`,
        en: `${open.length} are not told yet; the notice says what, why, what they can do and whom to ask.` }}
      fields={[
        { name: 'advice', label: { zh: '本人可以采取的措施', en: 'What they can do' }, kind: 'words',
          prepared: [{ zh: '请留意来电、短信；发现信息被使用，可向本机关和人民检察院反映。',
            en: 'Mind calls and messages; where it is used, turn to us or the procuratorate.' }] },
        { name: 'contact', label: { zh: '联系方式', en: 'Whom to ask' }, kind: 'line', max: 120 }, PAPER_NUMBER,
      ]}
      take={(at) =>
        take({ type: 'Notify', persons: open, advice: at('advice'), contact: at('contact'), document: at('document') })}
    />
  );
};

const Spare = ({ act, take }: Given) => (
  <StepForm
    title={{ zh: '提议免予通知', en: 'Propose that no notice is needed' }} label={{ zh: '报审批', en: 'Propose' }} act={act}
    lead={{ zh: '仅限所采措施能够有效避免危害；须另一人同意。',
      en: 'Only where the measures effectively avoid harm; another person agrees.' }}
    fields={[{ name: 'reasons', label: { zh: '理由', en: 'Reasons' }, kind: 'words' }]}
    take={(at) => take({ type: 'ProposeSparing', reasons: at('reasons') })}
  />
);

const Refer = ({ act, take }: Given) => {
  const { t } = useWords();
  return (
    <StepForm
      title={{ zh: '移送', en: 'Refer' }} label={{ zh: '移送', en: 'Refer' }} act={act}
      fields={[
        { name: 'kind', label: { zh: '事由', en: 'Why' }, kind: 'choice',
          options: (['discipline', 'crime'] as const).map((value) => ({ value, label: t(REFERRAL_WORDS[value]) })) },
        { name: 'to', label: { zh: '接收机关', en: 'To which organ' }, kind: 'organ' }, PAPER_NUMBER,
      ]}
      take={(at) =>
        take({ type: 'Refer', kind: at('kind') === 'crime' ? 'crime' : 'discipline', to: at('to'),
          document: at('document') })}
    />
  );
};

const Close = ({ act, take }: Given) => (
  <StepForm
    title={{ zh: '结案', en: 'Close' }} label={{ zh: '结案', en: 'Close' }} act={act}
    fields={[{ name: 'reasons', label: { zh: '结案理由', en: 'Reasons' }, kind: 'words',
      prepared: [{ zh: '已止漏，涉及的人均已通知，隐患已整改。', en: 'Contained, everybody told, the cause removed.' }] }]}
    take={(at) => take({ type: 'CloseIncident', reasons: at('reasons') })}
  />
);

const PARTS = { contain: Contain, assess: Assess, notify: Notify, spare: Spare, refer: Refer, close: Close } as const;
type Part = keyof typeof PARTS;

const PART_WORDS: Readonly<Record<Part, Words>> = {
  contain: { zh: '止漏', en: 'contain' }, assess: { zh: '评估', en: 'assess' },
    notify: { zh: '通知本人', en: 'tell those concerned' },
  spare: { zh: '提议免予通知', en: 'propose no notice' }, refer: { zh: '移送', en: 'refer' }, close: { zh: '结案', en: 'close' },
};

/** What can be done as it stands, the next due first; a referral is open until the end. */
const partsOf = ({ state, isSpared, sparingProposed, measures = [] }: Incident): readonly Part[] => {
  if (state === 'closed') return [];
  const contain: readonly Part[] = measures.length === 0 ? ['contain'] : [];
  const tell: readonly Part[] = state === 'assessed'
    ? ['notify',
      ...(isSpared === undefined && sparingProposed === undefined && measures.length > 0 ? ['spare' as const] : [])]
        : [];
  return [...contain, ...(state === 'notified' ? ['close' as const] : []), ...tell, 'assess', 'refer'];
};

/** What the organ does about a leak next: one step open, the others a choice away. */
export const IncidentSteps = ({ incident }: Readonly<{ incident: Incident }>) => {
  const { t } = useWords();
  const act = useAct('takeIncidentStep');
  const { organ } = useSession();
  const parts = partsOf(incident);
  const [chosen, setChosen] = useState<Part>();
  const part = chosen !== undefined && parts.includes(chosen) ? chosen : parts[0];
  if (organ !== incident.organ || part === undefined) return null;
  const Shown = PARTS[part];
  const take: Given['take'] = (body) => { void act.run({ params: { id: incident.incidentId }, body }); };
  return (
    <>
      <div className="sheet"><Pick
        legend={t({ zh: '下一步', en: 'Next step' })} name="step" value={part} choose={(one) =>
          { act.clear(); setChosen(one); }}
        options={parts.map((value) => ({ value, label: t(PART_WORDS[value]) }))}
      /></div>
      <Shown key={part} incident={incident} act={act} take={take} />
    </>
  );
};
