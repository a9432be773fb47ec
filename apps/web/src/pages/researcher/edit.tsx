import { PACKS } from 'virtual:policy-packs';
import { lazy, Suspense, useEffect, useMemo, useState } from 'react';
import { useLocation } from 'wouter';
import { PartBoundary } from '../../app/boundary.tsx';
import { useWords } from '../../app/language.tsx';
import { loaded } from '../../app/newer.ts';
import { PageHead } from '../../parts/page-head.tsx';
import { saveBytes } from '../../parts/save-paper.tsx';
import { Statutes } from '../../parts/statute.tsx';
import { Waiting } from '../../parts/waiting.tsx';
import '../../styles/lab.css';
import { tryOwn, useChosen } from './lab/chosen.ts';
import { checkPackText } from './lab/lab-client.ts';
import { PackOptions, StatusMark } from './lab/pack-choice.tsx';
import type { LabChecked } from './lab/protocol.ts';
import type { PlacedMessage } from './edit/pack-editor.tsx';

const PackEditor = lazy(() => loaded(() => import('./edit/pack-editor.tsx')));

/** Typing is let rest for a moment before the text is examined. */
const REST_MILLISECONDS = 350;
const CITATION = /\b[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+\b/g;
/** LIMIT: lines around the caret whose citations are shown. */
const AROUND = 6;

const messagesOf = (checked: LabChecked | undefined): readonly PlacedMessage[] => [
  ...(checked?.problems ?? []).map(({ line, column, message, hint, code }) => ({
    line, column, code, severity: 'error' as const, message: hint === undefined ? message : `${message}; ${hint}`,
  })),
  ...(checked?.findings ?? []).map(({ at, message, code, severity }) =>
    ({ line: at.line, column: at.column, code, severity, message })),
];

const citesAround = (text: string, line: number): readonly string[] => {
  const near = text.split('\n').slice(Math.max(0, line - 1 - AROUND), line + AROUND).join('\n');
  return [...new Set(near.match(CITATION) ?? [])];
};

const useChecked = (text: string): LabChecked | undefined => {
  const [checked, setChecked] = useState<LabChecked>();
  useEffect(() => {
    let isNewest = true;
    const timer = setTimeout(() => {
      void checkPackText(text).then((answer) => { if (isNewest) setChecked(answer); });
    }, REST_MILLISECONDS);
    return () => {
      isNewest = false;
      clearTimeout(timer);
    };
  }, [text]);
  return checked;
};

const SHAPES = { error: '✕', warning: '△', info: '·' } as const;

const Messages = ({ checked, messages, goTo }: Readonly<{
  checked: LabChecked | undefined; messages: readonly PlacedMessage[]; goTo: (line: number) => void;
}>) => {
  const { t } = useWords();
  const errors = messages.filter(({ severity }) => severity === 'error').length;
  return (
    <section className="sheet" aria-live="polite">
      <h2>{checked === undefined ? t({ zh: '正在检查…', en: 'Checking …' })
        : messages.length === 0 ? t({ zh: '✓ 检查通过，没有可说的', en: '✓ Checked, nothing to say' })
          : t({
            zh: `${errors} 处错误，${messages.length - errors} 处提示`,
            en: `${errors} errors, ${messages.length - errors} remarks`,
          })}</h2>
      <ul className="pack-messages">{messages.map(({ line, column, severity, message, code }) => (
        <li key={`${line} ${column} ${code} ${message}`} className={`message-${severity}`}>
          <button type="button" className="quiet" onClick={() => goTo(line)}>
            <span aria-hidden="true">{SHAPES[severity]}</span> {message}
            <small>{t({ zh: `第 ${line} 行`, en: `line ${line}` })} · {code}</small>
          </button>
        </li>
      ))}</ul>
    </section>
  );
};

const Beside = ({ cites }: Readonly<{ cites: readonly string[] }>) => {
  const { t } = useWords();
  return (
    <section className="sheet">
      <h2>{t({ zh: '光标处引用的条文', en: 'Statutes cited at the caret' })}</h2>
      {cites.length === 0 ? <p className="faint">{t({ zh: '光标附近没有引用。', en: 'Nothing is cited near the caret.' })}</p>
        : <Statutes cites={cites} />}
    </section>
  );
};

const save = (text: string): void =>
  saveBytes(new TextEncoder().encode(text), 'pack.yaml', 'application/yaml');

const Head = ({ text, about, begin }: Readonly<{
  text: string; about: LabChecked['about']; begin: (id: string) => void;
}>) => {
  const { t } = useWords();
  const [, go] = useLocation();
  return (
    <PageHead
      title={t({ zh: '编写规则包', en: 'Write a pack' })}
      lead={t({
        zh: '在本浏览器内编写、检查、试算；服务器不保存任何内容，请下载留存。',
        en: 'Written, checked and tried in this browser; the server keeps nothing: download what you want to keep.',
      })}
    >
      <select
        className="plain" aria-label={t({ zh: '从哪个规则包开始', en: 'Begin from' })} value=""
        onChange={({ target }) => begin(target.value)}
      ><option value="">{t({ zh: '从…开始', en: 'Begin from …' })}</option><PackOptions /></select>
      <button type="button" className="plain" onClick={() => save(text)}>{t({ zh: '下载', en: 'Download' })}</button>
      <button
        type="button" className="primary" disabled={about === undefined}
        onClick={() => {
          if (about === undefined) return;
          tryOwn({ about, text });
          go('/');
        }}
      >{t({ zh: '试算', en: 'Try it' })}</button>
    </PageHead>
  );
};

/** A pack as text: written, examined and tried in the browser; nothing of it is kept by the service. */
const Edit = () => {
  const { own } = useChosen();
  const [start, setStart] = useState(() => own?.text ?? PACKS.find(({ about }) => about.id === 'cn-a3')?.text ?? '');
  const [text, setText] = useState(start);
  const [line, setLine] = useState(1);
  const [goTo, setGoTo] = useState<Readonly<{ line: number }>>();
  const checked = useChecked(text);
  const messages = useMemo(() => messagesOf(checked), [checked]);
  const about = checked?.about;
  const begin = (id: string) => {
    const found = PACKS.find((pack) => pack.about.id === id);
    if (found === undefined) return;
    setStart(found.text);
    setText(found.text);
  };
  return (
    <>
      <Head text={text} about={about} begin={begin} />
      <div className="pack-edit">
        <PartBoundary>
          <Suspense fallback={<Waiting />}>
            <PackEditor key={start} text={start} write={setText} messages={messages} goTo={goTo} atLine={setLine} />
          </Suspense>
        </PartBoundary>
        <div className="pack-side">
          {about !== undefined && <p><StatusMark status={about.status} /> {about.id} · {about.version}</p>}
          <Messages checked={checked} messages={messages} goTo={(to) => setGoTo({ line: to })} />
          <Beside cites={citesAround(text, line)} />
        </div>
      </div>
    </>
  );
};

export default Edit;
