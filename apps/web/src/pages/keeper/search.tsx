import '../../styles/keeper.css';
import { type FormEvent, useState } from 'react';
import { useWords } from '../../app/language.tsx';
import { Field } from '../../parts/field.tsx';
import { Nothing } from '../../parts/nothing.tsx';
import { OrganField } from '../../parts/organ-field.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import type { LogSearch } from '../../verify/search-log.ts';
import { useLedger } from '../../verify/use-ledger.ts';
import { FoundEntries } from './found-entries.tsx';
import { Working } from './working.tsx';

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
        label={t({ zh: '行为', en: 'Act' })} hint={t({ zh: '如 seal、inquiry.decide', en: 'such as seal, inquiry.decide' })}
      >{(control) => (
        <input
          {...control} name="act" value={wanted.act} maxLength={64} autoComplete="off"
          onChange={({ target }) => enter({ act: target.value })}
        />
      )}</Field>
      <OrganField
        label={t({ zh: '机关', en: 'Organ' })} value={wanted.organ} isNeeded={false} hint="police/530202000000"
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
