import { type FormEvent, useState } from 'react';
import { useAct } from '../../api/answers.ts';
import { useUnsaved } from '../../api/unsaved.ts';
import { useWords } from '../../app/language.tsx';
import { useMissing } from '../../parts/missing.ts';
import { PageHead } from '../../parts/page-head.tsx';
import { Told } from '../../parts/told.tsx';
import { type Answer, applicationOf, neededOf, NOBODY_YET } from './entered.ts';
import { CounterOutcome } from './outcome.tsx';
import { Papers, Somebody } from './somebody.tsx';

const Taking = ({ next }: Readonly<{ next: () => void }>) => {
  const { t } = useWords();
  const act = useAct('applyForCertificate');
  const [entered, setEntered] = useState(NOBODY_YET);
  const [answer, setAnswer] = useState<Answer>();
  const missing = useMissing(neededOf(entered));
  useUnsaved(answer === undefined && entered.name !== '');
  const editing = {
    entered, told: missing.told,
    enter: (part: Partial<typeof entered>) => setEntered((before) => ({ ...before, ...part })),
  };
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const body = applicationOf(entered);
    if (!missing.lets(event.currentTarget) || body === undefined) return;
    const came = await act.run({ body });
    if (came.ok) setAnswer(came.body);
  };
  if (answer !== undefined) {
    return <CounterOutcome answer={answer} back={() => setAnswer(undefined)} next={next} />;
  }
  return (
    <form className="sheet form" noValidate onSubmit={(event) => { void submit(event); }}>
      <Somebody {...editing} />
      <Papers {...editing} />
      <p className="faint">{t({
        zh: '依法封存的记录不影响出具；证明的式样和文字与任何人的相同。',
        en: 'Sealed records do not count; the paper is the same as anybody’s.',
      })}</p>
      <Told problem={act.problem} />
      <div className="form-acts">
        <button type="submit" className="primary" disabled={act.isRunning}>
          {act.isRunning ? t({ zh: '正在办理…', en: 'One moment …' }) : t({ zh: '提交，当场办理', en: 'Submit' })}
        </button>
      </div>
    </form>
  );
};

/** A certificate for somebody who came to the counter: without an account, a telephone, or for another person. */
const Counter = () => {
  const { t } = useWords();
  // One person after another: nothing of the one before is there for the next.
  const [person, setPerson] = useState(0);
  return (
    <>
      <PageHead
        title={t({ zh: '窗口开具证明', en: 'A certificate at the counter' })}
        lead={t({ zh: '来人没有手机、没有账号，或者替别人办理的，在这里开具无犯罪记录证明。',
          en: 'For whoever comes without a telephone or an account, or for somebody else.' })}
      />
      <Taking key={person} next={() => setPerson((before) => before + 1)} />
    </>
  );
};

export default Counter;
