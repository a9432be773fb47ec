import { useState } from 'react';
import { Link, useParams } from 'wouter';
import { useAct, useAnswer } from '../../api/answers.ts';
import type { BodyOf } from '../../api/interface.ts';
import { useWords } from '../../app/language.tsx';
import { instantText } from '../../parts/dates.ts';
import { DueMark } from '../../parts/due-mark.tsx';
import { Field } from '../../parts/field.tsx';
import { OrganName } from '../../parts/organ-name.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { Read } from '../../parts/read.tsx';
import { SavePaper } from '../../parts/save-paper.tsx';
import { Statutes } from '../../parts/statute.tsx';
import { printedCode } from '../../parts/timeline/case-code.ts';
import { Told } from '../../parts/told.tsx';
import '../../styles/clerk.css';
import { TARGETS } from './orders-part.tsx';
import { handCaseCode } from './reading/handed.ts';
import { groundWords } from './words.ts';

type Order = BodyOf<'readSealDuty'>;

const Facts = ({ order }: Readonly<{ order: Order }>) => {
  const { t } = useWords();
  const list = (words: readonly string[]) => (words.length === 0 ? '—' : words.join('；'));
  return (
    <dl className="facts sheet">
      <dt>{t({ zh: '要求', en: 'To do' })}</dt><dd>{t(TARGETS[order.target])}</dd>
      <dt>{t({
        zh: '期限', en: 'Term',
      })}</dt><dd>{order.dueOn} {order.answer === undefined && <DueMark on={order.dueOn} />}</dd>
      <dt>{t({ zh: '事由', en: 'Ground' })}</dt><dd>{t(groundWords(order.ground))}</dd>
      <dt>{t({ zh: '依据', en: 'By law' })}</dt><dd><Statutes cites={order.cites} /></dd>
      <dt>{t({
        zh: '作出机关', en: 'Ordered by',
      })}</dt><dd><OrganName organ={order.orderedBy} /> · {instantText(order.orderedAt)}</dd>
      <dt>{t({ zh: '查找副本：姓名', en: 'Find the copy: name' })}</dt><dd lang="zh-CN">{list(order.names)}</dd>
      <dt>{t({ zh: '证件号码', en: 'Documents' })}</dt><dd>{list(order.documents.map(({ number }) => number))}</dd>
      <dt>{t({ zh: '案号、文号', en: 'Numbers' })}</dt><dd lang="zh-CN">{list(order.caseNumbers)}</dd>
      <dt>{t({ zh: '一案一码', en: 'Case code' })}</dt>
      <dd><code className="case-code">{printedCode(order.caseCode)}</code>{' '}
        <Link className="no-print" href="/cases" onClick={() => handCaseCode(order.caseCode)}>{t({
          zh: '经过', en: 'Steps',
        })}</Link></dd>
    </dl>
  );
};

/** Asked once more: that there is no copy ends the order, and a wrong press would leave one open. */
const NoCopy = ({ isRunning, send, back }: Readonly<{ isRunning: boolean; send: () => void; back: () => void }>) => {
  const { t } = useWords();
  return (
    <div className="ask-again">
      <p>{t({
        zh: '回执送出后不能收回。业务系统、档案室和纸质卷宗都已查过，没有这个人的副本？',
        en: 'It cannot be taken back. Were systems, archive and paper files searched, and no copy found?',
      })}</p>
      <div className="form-acts">
        <button type="button" className="plain" disabled={isRunning} onClick={send}>
          {t({ zh: '都查过，没有副本，回执', en: 'All searched, no copy: acknowledge' })}
        </button>
        <button type="button" className="quiet" onClick={back}>{t({ zh: '再查一下', en: 'Not yet' })}</button>
      </div>
    </div>
  );
};

const Answer = ({ order }: Readonly<{ order: Order }>) => {
  const { t } = useWords();
  const act = useAct('acknowledgeSeal');
  const [kept, setKept] = useState('');
  const [isAsking, setAsking] = useState(false);
  const { recordId, sequence, target } = order;
  const send = (result: 'applied' | 'noCopy') => {
    void act.run({ params: { recordId }, body: { sequence, result, ...(kept === '' ? {} : { kept }) } });
  };
  const changed = act.problem?.code === 'VERSION_CHANGED' || act.problem?.code === 'SEAL_STANDS_OTHERWISE';
  return (
    <section className="sheet no-print">
      <Field
        label={t({ zh: '封存后的存放处（可不填）', en: 'Where it is kept now (optional)' })}
        hint={t({ zh: '平台不保存这段文字，只留一个可核验的承诺值。', en: 'The platform keeps only a commitment to these words.' })}
      >{(control) => (
        <input
          {...control} value={kept} maxLength={200} autoComplete="off"
          onChange={({ target: { value } }) => setKept(value)}
        />
      )}</Field>
      <div className="form-acts">
        <button type="button" className="primary seal-act" disabled={act.isRunning} onClick={() => send('applied')}>
          {target === 'sealed' ? t({
            zh: '● 已封存，回执', en: '● Sealed — acknowledge',
          }) : t({ zh: '◇ 已解封，回执', en: '◇ Opened — acknowledge' })}
        </button>
        {!isAsking && (
          <button type="button" className="plain" disabled={act.isRunning} onClick={() => setAsking(true)}>
            {t({ zh: '经查没有副本…', en: 'No copy found …' })}
          </button>
        )}
      </div>
      {isAsking && (
        <NoCopy isRunning={act.isRunning} send={() => send('noCopy')} back={() => setAsking(false)} />
      )}
      <Told problem={act.problem} />
      {changed && (
        <p>
          {t({
            zh: '通知已经变更或者已有回执，请重新打开核对；填写的内容仍在。',
            en: 'It has changed or was answered; open it again. What you wrote is still here.',
          })}
        </p>
      )}
    </section>
  );
};

/** One order: what it asks, by which law, what the copy is found by, and the answer for the organ. */
const OrderPage = () => {
  const { t } = useWords();
  const { id: recordId = '' } = useParams<{ id: string }>();
  const reading = useAnswer('readSealDuty', { params: { recordId } });
  // Public order owes no notice. @see 《治安管理处罚法》第136条
  const owesNotice = reading.state === 'there' && reading.body.ground !== 'publicOrderViolation';
  return (
    <>
      <PageHead title={t({ zh: '封存执行', en: 'Seal to carry out' })}>
        {owesNotice && (
          <SavePaper
            route="sealNotice" call={{ params: { recordId } }} name="notice.pdf" label={t({
              zh: '通知书 PDF', en: 'The notice (PDF)',
            })}
          />
        )}
        <button type="button" className="plain" onClick={() => print()}>{t({ zh: '打印本页', en: 'Print' })}</button>
      </PageHead>
      <Read reading={reading}>{(order) => (
        <>
          {order.answer !== undefined && (
            <section className="sheet outcome outcome-good" role="status">
              <h2>{order.answer === 'applied' ? t({ zh: '● 已执行并回执', en: '● Carried out and acknowledged' })
                : t({ zh: '○ 已回执：没有副本', en: '○ Acknowledged: no copy' })}</h2>
              {order.answeredAt !== undefined && <p className="faint">{instantText(order.answeredAt)}</p>}
              <Link href="/orders" className="plain no-print">{t({ zh: '下一项', en: 'Next' })}</Link>
            </section>
          )}
          <Facts order={order} />
          {order.answer === undefined && <Answer order={order} />}
        </>
      )}</Read>
    </>
  );
};

export default OrderPage;
