import { useAct } from '../../../api/answers.ts';
import { useSession } from '../../../api/session.tsx';
import { useWords } from '../../../app/language.tsx';
import { StepForm } from '../../../parts/step/step-form.tsx';
import { type Certificate, FINDING_WORDS, VERIFICATION_WORDS } from './words.ts';

type Stage = Pick<Certificate, 'certificateId' | 'state'>;

// Keys of tables of ours: the names are the type.
const GROUNDS = Object.keys(VERIFICATION_WORDS) as readonly (keyof typeof VERIFICATION_WORDS)[];
const FINDINGS = Object.keys(FINDING_WORDS) as readonly (keyof typeof FINDING_WORDS)[];

const Officer = ({ certificateId, state }: Stage) => {
  const { t } = useWords();
  const act = useAct('takeCertificateStep');
  const params = { id: certificateId } as const;
  if (state === 'decided') return null;
  if (state !== 'accepted' && state !== 'verifying') {
    return <p className="faint">{t({ zh: '等待另一人审批。', en: 'Waits for another person.' })}</p>;
  }
  return (
    <>
      <StepForm
        title={{ zh: '提出查询结果', en: 'Propose a finding' }} label={{ zh: '报审批', en: 'Propose' }} act={act}
        fields={[{ name: 'outcome', label: { zh: '结果', en: 'Finding' }, kind: 'choice',
          options: FINDINGS.map((value) => ({ value, label: t(FINDING_WORDS[value]) })) }]}
        take={(at) => {
          const outcome = at('outcome') === 'certificate' ? 'certificate' : 'refusal';
          void act.run({ params, body: { type: 'ProposeFinding', outcome } });
        }}
      />
      {state === 'accepted' && (
        <StepForm
          title={{ zh: '提请调查核实', en: 'Ask for verification' }} label={{ zh: '提请批准', en: 'Ask' }} act={act} isPlain
          lead={{ zh: '须经机关负责人批准；核实期间不计入期限。', en: 'The head of the organ approves; the term stands still meanwhile.' }}
          fields={[{ name: 'ground', label: { zh: '情形', en: 'Why' }, kind: 'choice',
            options: GROUNDS.map((value) => ({ value, label: t(VERIFICATION_WORDS[value]) })) }]}
          take={(at) => {
            const ground = GROUNDS.find((one) => one === at('ground')) ?? 'other';
            void act.run({ params, body: { type: 'RequestVerification', ground } });
          }}
        />
      )}
    </>
  );
};

const Head = ({ certificateId, state, version }: Stage & Readonly<{ version: number | undefined }>) => {
  const { t } = useWords();
  const act = useAct('decideCertificateStep');
  if (state !== 'verificationRequested' && state !== 'findingProposed') return null;
  const isFinding = state === 'findingProposed';
  return (
    <StepForm
      title={{ zh: '审批', en: 'Decide' }} label={{ zh: '确认决定', en: 'Decide' }} act={act}
      fields={[{ name: 'agrees', label: { zh: '决定', en: 'Decision' }, kind: 'choice', options: [
        { value: 'yes', label: isFinding ? t({ zh: '同意，签发', en: 'Agree and issue' })
          : t({ zh: '批准调查核实', en: 'Approve' }) },
        { value: 'no', label: isFinding ? t({ zh: '退回', en: 'Send it back' })
          : t({ zh: '不批准', en: 'Do not approve' }) },
      ] }]}
      take={(at) => {
        const [yes, no] = isFinding ? ['ApproveFinding', 'ReturnFinding'] as const
          : ['ApproveVerification', 'RefuseVerification'] as const;
        const seen = version === undefined ? {} : { version };
        void act.run({ params: { id: certificateId }, body: { type: at('agrees') === 'yes' ? yes : no, ...seen } });
      }}
    />
  );
};

/** What the own role may do with an application in this state: who proposes never approves. */
export const CertificateSteps = ({ certificateId, state, desk }: Stage & Pick<Certificate, 'desk'>) => {
  const { roles } = useSession();
  return (
    <>
      {roles.includes('reviewer') && <Officer certificateId={certificateId} state={state} />}
      {roles.includes('approver') && <Head certificateId={certificateId} state={state} version={desk?.version} />}
    </>
  );
};
