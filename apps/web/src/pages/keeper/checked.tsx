import { useWords } from '../../app/language.tsx';
import { Rows } from '../../parts/rows.tsx';
import { saveBytes } from '../../parts/save-paper.tsx';
import type { Verified } from '../../verify/ledger-messages.ts';
import type { LogReport } from '../../verify/verify-log.ts';
import { FINDING_WORDS } from './words.ts';

const TEXT = 'text/plain;charset=utf-8';
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

const Facts = ({ report }: Readonly<{ report: LogReport }>) => {
  const { t } = useWords();
  const { origin, size, root, witnesses, entriesChecked, tilesChecked, comparedWith } = report;
  return (
    <dl className="facts">
      <dt>{t({ zh: '账本', en: 'Log' })}</dt><dd><code>{origin}</code></dd>
      <dt>{t({ zh: '条目', en: 'Entries' })}</dt>
      <dd>{t({
        zh: entriesChecked === 0 ? `${size} 条（只核对哈希 ${tilesChecked} 块）` : `${size} 条，逐条核对 ${entriesChecked} 条`,
        en: entriesChecked === 0 ? `${size} (${tilesChecked} tiles of hashes)`
          : `${size}, each of ${entriesChecked} checked`,
      })}</dd>
      <dt>{t({ zh: '树根', en: 'Root' })}</dt><dd><code>{root}</code></dd>
      <dt>{t({ zh: '见证人', en: 'Witnesses' })}</dt>
      <dd>{witnesses.length === 0 ? t({ zh: '没有设置见证人', en: 'none are asked' })
        : witnesses.map(({ name }) => name).join('、')}</dd>
      <dt>{t({ zh: '与留存检查点', en: 'Since the one you kept' })}</dt>
      <dd>{comparedWith === undefined ? t({ zh: '没有比对：未粘贴', en: 'not compared: none was pasted' })
        : t({ zh: `从第 ${comparedWith} 条起只有增加`, en: `only added to since entry ${comparedWith}` })}</dd>
    </dl>
  );
};

/** What a verification came to, in one sentence, then in facts; and the checkpoint to keep for the next time. */
export const Checked = ({ verified: { report, checkpoint, policy }, isOwnPolicy }: Readonly<{
  verified: Verified; isOwnPolicy: boolean;
}>) => {
  const { t } = useWords();
  const { findings } = report;
  const holds = findings.length === 0;
  const title = t({ zh: '不成立的地方', en: 'What does not hold' });
  return (
    <section className={`sheet outcome ${holds ? 'outcome-good' : 'outcome-closed'}`} role="status">
      <h2>{holds ? t({ zh: '✓ 账本完整，没有改动', en: '✓ The log is whole and unchanged' })
        : t({
          zh: '✕ 账本没有通过核验，请立即保留现场并报告', en: '✕ The log does not hold: keep everything as it is and report it',
        })}</h2>
      {holds ? <Facts report={report} /> : (
        <Rows
          caption={title} rows={findings} keyOf={({ code, place }) => code + place}
          columns={[
            { head: title, cell: ({ code }) => t(FINDING_WORDS[code]) },
            { head: t({ zh: '位置', en: 'Where' }), cell: ({ place }) => <code>{place === '' ? '—' : place}</code> },
          ]}
        />
      )}
      {holds && !isOwnPolicy && (
        <p className="faint">{t({
          zh: '公钥由本服务给出：请与线下取得的公钥文件比对一次，以后粘贴它来核验。',
          en: 'The key came from this service: compare it once with the file you were given, and paste that later.',
        })}</p>
      )}
      <div className="form-acts">
        <button type="button" className="plain" onClick={() => saveBytes(bytesOf(checkpoint), 'checkpoint.txt', TEXT)}>
          {t({ zh: '留存这个检查点', en: 'Keep this checkpoint' })}
        </button>
        <button type="button" className="plain" onClick={() => saveBytes(bytesOf(policy), 'policy.txt', TEXT)}>
          {t({ zh: '保存公钥文件', en: 'Save the file of keys' })}
        </button>
      </div>
    </section>
  );
};
