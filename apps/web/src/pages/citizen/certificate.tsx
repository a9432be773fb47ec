import { useState } from 'react';
import { useWords } from '../../app/language.tsx';
import { useAct, useAnswer } from '../../api/answers.ts';
import type { BodyOf } from '../../api/interface.ts';
import { headOfPart } from '../../app/place.ts';
import { Original } from '../../parts/original.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { Pick } from '../../parts/pick.tsx';
import { Read } from '../../parts/read.tsx';
import { Told } from '../../parts/told.tsx';
import { CertificateList } from './certificate-list.tsx';
import { CertificateOutcome } from './certificate-outcome.tsx';

type Identity = BodyOf<'readOwnIdentity'>;
type Somebody = Readonly<{ name: string; documentNumber: string }>;

const STEPS = [
  { zh: '为谁开具', en: 'For whom' }, { zh: '核对信息', en: 'Check' }, { zh: '结果', en: 'Result' },
] as const;

const Steps = ({ at }: Readonly<{ at: number }>) => {
  const { t } = useWords();
  return (
    <ol className="steps">{STEPS.map((step, index) => (
      <li
        key={step.en} className={index < at ? 'done' : undefined}
        {...(index === at ? { 'aria-current': 'step' as const } : {})}
      >{t(step)}</li>
    ))}</ol>
  );
};

/** Four digits are enough to know one's own number by; the rest is nobody's business on a bus. */
const masked = (number: string): string => {
  // A short number (of a passport, say) shows less: never more than half of it.
  const shown = Math.min(4, Math.floor(number.length / 4));
  return number.slice(0, shown) + '•'.repeat(number.length - 2 * shown) + number.slice(number.length - shown);
};

const Check = ({ who, isSelf, identity, back, done }: Readonly<{
  who: Somebody; isSelf: boolean; identity: Identity; back?: () => void;
  done: (answer: BodyOf<'applyForCertificate'>) => void;
}>) => {
  const { t } = useWords();
  const act = useAct('applyForCertificate');
  const apply = async () => {
    const answer = await act.run({ body: {
      person: {
        name: who.name, nationality: 'CHN',
        document: { type: 'residentIdentityCard', number: who.documentNumber },
      },
      applicant: isSelf ? { kind: 'self' } : { kind: 'guardian', name: identity.name },
      materials: ['identityDocument', ...(isSelf ? [] : ['guardianIdentity', 'proofOfGuardianship'] as const)],
    } });
    if (answer.ok) done(answer.body);
  };
  return (
    <section className="sheet">
      <h2 ref={headOfPart} tabIndex={-1}>{t({ zh: '请核对', en: 'Please check' })}</h2>
      <dl className="facts">
        <dt>{t({ zh: '姓名', en: 'Name' })}</dt><dd lang="zh-CN">{who.name}</dd>
        <dt>{t({ zh: '居民身份证', en: 'Identity card' })}</dt><dd>{masked(who.documentNumber)}</dd>
        <dt>{t({ zh: '申请人', en: 'Who applies' })}</dt>
        <dd>{isSelf ? t({ zh: '本人', en: 'the person' })
          : <>{t({ zh: '监护人', en: 'guardian' })} <Original>{identity.name}</Original></>}</dd>
      </dl>
      <p className="faint">{t({
        zh: '信息有误的，请到受理窗口更正。三个工作日内办结，多数当场出具。',
        en: 'If something is wrong, have it corrected at a window. Three working days at most.',
      })}</p>
      <Told problem={act.problem} />
      <div className="form-acts">
        <button type="button" className="primary" disabled={act.isRunning} onClick={() => { void apply(); }}>
          {act.isRunning ? t({ zh: '正在办理…', en: 'One moment …' }) : t({ zh: '确认申请', en: 'Apply' })}
        </button>
        {back !== undefined && (
          <button type="button" className="plain" onClick={back}>{t({ zh: '上一步', en: 'Back' })}</button>
        )}
      </div>
    </section>
  );
};

const Choose = ({ identity, choose }: Readonly<{ identity: Identity; choose: (key: string) => void }>) => {
  const { t } = useWords();
  const [value, setValue] = useState<string>('self');
  return (
    <section className="sheet form">
      <Pick
        legend={t({ zh: '为谁开具', en: 'For whom' })} name="certificate-for" value={value} choose={setValue}
        options={[
          { value: 'self', label: <>{t({ zh: '本人', en: 'Myself,' })} <Original>{identity.name}</Original></> },
          ...identity.wards.map(({ name, until }) => ({
            value: name, label: <>{t({ zh: '我监护的', en: 'My ward' })} <Original>{name}</Original></>,
            about: t({ zh: `可代为申请至 ${until}`, en: `you act until ${until}` }),
          })),
        ]}
      />
      <div className="form-acts">
        <button type="button" className="primary" onClick={() => choose(value)}>
          {t({ zh: '下一步', en: 'Next' })}
        </button>
      </div>
    </section>
  );
};

const Wizard = ({ identity }: Readonly<{ identity: Identity }>) => {
  // A person without wards is asked nothing that has one answer only.
  const only = identity.wards.length === 0 ? 'self' : undefined;
  const [forWhom, setForWhom] = useState<string | undefined>(only);
  const [answer, setAnswer] = useState<BodyOf<'applyForCertificate'>>();
  const who = forWhom === 'self' ? identity : identity.wards.find(({ name }) => name === forWhom);
  const at = answer !== undefined ? 2 : who === undefined ? 0 : 1;
  const again = () => { setAnswer(undefined); setForWhom(only); };
  return (
    <>
      <Steps at={at} />
      {at === 0 && <Choose identity={identity} choose={setForWhom} />}
      {at === 1 && who !== undefined && (
        <Check
          who={who} isSelf={forWhom === 'self'} identity={identity} done={setAnswer}
          {...(only === undefined ? { back: () => setForWhom(undefined) } : {})}
        />
      )}
      {answer !== undefined && <CertificateOutcome answer={answer} again={again} />}
    </>
  );
};

/** A certificate in three steps, and those of before. */
const Certificate = () => {
  const { t } = useWords();
  const reading = useAnswer('readOwnIdentity', {});
  return (
    <>
      <PageHead
        title={t({ zh: '无犯罪记录证明', en: 'Certificate of no criminal record' })}
        lead={t({
          zh: '依法封存的记录不影响出具；证明的式样和文字与任何人的相同。',
          en: 'Sealed records do not count; the paper is the same as anybody’s.',
        })}
      />
      <Read reading={reading}>{(identity) => <Wizard identity={identity} />}</Read>
      <CertificateList />
    </>
  );
};

export default Certificate;
