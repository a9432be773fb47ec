import { useMemo } from 'react';
import { Link, useParams } from 'wouter';
import { useWords, type Words } from '../../app/language.tsx';
import { useAnswer } from '../../api/answers.ts';
import type { BodyOf } from '../../api/interface.ts';
import { PageHead } from '../../parts/page-head.tsx';
import { Read } from '../../parts/read.tsx';
import { saveBytes } from '../../parts/save-paper.tsx';
import { type CheckedRelease, checkRelease, type ReleaseVerdict } from '../../verify/release-check.ts';
import { type Budget, quarterWords } from './budget.ts';
import { ReleaseFigures } from './release-figures.tsx';
import { ReleaseNote } from './release-note.tsx';
import '../../styles/privacy.css';

type Sent = BodyOf<'readStatisticsRelease'>;

const WHY: Readonly<Record<Extract<ReleaseVerdict, { holds: false }>['why'], Words>> = {
  HASH: { zh: '字节与服务给出的摘要不符', en: 'the bytes do not have the digest that came with them' },
  KEY: { zh: '不是本服务的密钥签的', en: 'it is signed with another key' },
  SIGNATURE: { zh: '签名不成立，内容被改过', en: 'the signature does not hold: it was changed' },
  FORM: { zh: '不是一份完整的发布', en: 'it is no whole release' },
};

const capital = (words: string): string => words.slice(0, 1).toUpperCase() + words.slice(1);

const COMMAND = './fengcun stats verify';

const Proof = ({ sent, budget, release }: Readonly<{ sent: Sent; budget: Budget; release: CheckedRelease }>) => {
  const { t } = useWords();
  const name = `${sent.releaseId}.json`;
  return (
    <section className="sheet outcome outcome-good">
      <h2>{t({
        zh: `✓ 已在本页核验：签名、摘要和全部 ${release.cells.length} 格`,
        en: `✓ Verified in this page: signature, digest and all ${release.cells.length} cells`,
      })}</h2>
      <p>{t({
        zh: '公钥由本服务给出：请与线下取得的公钥比对一次。离线核验只需一条命令：',
        en: 'The key came from this service: compare it once with the one you were given. '
          + 'Offline, one command verifies it:',
      })}</p>
      <pre className="command"><code>{`${COMMAND} ${name} --key ${budget.publicKey}`}</code></pre>
      <div className="form-acts">
        <button type="button" className="primary no-print" onClick={() =>
          saveBytes(new TextEncoder().encode(sent.text), name, 'application/json')}>
          {t({ zh: '下载签名的原件', en: 'Download the signed bytes' })}
        </button>
        <Link href={`/computations/${release.jobId}`} className="plain">
          {t({ zh: '谁同意了发布', en: 'Who agreed to it' })}</Link>
      </div>
      <details>
        <summary>{t({ zh: '参数与摘要', en: 'Parameters and digests' })}</summary>
        <dl className="facts">
          <dt>ρ（zCDP）</dt><dd>{release.rho}</dd>
          <dt>σ²</dt><dd>{release.sigma2}</dd>
          <dt>ε</dt><dd>{t({
            zh: `本季度全部表 ${release.budget.quarterEpsilon}，一生 ${release.budget.lifeEpsilon}（δ = ${release.budget.delta}）`,
            en: `${release.budget.quarterEpsilon} for all tables of the quarter, `
              + `${release.budget.lifeEpsilon} for a life (δ = ${release.budget.delta})`,
          })}</dd>
          <dt>{t({ zh: '机制', en: 'Mechanism' })}</dt><dd><code>{release.mechanism}</code></dd>
          <dt>SHA-256</dt><dd><code>{sent.sha256}</code></dd>
          <dt>{t({ zh: '公钥', en: 'Key' })}</dt><dd><code>{release.signature.publicKey}</code></dd>
          <dt>{t({ zh: '账本位置', en: 'In the log' })}</dt>
          <dd>{t({ zh: `预算账目第 ${release.ledger.seq} 环`, en: `link ${release.ledger.seq} of the budget` })}</dd>
          <dt>{t({ zh: '程序', en: 'Program' })}</dt><dd><code>{release.codeHash}</code></dd>
        </dl>
      </details>
    </section>
  );
};

const Shown = ({ sent, budget }: Readonly<{ sent: Sent; budget: Budget }>) => {
  const { t } = useWords();
  const verdict = useMemo(() =>
    checkRelease(sent.text, { sha256: sent.sha256, publicKey: budget.publicKey }), [sent, budget.publicKey]);
  if (!verdict.holds) {
    return (
      <>
        <PageHead title={t({ zh: '统计发布', en: 'Release of statistics' })} />
        <section className="sheet outcome outcome-closed" role="alert">
          <h2>{t({ zh: '✕ 这份发布没有通过核验，请勿引用', en: '✕ This release does not hold: do not cite it' })}</h2>
          <p>{t(WHY[verdict.why])}</p>
        </section>
      </>
    );
  }
  const { release } = verdict;
  const title = budget.catalogue.find(({ product }) => product === release.product);
  return (
    <>
      <PageHead
        title={t({ zh: release.title, en: capital(title?.titleEn ?? release.title) })}
        lead={`${release.product} · ${t(quarterWords(release.period))} · ${
          t({ zh: '✓ 已在本页核验', en: '✓ verified in this page' })}`}
      />
      <ReleaseNote release={release} />
      <ReleaseFigures release={release} />
      <Proof sent={sent} budget={budget} release={release} />
    </>
  );
};

/** One release: verified here, then its note, its plot, its raw figures, and apart from them the adjusted ones. */
const Release = () => {
  const { id = '' } = useParams<{ id: string }>();
  const release = useAnswer('readStatisticsRelease', { params: { id } });
  const budget = useAnswer('readStatisticsBudget', {});
  return (
    <Read reading={release}>{(sent) => (
      <Read reading={budget}>{(known) => <Shown sent={sent} budget={known} />}</Read>
    )}</Read>
  );
};

export default Release;
