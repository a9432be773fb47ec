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

/** Searches the log by act, organ and day; who acted and whom it concerned are pseudonyms, here as everywhere. */
const Search = () => {
  const { t, language } = useWords();
  const [wanted, setWanted] = useState(ANYTHING);
  const { state, ask } = useLedger('found');
  const enter = (part: Partial<LogSearch>) => setWanted((before) => ({ ...before, ...part }));
  const search = (event: FormEvent) => {
    event.preventDefault();
    ask({ type: 'search', language: language === 'zh' ? 'zh-CN' : 'en', wanted });
  };
  const text = (name: 'from' | 'to', label: string) => (
    <Field label={label}>{(control) => (
      <input {...control} type="date" value={wanted[name]} onChange={({ target }) => enter({ [name]: target.value })} />
    )}</Field>
  );
  return (
    <>
      <PageHead
        title={t({ zh: '查账', en: 'Search the ledger' })}
        lead={t({
          zh: '在最近一万条左右的条目里找，您的浏览器逐条比对；条目里只有代号，没有姓名和号码。每次查账也会记账。',
          en: 'Looks through the newest ten thousand entries in your browser; they hold pseudonyms only. Searching is logged too.',
        })}
      />
      <form className="sheet form search-fields" onSubmit={search}>
        <Field label={t({ zh: '行为', en: 'Act' })} hint={t({ zh: '如 seal、inquiry.decide', en: 'such as seal or inquiry.decide' })}>
          {(control) => (
            <input
              {...control} value={wanted.act} maxLength={64} autoComplete="off"
              onChange={({ target }) => enter({ act: target.value })}
            />
          )}
        </Field>
        <OrganField
          label={t({ zh: '机关', en: 'Organ' })} value={wanted.organ} choose={(organ) => enter({ organ })} isNeeded={false}
        />
        {text('from', t({ zh: '从', en: 'From' }))}
        {text('to', t({ zh: '到', en: 'To' }))}
        <div className="form-acts">
          <button type="submit" className="primary" disabled={state.state === 'working'}>{t({ zh: '查找', en: 'Search' })}</button>
        </div>
      </form>
      {state.state === 'working' && <Working done={state.done} of={state.of} />}
      {state.state === 'refused' && (
        <p role="alert" className="told">{state.sentence || t({ zh: '没有完成，请重试。', en: 'Not finished; try again.' })}</p>
      )}
      {state.state === 'done' && (state.told.report.found.length === 0
        ? <Nothing>{t({ zh: `看了 ${state.told.report.lookedAt} 条，没有符合的。`, en: `None among ${state.told.report.lookedAt} entries.` })}</Nothing>
        : <FoundEntries report={state.told.report} />)}
    </>
  );
};

export default Search;
