import '../../styles/keeper.css';
import { type FormEvent, useState } from 'react';
import { useHistoryState } from 'wouter/use-browser-location';
import { useWords, type Words } from '../../app/language.tsx';
import { useAct } from '../../api/answers.ts';
import type { BodyOf } from '../../api/interface.ts';
import { useSession } from '../../api/session.tsx';
import { instantText } from '../../parts/dates.ts';
import { Field } from '../../parts/field.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { Told } from '../../parts/told.tsx';
import { JointActs } from './joint-acts.tsx';

type Joint = BodyOf<'askRecovery'>;

const STATES: Readonly<Record<Joint['state'], Words>> = {
  asked: { zh: '已提出，等另一名管理员同意', en: 'asked; another administrator has to agree' },
  agreed: { zh: '已同意', en: 'agreed' }, used: { zh: '已重置：下次登录重新设置', en: 'reset; set up anew with the next sign-in' },
  refused: { zh: '未同意', en: 'refused' },
};

const Standing = ({ joint }: Readonly<{ joint: Joint }>) => {
  const { t } = useWords();
  return (
    <section className="sheet outcome outcome-good" role="status">
      <h2>{t(STATES[joint.state])}</h2>
      <dl className="facts">
        <dt>{t({ zh: '编号', en: 'Number' })}</dt><dd><code className="command">{joint.jointId}</code></dd>
        <dt>{t({ zh: '账号', en: 'Account' })}</dt><dd><code>{joint.about}</code></dd>
        <dt>{t({ zh: '有效至', en: 'Valid until' })}</dt><dd>{instantText(joint.endsAt)}</dd>
      </dl>
      {joint.state === 'asked' && <p className="faint">{t({
        zh: '请当面或者电话把编号告诉另一名管理员；提出的人自己不能同意。',
        en: 'Tell the number to another administrator in person or by telephone; whoever asked cannot agree.',
      })}</p>}
    </section>
  );
};

const Ask = () => {
  const { t } = useWords();
  const given = useHistoryState<Readonly<{ account?: string }> | null>();
  const [account, setAccount] = useState(given?.account ?? '');
  const act = useAct('askRecovery');
  const [joint, setJoint] = useState<Joint>();
  const ask = async (event: FormEvent) => {
    event.preventDefault();
    const answer = await act.run({ body: { account } });
    if (answer.ok) setJoint(answer.body);
  };
  return (
    <>
      <form className="sheet form" onSubmit={(event) => { void ask(event); }}>
        <h2>{t({ zh: '一、提出', en: '1 · Ask' })}</h2>
        <Field label={t({ zh: '账号', en: 'Account' })}>{(control) => (
          <input
            {...control} name="account" required maxLength={64} autoComplete="off" value={account}
            onChange={({ target }) => setAccount(target.value.trim())}
          />
        )}</Field>
        <Told problem={act.problem} />
        <div className="form-acts">
          <button type="submit" className="primary" disabled={act.isRunning}>
            {t({ zh: '提出重置', en: 'Ask to reset' })}
          </button>
        </div>
      </form>
      {joint !== undefined && <Standing joint={joint} />}
    </>
  );
};

const Agree = () => {
  const { t } = useWords();
  const [jointId, setJointId] = useState('');
  const act = useAct('agreeRecovery');
  const [joint, setJoint] = useState<Joint>();
  const agree = async (event: FormEvent) => {
    event.preventDefault();
    const answer = await act.run({ params: { jointId } });
    if (answer.ok) setJoint(answer.body);
  };
  return (
    <>
      <form className="sheet form" onSubmit={(event) => { void agree(event); }}>
        <h2>{t({ zh: '二、另一人同意', en: '2 · Another agrees' })}</h2>
        <Field label={t({ zh: '编号', en: 'Number' })} hint={t({ zh: '由提出的管理员当面或者电话告知', en: 'told by whoever asked' })}>
          {(control) => (
            <input
              {...control} name="number" required minLength={36} maxLength={36} autoComplete="off" value={jointId}
              onChange={({ target }) => setJointId(target.value.trim())}
            />
          )}
        </Field>
        <Told problem={act.problem} />
        <div className="form-acts">
          <button type="submit" className="primary" disabled={act.isRunning}>{t({ zh: '同意重置', en: 'Agree' })}</button>
        </div>
      </form>
      {joint !== undefined && <Standing joint={joint} />}
    </>
  );
};

/** A lost second factor is given back by two administrators, by day. */
const Recoveries = () => {
  const { t } = useWords();
  const { roles } = useSession();
  return (
    <>
      <PageHead
        title={t({ zh: '双人重置', en: 'Reset by two' })}
        lead={t({ zh: '丢失第二重验证的，由一名安全管理员提出、另一名管理员同意；6 时至 22 时办理。',
          en: 'Who lost a second factor gets a new one: one administrator asks, another agrees; 6 to 22 o’clock.' })}
      />
      <div className="columns">
        {roles.includes('securityAdmin') && <div><Ask /></div>}
        <div><Agree /></div>
      </div>
      {roles.includes('securityAdmin') && <JointActs />}
    </>
  );
};

export default Recoveries;
