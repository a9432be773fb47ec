import '../../styles/keeper.css';
import { type FormEvent, useState } from 'react';
import { useWords, type Words } from '../../app/language.tsx';
import { Field } from '../../parts/field.tsx';
import { Nothing } from '../../parts/nothing.tsx';
import { OrganField } from '../../parts/organ-field.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import type { LogSearch } from '../../verify/search-log.ts';
import { useLedger } from '../../verify/use-ledger.ts';
import { FoundEntries } from './found-entries.tsx';
import { Working } from './working.tsx';

/** Kinds of acts that are looked for, by the word that their codes begin with. */
const ACT_KINDS: readonly (readonly [code: string, words: Words])[] = [
  ['seal', { zh: '封存', en: 'sealing' }], ['unseal', { zh: '解除封存', en: 'opening of seals' }],
  ['inquiry', { zh: '查询', en: 'inquiries' }], ['certificate', { zh: '无犯罪记录证明', en: 'certificates' }],
  ['rights', { zh: '权利申请', en: 'requests of persons' }], ['supervision', { zh: '检察监督', en: 'supervision' }],
  ['incident', { zh: '泄露事件', en: 'leaks' }], ['breakGlass', { zh: '紧急授权', en: 'emergencies' }],
  ['alarm', { zh: '紧急授权警报', en: 'alarms of emergencies' }], ['account', { zh: '账号', en: 'accounts' }],
  ['directory', { zh: '账号变更', en: 'account changes' }], ['session', { zh: '登录', en: 'signing in' }],
  ['secondFactor', { zh: '第二重验证', en: 'second factors' }], ['keys', { zh: '密钥', en: 'keys' }],
  ['ledger', { zh: '查账', en: 'looks into the ledger' }],
];

const ANYTHING: LogSearch = { act: '', organ: '', from: '', to: '' };

const Day = ({ label, value, enter }: Readonly<{ label: string; value: string; enter: (day: string) => void }>) => (
  <Field label={label}>{(control) => (
    <input {...control} type="date" value={value} onChange={({ target }) => enter(target.value)} />
  )}</Field>
);

const SearchForm = ({ isWorking, search }: Readonly<{ isWorking: boolean; search: (wanted: LogSearch) => void }>) => {
  const { t } = useWords();
  const [wanted, setWanted] = useState(ANYTHING);
  const enter = (part: Partial<LogSearch>) => setWanted((before) => ({ ...before, ...part }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    search(wanted);
  };
  return (
    <form className="sheet form search-fields" onSubmit={submit}>
      <Field
        label={t({ zh: '行为', en: 'Act' })}
        hint={t({ zh: '从列表中选一类，或者写代码，如 inquiry.decide；空着查全部',
          en: 'choose a kind, or write a code such as inquiry.decide; empty: all' })}
      >{(control) => (
        <>
          <input
            {...control} name="act" value={wanted.act} maxLength={64} autoComplete="off" list="kinds-of-acts"
            onChange={({ target }) => enter({ act: target.value })}
          />
          <datalist id="kinds-of-acts">{ACT_KINDS.map(([code, words]) =>
            <option key={code} value={code}>{t(words)}</option>)}</datalist>
        </>
      )}</Field>
      <OrganField
        label={t({ zh: '机关', en: 'Organ' })} value={wanted.organ} isNeeded={false}
        choose={(organ) => enter({ organ })}
      />
      <Day label={t({ zh: '从', en: 'From' })} value={wanted.from} enter={(from) => enter({ from })} />
      <Day label={t({ zh: '到', en: 'To' })} value={wanted.to} enter={(to) => enter({ to })} />
      <div className="form-acts">
        <button type="submit" className="primary" disabled={isWorking}>{t({ zh: '查找', en: 'Search' })}</button>
      </div>
    </form>
  );
};

/** Searches the log by act, organ and day; who acted and whom it concerned are pseudonyms, here as everywhere. */
const Search = () => {
  const { t, language } = useWords();
  const { state, ask } = useLedger('found');
  const tag = language === 'zh' ? 'zh-CN' : 'en';
  return (
    <>
      <PageHead
        title={t({ zh: '查账', en: 'Search the ledger' })}
        lead={t({
          zh: '在最近一万条左右的条目里找，您的浏览器逐条比对；条目里只有代号，没有姓名和号码。每次查账也会记账。',
          en: 'Looks through the newest ten thousand entries in your browser: pseudonyms only. Searching is logged.',
        })}
      />
      <SearchForm
        isWorking={state.state === 'working'}
        search={(wanted) => ask({ type: 'search', language: tag, wanted })}
      />
      {state.state === 'working' && <Working done={state.done} of={state.of} />}
      {state.state === 'refused' && (
        <p role="alert" className="told">{state.sentence || t({ zh: '没有完成，请重试。', en: 'Not finished; try again.' })}</p>
      )}
      {state.state === 'done' && (state.told.report.found.length === 0
        ? <Nothing>{t({
          zh: `看了 ${state.told.report.lookedAt} 条，没有符合的。`, en: `None among ${state.told.report.lookedAt} entries.`,
        })}</Nothing>
        : <FoundEntries report={state.told.report} />)}
    </>
  );
};

export default Search;
