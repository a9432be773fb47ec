import { useState } from 'react';
import { useWords } from '../../app/language.tsx';
import { useSession } from '../../api/session.tsx';
import { Field } from '../../parts/field.tsx';
import { useLedger } from '../../verify/use-ledger.ts';
import { Checked } from './checked.tsx';
import { Working } from './working.tsx';

/** What the person brings: without it the service's own word would be all there is to compare with. */
const KeptFields = ({ kept, policy, keep, choosePolicy }: Readonly<{
  kept: string; policy: string; keep: (text: string) => void; choosePolicy: (text: string) => void;
}>) => {
  const { t } = useWords();
  return (
    <details className="statute-details">
      <summary>{t({ zh: '与留存的检查点、公钥比对', en: 'Compare with a checkpoint or key you kept' })}</summary>
      <div className="form">
        <Field
          label={t({ zh: '上次留存的检查点', en: 'The checkpoint you kept' })}
          hint={t({ zh: '能发现这以后是否有人改写历史', en: 'shows whether history was rewritten since' })}
        >{(control) => (
          <textarea
            {...control} className="code-lines" rows={4} value={kept} spellCheck={false} autoComplete="off"
            onChange={({ target }) => keep(target.value)}
          />
        )}</Field>
        <Field
          label={t({ zh: '线下取得的公钥文件', en: 'The file of keys you were given' })}
          hint={t({
            zh: '不填时使用本服务给出的公钥；那只能证明账本前后一致',
            en: 'left empty, the key this service shows is used, which proves only that the log agrees with itself',
          })}
        >{(control) => (
          <textarea
            {...control} className="code-lines" rows={3} value={policy} spellCheck={false} autoComplete="off"
            onChange={({ target }) => choosePolicy(target.value)}
          />
        )}</Field>
      </div>
    </details>
  );
};

/**
 * Verifies the log in this page: the service sends bytes, and nothing it says is believed. Entries are read by the
 * auditor alone.
 */
export const LedgerCheck = () => {
  const { t, language } = useWords();
  const withEntries = useSession().roles.includes('auditor');
  const { state, ask } = useLedger('verified');
  const [kept, setKept] = useState('');
  const [policy, setPolicy] = useState('');
  const begin = () => ask({
    type: 'verify', language: language === 'zh' ? 'zh-CN' : 'en', withEntries,
    ...(kept.trim() === '' ? {} : { kept: `${kept.trim()}\n` }), ...(policy.trim() === '' ? {} : { policy }),
  });
  return (
    <>
      <section className="sheet form">
        <div className="form-acts">
          <button type="button" className="primary" disabled={state.state === 'working'} onClick={begin}>
            {t({ zh: '开始核验', en: 'Verify now' })}
          </button>
          <span className="faint">{t({
            zh: withEntries ? '签名、全部哈希、每一条记录都在本页计算' : '签名和全部哈希都在本页计算，不读取条目',
            en: withEntries ? 'signature, every hash and every entry, computed in this page'
              : 'signature and every hash, computed in this page; entries are not read',
          })}</span>
        </div>
        <KeptFields kept={kept} policy={policy} keep={setKept} choosePolicy={setPolicy} />
      </section>
      {state.state === 'working' && <Working done={state.done} of={state.of} />}
      {state.state === 'refused' && (
        <p role="alert" className="told">
          {state.sentence === '' ? t({ zh: '核验没有完成，请检查网络后重试。', en: 'Not finished; check the line and try again.' })
            : state.sentence}
        </p>
      )}
      {state.state === 'done' && <Checked verified={state.told.verified} isOwnPolicy={policy.trim() !== ''} />}
    </>
  );
};
