import '../../styles/keeper.css';
import { Link } from 'wouter';
import { useAct } from '../../api/answers.ts';
import type { BodyOf } from '../../api/interface.ts';
import { useWords, type Words } from '../../app/language.tsx';
import { BREAK_GLASS_REASONS, breakGlassAction } from '../../parts/break-glass.tsx';
import { instantText } from '../../parts/dates.ts';
import { DueMark } from '../../parts/due-mark.tsx';
import { OrganName } from '../../parts/organ-name.tsx';
import { organWords } from '../../parts/organ-words.ts';
import { Told } from '../../parts/told.tsx';

/** An alarm of an emergency as the interface tells it. */
export type Alarm = BodyOf<'listAlarms'>['items'][number];
type One = Readonly<{ alarm: Alarm }>;

const STATES: Readonly<Record<Alarm['state'], Words>> = {
  asked: { zh: '等待同意，尚未使用', en: 'waits for agreement, not used' },
  agreed: { zh: '已由两人同意，尚未使用', en: 'two have agreed, not used' },
  used: { zh: '已使用', en: 'used' }, refused: { zh: '未获同意，没有使用', en: 'refused, not used' },
  lapsed: { zh: '过时失效，没有使用', en: 'lapsed, not used' },
};
const FINDINGS: Readonly<Record<NonNullable<Alarm['finding']>, Words>> = {
  inOrder: { zh: '使用得当', en: 'in order' }, pursued: { zh: '另立监督事项', en: 'pursued in a matter' },
};

const isToReview = ({ state, finding }: Alarm): boolean => state === 'used' && finding === undefined;

/** Whether somebody here has something to do about it: look, follow while it runs, or review. */
export const isOpenAlarm = (alarm: Alarm): boolean =>
  alarm.seenAt === undefined || alarm.state === 'asked' || alarm.state === 'agreed' || isToReview(alarm);

/** What is taken along into a matter: nothing of a person is known here. */
const factsOf = ({ organ, about, reason, askedAt, usedAt }: Alarm): string =>
  `${organWords(organ).zh}于${instantText(askedAt)}申请紧急授权（${breakGlassAction(about).zh}；`
  + `${BREAK_GLASS_REASONS[reason].zh}）${usedAt === undefined ? '' : `，于${instantText(usedAt)}使用`}。`;

const OpenMatter = ({ alarm }: One) => {
  const { t } = useWords();
  const { organ, jointId, hasTakenPart } = alarm;
  // That it is pursued is said when the matter is opened, by whoever may say it.
  const reviews = isToReview(alarm) && hasTakenPart === undefined ? { alarm: jointId } : {};
  const state = { unit: organ, matter: 'improperBasis', facts: factsOf(alarm), ...reviews };
  const label = t({ zh: '立监督事项', en: 'Open a matter' });
  return <Link href="/matters/new" state={state} className="plain">{label}</Link>;
};

const Next = ({ alarm }: One) => {
  const { t } = useWords();
  const act = useAct('reviewAlarm');
  const mayReview = isToReview(alarm) && alarm.hasTakenPart === undefined;
  return (
    <>
      {(alarm.state === 'asked' || alarm.state === 'agreed') && (
        <p className="faint">{t({
          zh: '是否同意，凭申请人当面或者电话告知的编号办理；不同意的，当即失效。',
          en: 'You agree or refuse with the number that the asker tells you; refused, it is over.',
        })} <Link href="/break-glass">{t({ zh: '去办理', en: 'Go there' })}</Link></p>
      )}
      {isToReview(alarm) && !mayReview && (
        <p className="faint">{t({ zh: '您申请或者同意过这项授权，须由本院另一名检察官审查。',
          en: 'You asked for this or agreed to it: another procurator of this procuratorate reviews it.' })}</p>
      )}
      <Told problem={act.problem} />
      <div className="form-acts">
        {mayReview && (
          <button type="button" className="primary" disabled={act.isRunning} onClick={() => {
            void act.run({ params: { jointId: alarm.jointId }, body: { finding: 'inOrder' } });
          }}>{t({ zh: '审查：使用得当', en: 'Review: in order' })}</button>
        )}
        {alarm.finding === undefined && <OpenMatter alarm={alarm} />}
      </div>
    </>
  );
};

const Facts = ({ alarm: { about, endsAt, usedAt, seenAt, reviewedAt, finding } }: One) => {
  const { t } = useWords();
  const at = (label: Words, instant: string | undefined) => (instant === undefined ? null
    : <><dt>{t(label)}</dt><dd>{instantText(instant)}</dd></>);
  return (
    <dl className="facts">
      <dt>{t({ zh: '申请事项', en: 'What for' })}</dt><dd>{t(breakGlassAction(about))}</dd>
      {usedAt === undefined && at({ zh: '有效至', en: 'Until' }, endsAt)}
      {at({ zh: '使用时间', en: 'Used' }, usedAt)}
      {at({ zh: '本院首次查看', en: 'First seen here' }, seenAt)}
      {finding !== undefined && <>
        <dt>{t({ zh: '审查结果', en: 'Review' })}</dt>
        <dd>{t(FINDINGS[finding])}{reviewedAt !== undefined && ` · ${instantText(reviewedAt)}`}</dd>
      </>}
    </dl>
  );
};

const Head = ({ alarm }: One) => {
  const { t } = useWords();
  const { organ, reason, askedAt, seenAt, state, stillNeeded, reviewDueOn, finding } = alarm;
  return (
    <summary>
      <span className="alarm-what">
        {seenAt === undefined && <b className="alarm-new">{t({ zh: '未查看', en: 'New' })}</b>}
        <b><OrganName organ={organ} /></b> {t(BREAK_GLASS_REASONS[reason])}
      </span>
      <span className="alarm-how">
        {instantText(askedAt)} · {t(STATES[state])}
        {state === 'asked' && t({ zh: `，还需 ${stillNeeded} 人`, en: `, ${stillNeeded} more needed` })}
        {isToReview(alarm) && reviewDueOn !== undefined && (
          <> · {t({ zh: '事后审查', en: 'review' })} <DueMark on={reviewDueOn} /></>
        )}
        {finding !== undefined && <> · {t({ zh: '审查：', en: 'review: ' })}{t(FINDINGS[finding])}</>}
      </span>
    </summary>
  );
};

/** One alarm: which organ, when, why and how it stands; opened, it counts as looked at, and offers what is next. */
export const AlarmPart = ({ alarm }: One) => {
  const see = useAct('seeAlarm');
  const look = (isOpen: boolean) => {
    if (isOpen && alarm.seenAt === undefined && !see.isRunning) void see.run({ params: { jointId: alarm.jointId } });
  };
  return (
    <details className="sheet alarm" onToggle={({ currentTarget }) => look(currentTarget.open)}>
      <Head alarm={alarm} />
      <Told problem={see.problem} />
      <Facts alarm={alarm} />
      <Next alarm={alarm} />
    </details>
  );
};
