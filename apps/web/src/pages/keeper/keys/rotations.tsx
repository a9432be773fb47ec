import { useWords } from '../../../app/language.tsx';
import type { BodyOf } from '../../../api/interface.ts';
import { instantText } from '../../../parts/dates.ts';
import { Original } from '../../../parts/original.tsx';
import { Rows } from '../../../parts/rows.tsx';
import { ACT_STATE_WORDS, type KeeperAct } from '../act-words.ts';
import { DecideAct } from '../decide-act.tsx';
import { TREE_WORDS } from '../words.ts';

type Keys = BodyOf<'readKeys'>;

const useSides = () => {
  const { t } = useWords();
  return ({ rotation }: KeeperAct): string => (rotation?.trees ?? []).map((tree) => t(TREE_WORDS[tree])).join('、');
};

const Progress = ({ act: { rotation }, keys }: Readonly<{ act: KeeperAct; keys: Keys }>) => {
  const { t } = useWords();
  const [done, of] = [rotation?.rewrapped ?? 0, Math.max(rotation?.of ?? 0, rotation?.rewrapped ?? 0)];
  const waiting = keys.trees.reduce((sum, { rotation: one }) => sum + (one?.waiting ?? 0), 0);
  const ends = keys.trees.flatMap(({ rotation: one }) => one?.endsFrom ?? []).toSorted().at(-1);
  const label = t({ zh: '重新加密进度', en: 'Keys wrapped anew' });
  return (
    <div role="status">
      <p>{t({ zh: `已重新加密 ${done} / ${of}`, en: `${done} of ${of} wrapped anew` })}
        {waiting > 0 && t({ zh: `，还有 ${waiting} 待处理`, en: `, ${waiting} wait` })}</p>
      <progress aria-label={label} className="ledger-progress" value={done} max={Math.max(of, 1)} />
      {waiting === 0 && ends !== undefined && <p className="faint">{t({
        zh: `旧密钥 ${instantText(ends)} 以后销毁：在此之前仍可能有进程持有它。`,
        en: `The old key is destroyed after ${instantText(ends)}: until then a process may still hold it.`,
      })}</p>}
    </div>
  );
};

/** What was asked for or is under way, and the decision of another administrator. */
export const StandingRotation = ({ act, keys, mayDecide }: Readonly<{
  act: KeeperAct; keys: Keys; mayDecide: boolean;
}>) => {
  const { t } = useWords();
  const sides = useSides();
  const isAsked = act.state === 'asked';
  return (
    <section className="sheet outcome">
      <h2>{isAsked ? t({ zh: '轮换等待同意', en: 'A rotation waits for agreement' })
        : t({ zh: '轮换正在进行', en: 'A rotation is under way' })}</h2>
      <dl className="facts">
        <dt>{t({ zh: '范围', en: 'What' })}</dt><dd>{sides(act)}{act.rotation?.freshRoot === true
          && t({ zh: '，更换根密钥', en: ', with a fresh root' })}</dd>
        <dt>{t({ zh: '提出', en: 'Asked' })}</dt><dd><code>{act.askedBy}</code> {instantText(act.askedAt)}</dd>
        <dt>{t({ zh: '理由', en: 'Reason' })}</dt><dd><Original>{act.reason}</Original></dd>
        {act.decidedBy !== undefined && <>
          <dt>{t({ zh: '同意', en: 'Agreed' })}</dt>
          <dd><code>{act.decidedBy}</code> {act.decidedAt !== undefined && instantText(act.decidedAt)}</dd>
        </>}
      </dl>
      {!isAsked && <Progress act={act} keys={keys} />}
      {isAsked && mayDecide && <DecideAct actId={act.id} agreement="agreeKeyRotation" refusal="refuseKeyRotation" />}
      {isAsked && !mayDecide && <p className="faint">{t({
        zh: `由系统管理员在 ${instantText(act.endsAt)} 前同意；提出的人不能自己同意。`,
        en: `The system administrator agrees until ${instantText(act.endsAt)}; whoever asked cannot.`,
      })}</p>}
    </section>
  );
};

/** Rotations that were: who asked, who agreed, when, why. */
export const Rotations = ({ items }: Readonly<{ items: readonly KeeperAct[] }>) => {
  const { t } = useWords();
  const sides = useSides();
  const title = t({ zh: '轮换记录', en: 'Rotations' });
  return (
    <section>
      <h2>{title}</h2>
      {items.length === 0 ? <p className="faint">{t({ zh: '还没有轮换过。', en: 'There was none.' })}</p> : (
        <Rows
          caption={title} rows={items} keyOf={({ id }) => id}
          columns={[
            { head: t({ zh: '提出', en: 'Asked' }), cell: ({ askedAt, askedBy }) =>
              <span className="found">{instantText(askedAt)}<code>{askedBy}</code></span> },
            { head: t({ zh: '范围', en: 'What' }), cell: sides },
            { head: t({ zh: '理由', en: 'Reason' }), cell: ({ reason }) => <Original>{reason}</Original> },
            { head: t({ zh: '决定', en: 'Decided' }), cell: ({ decidedAt, decidedBy }) => (decidedAt === undefined ? '—'
              : <span className="found">{instantText(decidedAt)}<code>{decidedBy}</code></span>) },
            { head: t({ zh: '情况', en: 'State' }), cell: ({ state, doneAt }) => (
              <span className="found">{t(ACT_STATE_WORDS[state])}{doneAt !== undefined
                && <span className="faint">{instantText(doneAt)}</span>}</span>) },
          ]}
        />
      )}
    </section>
  );
};

/** What stays on the command line, because it destroys or takes hours. */
export const ByCommand = () => {
  const { t } = useWords();
  return (
    <section className="sheet">
      <h2>{t({ zh: '在命令行办理', en: 'On the command line' })}</h2>
      <p>{t({ zh: '更换算法（停机办理，逐条重新加密）：',
        en: 'Another suite, with the service stopped; every content is sealed anew:' })}</p>
      <code className="command">./fengcun keys migrate-suite --to sm --account {'<'}account{'>'}</code>
      <p>{t({ zh: '依法删除一个人的记录（两人先后执行，删除后任何备份都打不开）：',
        en: 'Lawful deletion of one person’s records, by two people; no backup opens them afterwards:' })}</p>
      <code className="command">./fengcun keys erase SUBJECT --ground retentionEnded --account {'<'}account{'>'}</code>
      <p>{t({ zh: '结束未完成的擦除，核对每一把密钥：', en: 'End erasures that wait, and look at every key:' })}</p>
      <code className="command">./fengcun keys settle{'\n'}./fengcun keys status</code>
    </section>
  );
};
