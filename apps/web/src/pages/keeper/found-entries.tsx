import { useState } from 'react';
import { ACTS, GROUNDS, REFUSALS } from 'virtual:act-table';
import { useWords, type Words } from '../../app/language.tsx';
import { ROLE_WORDS } from '../../app/role-words.ts';
import { sendThroughGate } from '../../api/gate.ts';
import { instantText } from '../../parts/dates.ts';
import { Original } from '../../parts/original.tsx';
import { OrganName } from '../../parts/organ-name.tsx';
import { Rows } from '../../parts/rows.tsx';
import { saveBytes } from '../../parts/save-paper.tsx';
import type { FoundEntry, SearchReport } from '../../verify/search-log.ts';
import { basisWords } from './ledger-laws.ts';
import { actTold, NO_ORGANS, OWN_ROLES, PURPOSES } from './ledger-words.ts';

/** How whoever receives a proof checks it: offline, believing nobody but the file of keys. */
export const OFFLINE_COMMAND =
  './fengcun ledger verify --proof entry.tlog-proof --policy policy.txt --entry entry.json';

const TEXT = 'text/plain;charset=utf-8';
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

type Proving = 'idle' | 'busy' | 'saved' | 'refused';

/** The three files of a proof: the entry byte for byte, its proof, and the keys it is checked with. */
const Prove = ({ found }: Readonly<{ found: FoundEntry }>) => {
  const { t } = useWords();
  const [state, setState] = useState<Proving>('idle');
  const save = async () => {
    setState('busy');
    const [proof, policy] = await Promise.all([
      sendThroughGate('ledgerProof', { params: { id: found.entry.id } }), sendThroughGate('ledgerPolicy', {}),
    ]);
    const isThere = proof.ok && policy.ok && typeof proof.body === 'string' && typeof policy.body === 'string';
    if (!isThere) return setState('refused');
    saveBytes(bytesOf(proof.body), 'entry.tlog-proof', TEXT);
    saveBytes(found.bytes, 'entry.json', 'application/json');
    saveBytes(bytesOf(policy.body), 'policy.txt', TEXT);
    setState('saved');
  };
  return (
    <>
      <button type="button" className="plain" disabled={state === 'busy'} onClick={() => { void save(); }}>
        {t({ zh: '下载证明', en: 'Download the proof' })}
      </button>
      {state === 'refused' && (
        <span role="alert" className="told">{t({ zh: '尚未签名，请稍后再试。', en: 'Not signed yet; try later.' })}</span>
      )}
      {state === 'saved' && (
        <span role="status" className="faint">{t({ zh: '已保存三个文件', en: 'Three files saved' })}</span>
      )}
    </>
  );
};

/** An organ as the ledger writes it, `police:530202-000000`, as others do. */
const organOfLedger = (org: string): string => org.replace(':', '/').replaceAll('-', '');

/** A code in words where this page knows any, else as it is written. */
const wordsOf = (code: string, tables: readonly Readonly<Record<string, Words>>[]): Words => {
  const table = tables.find((one) => Object.hasOwn(one, code));
  return table?.[code] ?? { zh: code, en: code };
};

/** What was done and how it ended, in words; under them the code, by which it is searched. */
const ActDone = ({ entry: { act, phase, decision } }: Pick<FoundEntry, 'entry'>) => {
  const { t } = useWords();
  const { words, isApproval, refusal, more } = actTold(act, { ACTS, REFUSALS });
  const isRefused = decision === 'deny' || refusal !== undefined;
  const how = isRefused ? { zh: '未准许', en: 'refused' }
    : phase === 'intent' ? { zh: '开始', en: 'begun' } : { zh: '完成', en: 'done' };
  return (
    <span className="found">
      {words !== undefined && <b>{t(words)}{isApproval && t({ zh: '：另一人同意', en: ': agreed by another' })}</b>}
      <span className={isRefused ? 'found-refused' : 'faint'}>
        {t(how)}{refusal !== undefined && t({ zh: `：${refusal.zh}`, en: `: ${refusal.en}` })}
        {more !== undefined && t({ zh: `（另有 ${more} 次）`, en: ` (and ${more} more)` })}{' '}
        <code className={words === undefined ? undefined : 'found-code'}>{act.split(':')[0]}</code>
      </span>
    </span>
  );
};

const short = (pseudonym: string): string => `${pseudonym.slice(0, 12)}…`;

/** For which organ, and in which role. */
const Actor = ({ entry: { org, role } }: Pick<FoundEntry, 'entry'>) => {
  const { t } = useWords();
  return (
    <span className="found">
      {Object.hasOwn(NO_ORGANS, org) ? <span>{t(wordsOf(org, [NO_ORGANS]))}</span>
        : <OrganName organ={organOfLedger(org)} />}
      <span className="faint">{t(wordsOf(role, [ROLE_WORDS, OWN_ROLES]))}</span>
    </span>
  );
};

/** A norm or a ground in words; one that is cited as it is printed stays Chinese. */
const Basis = ({ code }: Readonly<{ code: string }>) => {
  const { t } = useWords();
  const words = basisWords(code) ?? wordsOf(code, [GROUNDS]);
  return words.zh === words.en ? <Original>{words.zh}</Original> : <>{t(words)}</>;
};

/** Entries that were found, each with its proof to take away. */
export const FoundEntries = ({ report: { found, lookedAt, isWhole } }: Readonly<{ report: SearchReport }>) => {
  const { t } = useWords();
  const title = t({ zh: `找到 ${found.length} 条`, en: `${found.length} found` });
  return (
    <>
      <section className="sheet">
        <h2>{title}</h2>
        <p className="faint">{isWhole ? t({ zh: `看了全部 ${lookedAt} 条。`, en: `All ${lookedAt} entries were looked at.` })
          : t({
            zh: `看了最近 ${lookedAt} 条，最多列 200 条；更早的请缩小范围或用命令行。`,
            en: `The newest ${lookedAt}, at most 200 shown; for older ones narrow it or use the command line.`,
          })}</p>
        <p>{t({ zh: '证明下载后，任何人可以离线核验：', en: 'Once downloaded, anybody can check a proof offline:' })}</p>
        <code className="command">{OFFLINE_COMMAND}</code>
      </section>
      <Rows
        caption={title} rows={found} keyOf={({ entry }) => entry.id}
        columns={[
          { head: t({ zh: '时间', en: 'When' }), cell: ({ entry: { t: at } }) => instantText(at) },
          { head: t({ zh: '行为', en: 'Act' }), cell: ({ entry }) => <ActDone entry={entry} /> },
          { head: t({ zh: '机关', en: 'Organ' }), cell: ({ entry }) => <Actor entry={entry} /> },
          { head: t({ zh: '目的和依据', en: 'Purpose and ground' }), cell: ({ entry: { purpose, legalBasis } }) => (
            <span className="found">
              <span>{t(wordsOf(purpose, [PURPOSES]))}</span>
              <span className="faint" title={legalBasis}><Basis code={legalBasis} /></span>
            </span>
          ) },
          { head: t({ zh: '行为人代号', en: 'Who (pseudonym)' }), cell: ({ entry: { actor } }) =>
            <span className="pseudonym" title={actor}>{short(actor)}</span> },
          { head: t({ zh: '证明', en: 'Proof' }), cell: (one) => <Prove found={one} /> },
        ]}
      />
    </>
  );
};
