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

/** Kinds of acts that are looked for, by what is in their codes. */
const ACT_KINDS: readonly (readonly [code: string, words: Words])[] = [
  ['seal.', { zh: '封存', en: 'sealing' }], ['unseal', { zh: '解除封存', en: 'opening of seals' }],
  ['inquiry.', { zh: '查询', en: 'inquiries' }], ['certificate.', { zh: '无犯罪记录证明', en: 'certificates' }],
  ['rights.', { zh: '权利申请', en: 'requests of persons' }], ['supervision.', { zh: '检察监督', en: 'supervision' }],
  ['incident.', { zh: '泄露事件', en: 'leaks' }], ['breakGlass.', { zh: '紧急授权', en: 'emergencies' }],
  ['alarm.', { zh: '紧急授权警报', en: 'alarms of emergencies' }], ['account.', { zh: '账号', en: 'accounts' }],
  ['directory.', { zh: '账号变更', en: 'account changes' }], ['session.', { zh: '登录', en: 'signing in' }],
  ['secondFactor.', { zh: '第二重验证', en: 'second factors' }], ['keys.', { zh: '密钥', en: 'keys' }],
  ['ledger.', { zh: '查账', en: 'looks into the ledger' }], ['record', { zh: '记录', en: 'records' }],
  ['intake.', { zh: '记录报送', en: 'sending of records' }], ['reading.', { zh: '文书录入', en: 'reading of judgments' }],
  ['exception.', { zh: '异常消息', en: 'exceptions' }], ['case.', { zh: '案件', en: 'cases' }],
  ['attachment.', { zh: '附件', en: 'attachments' }], ['copy.', { zh: '副本', en: 'copies' }],
  ['exchange.', { zh: '机关之间送达', en: 'exchange between organs' }],
  ['letters.', { zh: '停发的消息', en: 'messages given up' }], ['duty.', { zh: '期限', en: 'terms' }],
  ['settings.', { zh: '设置', en: 'settings' }], ['privacy.', { zh: '隐私计算', en: 'privacy computing' }],
  ['statistics.', { zh: '统计发布', en: 'statistics' }], ['registry.', { zh: '备份和恢复', en: 'backup and restore' }],
];

const BY_CODE = 'code';
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
  const [kind, setKind] = useState('');
  const choose = (chosen: string) => {
    setKind(chosen);
    enter({ act: chosen === BY_CODE ? '' : chosen });
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    search(wanted);
  };
  return (
    <form className="sheet form search-fields" onSubmit={submit}>
      <Field
        label={t({ zh: '行为', en: 'Act' })}
      >{(control) => (
        <select {...control} name="kind" value={kind} onChange={({ target }) => choose(target.value)}>
          <option value="">{t({ zh: '全部', en: 'all' })}</option>
          {ACT_KINDS.map(([code, words]) => <option key={code} value={code}>{t(words)}</option>)}
          <option value={BY_CODE}>{t({ zh: '按代码查……', en: 'by its code …' })}</option>
        </select>
      )}</Field>
      {kind === BY_CODE && (
        <Field
          label={t({ zh: '行为代码', en: 'Code of the act' })}
          hint={t({ zh: '列表中每条行为下面的小字，如 inquiry.decide', en: 'as under each act of the list, such as inquiry.decide' })}
        >{(control) => (
          <input
            {...control} name="act" value={wanted.act} maxLength={64} autoComplete="off"
            onChange={({ target }) => enter({ act: target.value })}
          />
        )}</Field>
      )}
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
