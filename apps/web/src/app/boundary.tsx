import { Component, type ReactNode, useEffect, useState } from 'react';
import { useWords, type Words } from './language.tsx';
import { learnWhy, NotLoaded, type WhyNot } from './newer.ts';

/** LIMIT: long enough to read one sentence, short enough not to wait for it. Milliseconds. */
const READ_MILLISECONDS = 1_500;

const Newer = () => {
  const { t } = useWords();
  useEffect(() => {
    const timer = setTimeout(() => location.reload(), READ_MILLISECONDS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <section className="notice" role="status">
      <h1>{t({ zh: '系统已更新', en: 'There is a new version' })}</h1>
      <p>{t({ zh: '正在打开新版本的本页，已提交的内容不受影响。',
        en: 'This page is being opened in the new version; nothing that was sent is lost.' })}</p>
    </section>
  );
};

const SENTENCES: Readonly<Record<WhyNot, Words>> = {
  newer: { zh: '系统已更新，这一部分要在新版本中显示。', en: 'There is a new version, which shows this part.' },
  unreached: { zh: '无法连接服务，请检查网络后重试。', en: 'The service cannot be reached; check the line and try again.' },
  failed: { zh: '暂时没有取到，请重试。', en: 'It did not come; try again.' },
};

/** A page that did not come: it is opened anew where the service answers, and stays said where it does not. */
const NotCome = ({ first }: Readonly<{ first: WhyNot }>) => {
  const { t } = useWords();
  const [why, setWhy] = useState(first);
  const again = async () => {
    const now = await learnWhy();
    setWhy(now);
    if (now === 'failed') location.reload();
  };
  if (why === 'newer') return <Newer />;
  return (
    <section className="notice" role="alert">
      <h1>{t({ zh: '本页没有打开', en: 'The page did not open' })}</h1>
      <p>{t(SENTENCES[why])}</p>
      <button type="button" className="primary" onClick={() => { void again(); }}>
        {t({ zh: '重试', en: 'Try again' })}
      </button>
    </section>
  );
};

const Failed = () => (
  <section className="notice" role="alert">
    <h1>本页显示失败 · This page failed</h1>
    <p>已保存的内容不受影响，请重新打开。 · Nothing that was saved is lost; open it again.</p>
    <button type="button" className="primary" onClick={() => location.reload()}>重新打开 · Open again</button>
  </section>
);

type Inside = Readonly<{ children: ReactNode; instead?: ReactNode }>;
type State = Readonly<{ failed?: WhyNot | 'page' }>;

const failedOf = (error: unknown): State => ({ failed: error instanceof NotLoaded ? error.why : 'page' });

/**
 * A page that fails says so in its own place; the rest stays. What failed is told to nobody: it may name
 * people.
 */
export class Boundary extends Component<Inside, State> {
  override state: State = {};
  static getDerivedStateFromError(error: unknown): State { return failedOf(error); }
  override render(): ReactNode {
    const { failed } = this.state;
    if (failed === undefined) return this.props.children;
    return failed === 'page' ? <Failed /> : <NotCome first={failed} />;
  }
}

const NotShown = ({ why }: Readonly<{ why: WhyNot | 'page' }>) => {
  const { t } = useWords();
  return <span className="faint" role="status">{t(SENTENCES[why === 'page' ? 'failed' : why])}</span>;
};

/** A part of a page that does not come leaves the page as it is, with what was typed; `instead` stands in its place. */
export class PartBoundary extends Component<Inside, State> {
  override state: State = {};
  static getDerivedStateFromError(error: unknown): State { return failedOf(error); }
  override render(): ReactNode {
    const { failed } = this.state;
    if (failed === undefined) return this.props.children;
    return this.props.instead ?? <NotShown why={failed} />;
  }
}
