import { SIGN_IN_ADDRESS, useStanding } from '../api/session.tsx';
import { LanguageChoice } from './language-choice.tsx';
import { useWords } from './language.tsx';

const POINTS = [
  { zh: '依法决定：每一项结论都附法条和理由。', en: 'Decided by law: every outcome with its article and reasons.' },
  { zh: '全部封存：每一处副本都封到，并有回执。', en: 'Sealed everywhere: every copy, with a receipt.' },
  { zh: '查询有界：查到哪里，以法律允许为限。', en: 'Inquiries end where the law says.' },
  { zh: '留痕可证：谁看过、何时、凭什么，任何人改不了。', en: 'Every look is proven, in a log nobody can rewrite.' },
] as const;

/** The page of whoever is not signed in. */
export const Welcome = () => {
  const { t } = useWords();
  const { state, refresh } = useStanding();
  return (
    <div className="welcome">
      <header><LanguageChoice /></header>
      <main id="main" tabIndex={-1}>
        <p className="welcome-mark" aria-hidden="true">封</p>
        <h1>{t({ zh: '封存', en: 'Fengcun' })}</h1>
        <p className="welcome-lead">{t({
          zh: '让该封存的犯罪记录真正封存。', en: 'Criminal records that are to be sealed stay sealed.',
        })}</p>
        {state === 'unreached' ? (
          <>
            <p role="alert" className="told">
              {t({ zh: '暂时无法连接服务。', en: 'The service cannot be reached.' })}
            </p>
            <button type="button" className="primary" onClick={() => { void refresh(); }}>
              {t({ zh: '重试', en: 'Try again' })}
            </button>
          </>
        ) : (
          <a className="primary welcome-sign-in" href={SIGN_IN_ADDRESS}>{t({ zh: '登录', en: 'Sign in' })}</a>
        )}
        <p className="welcome-check"><a href="/check">{t({ zh: '核验无犯罪记录证明', en: 'Check a certificate' })}</a></p>
        <ul className="welcome-points">{POINTS.map((point) => <li key={point.en}>{t(point)}</li>)}</ul>
      </main>
    </div>
  );
};
