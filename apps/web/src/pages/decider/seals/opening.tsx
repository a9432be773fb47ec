import { OPENS } from 'virtual:desk-tables';
import { useAct } from '../../../api/answers.ts';
import { useSession } from '../../../api/session.tsx';
import { useWords } from '../../../app/language.tsx';
import { civilToday } from '../../../parts/dates.ts';
import { Statute, Statutes } from '../../../parts/statute.tsx';
import { StepForm } from '../../../parts/step/step-form.tsx';
import { Told } from '../../../parts/told.tsx';
import { groundCites, groundWords, type Seal } from './words.ts';

const Propose = ({ seal: { recordId, ground } }: Readonly<{ seal: Seal }>) => {
  const { t } = useWords();
  const act = useAct('proposeUnseal');
  const grounds = OPENS[ground] ?? [];
  return (
    <StepForm
      title={{ zh: '提议解除封存', en: 'Propose to open' }} label={{ zh: '提出', en: 'Propose' }} act={act}
      lead={{ zh: '只能依据法定事由；由另一人批准后，各持有机关才会收到解封通知。',
        en: 'On a ground of law alone; holders are told after another person approves.' }}
      fields={[
        { name: 'ground', label: { zh: '法定事由', en: 'Ground of law' }, kind: 'choice',
          options: grounds.map((value) =>
            ({ value, label: t(groundWords(value)), about: <Statutes cites={groundCites(value)} /> })) },
        { name: 'effectiveFrom', label: { zh: '自何日起', en: 'From' }, kind: 'day', initial: civilToday(),
          hint: { zh: '事由发生之日；封存不当的，为今日', en: 'the day the ground arose; for a wrong seal today' } },
        { name: 'documentNumber', label: { zh: '所据文书编号', en: 'By which document' }, kind: 'line', isOptional: true,
          max: 120 },
      ]}
      take={(at) => {
        const chosen = grounds.find((one) => one === at('ground'));
        const number = at('documentNumber');
        if (chosen === undefined) return;
        void act.run({ params: { recordId }, body: {
          ground: chosen, effectiveFrom: at('effectiveFrom'), ...(number === '' ? {} : { documentNumber: number }),
        } });
      }}
    />
  );
};

const Decide = ({ seal: { recordId, proposal, holders } }: Readonly<{ seal: Seal }>) => {
  const { t } = useWords();
  const agree = useAct('approveUnseal');
  const refuse = useAct('refuseUnseal');
  if (proposal === undefined) return null;
  const { proposalId } = proposal;
  const call = { params: { recordId }, body: { proposalId } } as const;
  const isRunning = agree.isRunning || refuse.isRunning;
  return (
    <div className="form">
      <p>{t({ zh: `批准后，${holders} 个持有机关将收到解封通知，不能收回。`,
        en: `Approved, ${holders} holders are ordered to open; it cannot be taken back.` })}</p>
      <Told problem={agree.problem ?? refuse.problem} />
      <div className="form-acts">
        <button type="button" className="primary" disabled={isRunning}
          onClick={() => { refuse.clear(); void agree.run(call); }}>
          {t({ zh: '批准解除封存', en: 'Approve the opening' })}
        </button>
        <button type="button" className="plain" disabled={isRunning}
          onClick={() => { agree.clear(); void refuse.run(call); }}>
          {t({ zh: '不批准', en: 'Do not approve' })}
        </button>
      </div>
    </div>
  );
};

/** What was proposed, with its ground and articles, and the word of a second person. */
export const Opening = ({ seal }: Readonly<{ seal: Seal }>) => {
  const { t } = useWords();
  const { roles, organ } = useSession();
  const { proposal, status, orderedBy } = seal;
  const isOurs = organ === orderedBy;
  if (proposal === undefined) {
    const mayPropose = isOurs && (status === 'sealed' || status === 'pending') &&
      roles.some((role) => role === 'reviewer' || role === 'approver');
    return mayPropose ? <Propose seal={seal} /> : null;
  }
  return (
    <section className="sheet outcome outcome-closed">
      <h2>{t({ zh: '提议解除封存', en: 'An opening is proposed' })}</h2>
      <dl className="facts">
        <dt>{t({ zh: '法定事由', en: 'Ground' })}</dt><dd>{t(groundWords(proposal.ground))}</dd>
        {proposal.effectiveFrom !== undefined && <><dt>{t({ zh: '自何日起', en: 'From' })}</dt>
          <dd>{proposal.effectiveFrom}</dd></>}
        <dt>{t({ zh: '依据', en: 'By law' })}</dt>
        <dd>{groundCites(proposal.ground).map((cite) => <Statute key={cite} cite={cite} isOpen />)}</dd>
      </dl>
      {isOurs && roles.includes('approver') ? <Decide seal={seal} />
        : <p className="faint">{t({ zh: '等待另一人审批。', en: 'Waits for another person.' })}</p>}
    </section>
  );
};
