import { Link } from 'wouter';
import { useWords, type Words } from '../../app/language.tsx';
import { useAnswer } from '../../api/answers.ts';
import type { BodyOf } from '../../api/interface.ts';
import { useSession } from '../../api/session.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { Read } from '../../parts/read.tsx';
import { Rows } from '../../parts/rows.tsx';
import { Curve } from './curve.tsx';
import { Errors, type Quality } from './errors.tsx';
import '../../styles/privacy.css';

type Shown = BodyOf<'readRecogniserQuality'>;

const FIELDS: Readonly<Record<Quality['field'], Words>> = {
  charge: { zh: '罪名', en: 'Charge' }, sentenceKind: { zh: '刑罚种类', en: 'Kind of sentence' },
  suspended: { zh: '是否缓刑', en: 'Suspension' }, minor: { zh: '是否未成年', en: 'Minor' },
};

const percent = (share: number): string => `${(share * 100).toFixed(1)}%`;

const Tiles = ({ field }: Readonly<{ field: Quality }>) => {
  const { t } = useWords();
  const { documents, accuracy, macroF1, accuracyAt80, prefilled, prefilledPrecision, calibrationError } = field;
  const tiles: readonly (readonly [string, Words])[] = [
    [percent(accuracy), { zh: '全部文书的准确率', en: 'right, over all texts' }],
    [percent(macroF1), { zh: '宏平均 F1（少见的也同样计）', en: 'macro-F1 (rare ones count alike)' }],
    [percent(accuracyAt80), { zh: '最有把握的 80% 中的准确率', en: 'right, among the surest 80 %' }],
    [percent(documents === 0 ? 0 : prefilled / documents), { zh: '予以预填', en: 'are prefilled' }],
    [percent(prefilledPrecision), { zh: '预填中正确的', en: 'of the prefilled are right' }],
    [percent(calibrationError), { zh: '把握与实际的平均差距', en: 'confidence is off by, on average' }],
  ];
  return <ul className="tiles">{tiles.map(([figure, words]) => <li key={words.en}><b>{figure}</b>{t(words)}</li>)}</ul>;
};

const Noise = ({ rows }: Readonly<{ rows: Quality['noise'] }>) => {
  const { t } = useWords();
  if (rows.length === 0) return null;
  const title = t({ zh: '扫描件识别有误时', en: 'When a scan has lost characters' });
  return (
    <section>
      <h3>{title}</h3>
      <Rows
        caption={title} rows={rows} keyOf={({ perMille }) => String(perMille)}
        columns={[
          { head: t({ zh: '缺损的字',
            en: 'Characters lost' }), cell: ({ perMille }) => `${perMille / 10}%`, isNumber: true },
          { head: t({ zh: '准确率', en: 'Right' }), cell: ({ accuracy }) => percent(accuracy), isNumber: true },
          { head: t({ zh: '预填', en: 'Prefilled' }), cell: ({ prefilled }) => percent(prefilled), isNumber: true },
          { head: t({ zh: '预填中正确的', en: 'Of these right' }), isNumber: true,
            cell: ({ prefilledPrecision }) => percent(prefilledPrecision) },
        ]}
      />
    </section>
  );
};

const FieldPart = ({ field }: Readonly<{ field: Quality }>) => {
  const { t } = useWords();
  const name = t(FIELDS[field.field]);
  const [byLabel, byRegion] = [t({ zh: `按${name}的错误`, en: `Errors by value: ${name}` }), t({ zh: '按地区的错误',
    en: 'Errors by region' })];
  return (
    <section className="quality">
      <h2>{name} <span className="faint">{t({ zh: `在 ${field.documents} 份没见过的文书上`,
        en: `on ${field.documents} texts it had not seen` })}</span></h2>
      <Tiles field={field} />
      <div className="sheet plots">
        <div><h3>{t({ zh: '读得越多，错得越多', en: 'The more it reads, the more it errs' })}</h3>
          <Curve
            title={t({ zh: '覆盖率与准确率', en: 'Coverage and precision' })}
            xName={t({ zh: '由机器读的文书（最有把握的在前）', en: 'texts it reads, the surest first' })} yName={t({ zh: '准确率',
              en: 'right' })}
            points={field.coverage.map(({ coverage, precision }) => ({ x: coverage, y: precision }))}
          /></div>
        <div><h3>{t({ zh: '它说有多少把握，实际就有多少', en: 'How sure it is, and how right' })}</h3>
          <Curve
            isDiagonal title={t({ zh: '校准', en: 'Calibration' })} xName={t({ zh: '所说的把握', en: 'confidence' })}
            yName={t({ zh: '实际正确', en: 'right' })}
            points={field.calibration.map(({ confidence, right }) => ({ x: confidence, y: right }))}
          /></div>
      </div>
      <Noise rows={field.noise} />
      <h3>{byLabel}</h3><Errors title={byLabel} rows={field.byLabel} name={name} />
      <h3>{byRegion}</h3><Errors title={byRegion} rows={field.byRegion} name={t({ zh: '地区', en: 'Region' })} />
    </section>
  );
};

const Measured = ({ shown: { measuredOn, modelSha256, jobId, fields = [] } }: Readonly<{ shown: Shown }>) => {
  const { t } = useWords();
  const mayOpenJob = !useSession().roles.includes('clerk');
  return (
    <>
      {fields.map((field) => <FieldPart key={field.field} field={field} />)}
      <dl className="facts sheet">
        <dt>{t({ zh: '测量日期', en: 'Measured on' })}</dt><dd>{measuredOn}</dd>
        <dt>{t({ zh: '模型', en: 'Model' })}</dt><dd><code>{modelSha256}</code></dd>
        {jobId !== undefined && (
          <><dt>{t({ zh: '训练任务', en: 'Job' })}</dt>
            <dd>{mayOpenJob ? <Link href={`/computations/${jobId}`}>{t({ zh: '谁同意了训练',
              en: 'who agreed to the training' })}</Link>
              : <code>{jobId}</code>}</dd></>
        )}
      </dl>
    </>
  );
};

const Unmeasured = () => {
  const { t } = useWords();
  return (
    <section className="sheet nothing">
      <span className="nothing-mark" aria-hidden="true">○</span>
      <p>{t({ zh: '本系统的识别模型还没有测量过。管理员用这条命令测量：',
        en: 'The recogniser here was not measured yet. An administrator does so with:' })}</p>
      <pre className="command"><code>
        ./fengcun recognise test FILE… --model MODEL --quality DATA/recogniser-quality.json
      </code></pre>
    </section>
  );
};

/** How good the recogniser is: curves, errors by value and region, scans; what it may do and what it may not. */
const QualityPage = () => {
  const { t } = useWords();
  const reading = useAnswer('readRecogniserQuality', {});
  return (
    <>
      <PageHead title={t({ zh: '智能识别的准确程度', en: 'How good the recogniser is' })} />
      <p className="sheet principle">{t({
        zh: '机器只提议，从不决定：它预填、转给人；凡可能使人不符合封存条件的，无论它多有把握，都由人确认。',
        en: 'The machine proposes and never decides: it prefills and hands over. Whatever could make somebody '
          + 'ineligible is confirmed by a person, however sure it is.',
      })}</p>
      <Read reading={reading}>{(shown) => (shown.isThere ? <Measured shown={shown} /> : <Unmeasured />)}</Read>
    </>
  );
};

export default QualityPage;
