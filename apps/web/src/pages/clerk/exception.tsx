import { useState } from 'react';
import { Link, useLocation, useParams } from 'wouter';
import { useAct, useAnswer } from '../../api/answers.ts';
import type { BodyOf, CallOf } from '../../api/interface.ts';
import { useWords } from '../../app/language.tsx';
import { useUnsaved } from '../../api/unsaved.ts';
import { instantText } from '../../parts/dates.ts';
import { useMissing } from '../../parts/missing.ts';
import { toChoose } from '../../parts/needed.ts';
import { PageHead } from '../../parts/page-head.tsx';
import { Read } from '../../parts/read.tsx';
import { printedCode } from '../../parts/timeline/case-code.ts';
import { Told } from '../../parts/told.tsx';
import '../../styles/clerk.css';
import { type Content, Members, Reasons } from './exception-members.tsx';
import { ChooseVersion } from './exception-versions.tsx';
import { CHOICE, reasonWords, SET_ASIDE, SET_ASIDE_REASONS } from './exception-words.ts';
import { handException } from './reading/handed.ts';

type Item = BodyOf<'readException'>;
type Body = CallOf<'resolveException'>['body'];
type Correction = Extract<Body, { action: 'correct' }>['corrections'][number];

const correctionOf = ({ at, type }: Content['members'][number], value: string): Correction => {
  if (value === '') return { at };
  // What is no number goes as it was written: the service says so, and nothing is taken out for it.
  if (type === 'whole' && /^\d{1,9}$/.test(value)) return { at, whole: Number(value) };
  return type === 'flag' ? { at, flag: value === 'true' } : { at, text: value };
};

const CAME = {
  waiting: { zh: '已提出搁置，等另一人同意', en: 'Proposed to set aside; another person has to agree' },
  rejected: { zh: '已搁置', en: 'Set aside' }, replayed: { zh: '已处理', en: 'Dealt with' },
} as const;
const CHOSEN = {
  ...CAME, waiting: { zh: '已提出以这份为准，等另一人同意', en: 'Proposed; another person has to agree' },
  replayed: { zh: '已确定以这份为准', en: 'Chosen: it stands' },
} as const;

const Came = ({ state, words = CAME, result }: Readonly<{
  state: Item['state']; words?: typeof CAME | typeof CHOSEN; result?: BodyOf<'resolveException'>['result'];
}>) => {
  const { t } = useWords();
  const isWaiting = result?.outcome === 'exception';
  return (
    <section className={`sheet outcome ${isWaiting ? 'outcome-closed' : 'outcome-good'}`} role="status">
      <h2>{t(isWaiting ? { zh: '仍不能接收', en: 'It still cannot be taken' } : words[state])}</h2>
      {result !== undefined && 'caseCode' in result && (
        <p>
          {t({ zh: '已接收，一案一码', en: 'Taken in; case code' })}{' '}
          <code className="case-code">{printedCode(result.caseCode)}</code>
        </p>
      )}
      {isWaiting && (
        <p>{t({ zh: '更正已保留，尚有不符之处，成为新的异常消息：', en: 'What you corrected is kept; the rest waits anew: ' })}
          <Link href={`/exceptions/${result.exceptionId}`}>{t({ zh: '继续更正', en: 'go on' })}</Link></p>
      )}
      <Link href="/exceptions" className="plain">{t({ zh: '返回异常消息', en: 'Back to the exceptions' })}</Link>
    </section>
  );
};

type Resolving = Readonly<{ item: Item; isRunning: boolean; resolve: (body: Body) => void }>;

const SET_ASIDE_BECAUSE = { zh: '搁置理由', en: 'Set aside because' } as const;

/** One person proposes for a reason, another agrees by naming the same one. */
const SetAside = ({ item: { setAside }, isRunning, resolve }: Resolving) => {
  const { t } = useWords();
  const [reason, setReason] = useState<(typeof SET_ASIDE_REASONS)[number]>();
  const isAgreed = setAside !== undefined && (reason ?? setAside) === setAside;
  const missing = useMissing([{ name: 'set-aside', asks: toChoose(SET_ASIDE_BECAUSE), isThere: reason !== undefined }]);
  const choose = (value: string) => setReason(SET_ASIDE_REASONS.find((one) => one === value));
  const act = (pressed: Element) => {
    if (missing.lets(pressed) && reason !== undefined) resolve({ action: 'reject', reason });
  };
  const mistake = missing.told('set-aside');
  return (
    <span className="set-aside" data-form="">
      <label htmlFor="set-aside">{t(SET_ASIDE_BECAUSE)}</label>{' '}
      <select
        id="set-aside" name="set-aside" value={reason ?? ''} onChange={({ target }) => choose(target.value)}
        {...(mistake === undefined ? {} : { 'aria-invalid': true, 'aria-describedby': 'set-aside-mistake' })}
      >
        <option value="">{t({ zh: '请选择', en: 'choose' })}</option>
        {SET_ASIDE_REASONS.map((one) => <option key={one} value={one}>{t(SET_ASIDE[one])}</option>)}
      </select>{' '}
      <button type="button" className="plain" disabled={isRunning} onClick={({ currentTarget }) => act(currentTarget)}>
        {isAgreed ? t({ zh: '同意搁置', en: 'Agree to set aside' })
          : t({ zh: '提出搁置', en: 'Propose to set aside' })}
      </button>
      {mistake !== undefined && <span className="told" id="set-aside-mistake" role="alert">{mistake}</span>}
    </span>
  );
};

/** Text that no message was made of: a judgment is read again, cells are corrected where they came from. */
const OfText = ({ item, content, ...acts }: Resolving & Readonly<{ item: Item; content: Content }>) => {
  const { t } = useWords();
  const [, go] = useLocation();
  const { exceptionId, version } = item;
  const read = () => {
    handException({ text: content.text ?? '', exceptionId, version, isProposed: item.setAside !== undefined });
    go('/intake');
  };
  return (
    <>
      <pre className="sheet exception-text" tabIndex={0} lang="zh-CN">{content.text}</pre>
      <section className="sheet form-acts">
        {content.from === 'document' ? (
          <button type="button" className="primary" onClick={read}>
            {t({ zh: '打开文书逐项核对', en: 'Open it and confirm its fields' })}
          </button>
        ) : <span>{t({ zh: '请在原表中更正后重新录入。', en: 'Correct the table and drop it again.' })}</span>}
        <SetAside item={item} {...acts} />
      </section>
    </>
  );
};

/** To tell one of them again ends no contradiction. */
const isContradicted = ({ reasons }: Item): boolean => reasons.some(({ code }) => code === 'RECORDS_CONTRADICT');

/** Somebody else was first: what this person wrote is not thrown away under their hands. */
const EndedMeanwhile = ({ leave }: Readonly<{ leave: () => void }>) => {
  const { t } = useWords();
  return (
    <div className="told" role="alert">
      <p>{t({
        zh: '这条消息刚刚由他人处理了。您填写的内容还在下面，没有提交。',
        en: 'Somebody else has just dealt with it. What you wrote is still below and was not sent.',
      })}</p>
      <button type="button" className="plain" onClick={leave}>
        {t({ zh: '不再保留，查看结果', en: 'Let it go and see what came of it' })}
      </button>
    </div>
  );
};

const OfMessage = ({ item, content, typed, ...acts }: Resolving & Readonly<{
  item: Item; content: Content; typed: (hasTyped: boolean) => void;
}>) => {
  const { t } = useWords();
  const [changed, setChanged] = useState<ReadonlyMap<string, string>>(new Map());
  const corrections = [...changed].map(([at, value]) =>
    correctionOf(content.members.find((one) => one.at === at) ?? { at, type: 'text', value: '' }, value));
  const { isRunning, resolve } = acts;
  useUnsaved(corrections.length > 0);
  const correct = () => resolve({ action: 'correct', corrections });
  const replay = () => resolve({ action: 'replay' });
  const change = (at: string, value: string) => {
    typed(true);
    setChanged(new Map([...changed, [at, value]]));
  };
  return (
    <>
      <Members content={content} changed={changed} change={change} />
      <section className="sheet form-acts">
        {isContradicted(item) ? <p>{t({
          zh: '原样重报不能消除矛盾：请来源机关核对后，以新的版本更正报送。',
          en: 'Telling it again ends no contradiction: the source corrects it in a newer version.',
        })}</p> : (
          <>
            <button
              type="button" className="primary" disabled={corrections.length === 0 || isRunning}
              onClick={correct}
            >
              {t({ zh: '更正并报送', en: 'Correct and send' })}
            </button>
            <button type="button" className="plain" disabled={isRunning} onClick={replay}>
              {t({ zh: '原样重试', en: 'Try again as it is' })}
            </button>
            <SetAside item={item} {...acts} />
          </>
        )}
      </section>
    </>
  );
};

const Acts = ({ item, content }: Readonly<{ item: Item; content: Content }>) => {
  const act = useAct('resolveException');
  const [came, setCame] = useState<Parameters<typeof Came>[0]>();
  const [hasTyped, setTyped] = useState(false);
  const resolve = async (body: Body) => {
    const headers = { 'if-match': `"${item.version}"` };
    const done = await act.run({ params: { id: item.exceptionId }, body, headers });
    if (!done.ok) return;
    const { item: { state }, result } = done.body;
    setCame({ state, words: body.action === 'choose' ? CHOSEN : CAME, ...(result === undefined ? {} : { result }) });
  };
  if (came !== undefined) return <Came {...came} />;
  const isEnded = item.state !== 'waiting';
  if (isEnded && !hasTyped) return <Came state={item.state} />;
  const acts = { item, content, isRunning: act.isRunning, resolve: (body: Body) => { void resolve(body); } };
  return (
    <>
      {isEnded && <EndedMeanwhile leave={() => setTyped(false)} />}
      <Reasons content={content} />
      {content.versions !== undefined ? <ChooseVersion versions={content.versions} {...acts} />
        : content.text === undefined ? <OfMessage {...acts} typed={setTyped} /> : <OfText {...acts} />}
      <Told problem={act.problem} />
    </>
  );
};

/** One exception: why, what it says, and what is done with it. */
const ExceptionPage = () => {
  const { t } = useWords();
  const { id = '' } = useParams<{ id: string }>();
  const item = useAnswer('readException', { params: { id } });
  const content = useAnswer('readExceptionContent', { params: { id } }, { isWanted: item.state === 'there' });
  return (
    <>
      <PageHead
        title={t({
          zh: '异常消息', en: 'Exception',
        })} lead={t({ zh: '打开内容已留痕。', en: 'That it was opened is kept in the log.' })}
      />
      <Read reading={item}>{(shown) => (
        <>
          <ul className="sheet reasons">{shown.reasons.map((one) => (
            <li key={one.code + one.at}>
              {t(reasonWords(one))} <span className="faint">{instantText(shown.recordedAt)}</span>
            </li>
          ))}
          {shown.setAside !== undefined && (
            <li>
              {t({ zh: '有人提出搁置，需另一人同意。理由：', en: 'Proposed to be set aside; another person has to agree: ' })}
              {t(SET_ASIDE[shown.setAside])}
            </li>
          )}
          {shown.choice !== undefined && (
            <li>
              {t({ zh: '有人提出以其中一份为准，需另一人同意。理由：', en: 'One of them was proposed; another person has to agree: ' })}
              {t(CHOICE[shown.choice.reason])}
            </li>
          )}</ul>
          <Read reading={content}>{(body) => <Acts item={shown} content={body} />}</Read>
        </>
      )}</Read>
    </>
  );
};

export default ExceptionPage;
