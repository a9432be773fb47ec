import { RIGHTS } from 'virtual:desk-tables';
import { useAct } from '../../../api/answers.ts';
import type { BodyOf } from '../../../api/interface.ts';
import { useSession } from '../../../api/session.tsx';
import { useWords, type Words } from '../../../app/language.tsx';
import { PAPER_NUMBER, StepForm } from '../../../parts/step/step-form.tsx';
import { answerFields, answerOf } from './answer-fields.ts';

/** A request as the desk sees it. */
export type Request = BodyOf<'readRightsRequest'>;

const RETURNS: readonly Words[] = [
  { zh: '理由不足，请补充核实。', en: 'The reasons do not carry it; look again.' },
  { zh: '法定理由与请求事项不符，请重新拟定。', en: 'The ground does not fit what was asked.' },
  { zh: '请先移送人民检察院，再作答复。', en: 'Refer it to the procuratorate first.' },
];

const Officer = ({ request: { requestId, stage, kind, referredTo } }: Readonly<{ request: Request }>) => {
  const { t } = useWords();
  const { roles } = useSession();
  const act = useAct('takeRightsStep');
  const to = { params: { id: requestId } } as const;
  if (stage === 'filed' || stage === 'supplemented') {
    return (
      <StepForm
        title={{ zh: '审查', en: 'Check' }} label={{ zh: '审查材料', en: 'Check the papers' }} fields={[PAPER_NUMBER]}
          act={act}
        lead={{ zh: '材料齐全即受理；缺少的一次告知，规则逐项核对。',
          en: 'Complete: accepted. What is missing is told once; the rules look item by item.' }}
        take={(at) => { void act.run({ ...to, body: { type: 'CheckRequest', document: at('document') } }); }}
      />
    );
  }
  const mayRefer = RIGHTS[kind].isReferred &&
    referredTo === undefined && (stage === 'accepted' || stage === 'proposed');
  return (
    <>
      {mayRefer && (
        <StepForm
          title={{ zh: '移送人民检察院', en: 'Refer to the procuratorate' }} label={{ zh: '移送', en: 'Refer' }} act={act}
          lead={{ zh: '这类请求须先移送，再作答复。', en: 'Such a request is referred before it is answered.' }}
          fields={[{ name: 'to', label: { zh: '接收的检察院', en: 'To which procuratorate' },
            kind: 'organ', organs: ['procuratorate'] }, PAPER_NUMBER]}
          take={(at) => { void act.run({ ...to, body: { type: 'Refer', to: at('to'), document: at('document') } }); }}
        />
      )}
      {stage === 'proposed' && !roles.includes('approver') &&
        <p className="faint">{t({ zh: '已报审批，等待另一人决定。', en: 'Proposed; waits for another person.' })}</p>}
      {stage === 'accepted' && (
        <StepForm
          title={{ zh: '拟定答复', en: 'Propose an answer' }} label={{ zh: '报审批', en: 'Propose' }} act={act}
            fields={answerFields(t, kind)}
          take={(at) => { void act.run({ ...to, body: { type: 'ProposeAnswer', answer: answerOf(at) } }); }}
        />
      )}
    </>
  );
};

const Head = ({ request: { requestId, stage, kind, organ, desk } }: Readonly<{ request: Request }>) => {
  const { t } = useWords();
  const session = useSession();
  const act = useAct('decideRightsRequest');
  const to = { params: { id: requestId } } as const;
  if (stage === 'proposed') {
    return (
      <StepForm
        title={{ zh: '审批', en: 'Decide' }} label={{ zh: '确认决定', en: 'Decide' }} act={act}
        fields={[
          { name: 'agrees', label: { zh: '决定', en: 'Decision' }, kind: 'choice', options: [
            { value: 'yes', label: t({ zh: '同意，按所拟答复', en: 'Agree to the answer' }) },
            { value: 'no', label: t({ zh: '退回', en: 'Send it back' }) },
          ] },
          { name: 'reasons', label: { zh: '理由', en: 'Reasons' }, kind: 'words', prepared: RETURNS,
            isShown: (at) => at('agrees') === 'no' },
          PAPER_NUMBER,
        ]}
        take={(at) => {
          const agrees = at('agrees') === 'yes' ? 'yes' : 'no';
          void act.run({ ...to,
            body: { type: 'DecideAnswer', agrees, reasons: agrees === 'no' ? at('reasons') : '',
              document: at('document'), ...(desk?.version === undefined ? {} : { version: desk.version }) } });
        }}
      />
    );
  }
  if (stage === 'accepted' && RIGHTS[kind].extended !== undefined) {
    return (
      <StepForm
        title={{ zh: '延长期限', en: 'More days' }} label={{ zh: '延长', en: 'Extend' }} act={act} isPlain
        fields={[{ name: 'reasons', label: { zh: '理由', en: 'Reasons' }, kind: 'words',
          prepared: [{ zh: '情况复杂，需向其他机关核实。', en: 'Complex: another organ has to be asked.' }] }]}
        take={(at) => { void act.run({ ...to, body: { type: 'Extend', reasons: at('reasons') } }); }}
      />
    );
  }
  // An appeal is answered by the organ above, with eyes of its own.
  if (stage !== 'appealed' || session.organ === organ) return null;
  return (
    <StepForm
      title={{ zh: '答复申诉', en: 'Answer the appeal' }} label={{ zh: '答复', en: 'Answer' }} act={act}
      fields={[...answerFields(t, kind), PAPER_NUMBER]}
      take={(at) =>
        { void act.run({ ...to, body: { type: 'AnswerAppeal', answer: answerOf(at), document: at('document') } }); }}
    />
  );
};

/** What the own role may do with a request in this stage, and nothing else. */
export const RequestSteps = ({ request }: Readonly<{ request: Request }>) => {
  const { roles } = useSession();
  return (
    <>
      {roles.some((role) => role === 'clerk' || role === 'reviewer') && <Officer request={request} />}
      {roles.includes('approver') && <Head request={request} />}
    </>
  );
};
