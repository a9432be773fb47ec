import { useWords, type Words } from '../../../app/language.tsx';
import { Original } from '../../../parts/original.tsx';
import { type DocumentRead, outcomeLook, type TakenResult } from '../words.ts';
import type { Chosen, FileAtHand } from './use-files.ts';

const STATES: Readonly<Record<FileAtHand['state'], Words>> = {
  waiting: { zh: '等待', en: 'waiting' }, reading: { zh: '正在阅读…', en: 'reading …' }, read: { zh: '已读', en: 'read' },
  refused: { zh: '不能读', en: 'cannot be read' },
};

const MEGA = 1024 * 1024;
const megabytes = (bytes: number): string => (bytes / MEGA).toFixed(1);

/** How far a file is: bytes that have left, and then that it is being read. */
const Sending = ({ file: { name, bytes, sent } }: Readonly<{ file: FileAtHand }>) => {
  const { t } = useWords();
  if (sent >= bytes) return <progress aria-label={name} />;
  return (
    <>
      <progress max={bytes} value={sent} aria-label={name} />{' '}
      <span className="faint">{t({
        zh: `已发送 ${megabytes(sent)} / ${megabytes(bytes)} MB`, en: `${megabytes(sent)} of ${megabytes(bytes)} MB sent`,
      })}</span>
    </>
  );
};

/** Bytes of all files, and how many of them have left or are read already. */
const sumOf = (held: readonly FileAtHand[]): Readonly<{ all: number; done: number }> => ({
  all: held.reduce((sum, { bytes }) => sum + bytes, 0),
  done: held.reduce((sum, { state, bytes, sent }) =>
    sum + (state === 'read' || state === 'refused' ? bytes : sent), 0),
});

/** What a document is, in a line: its number and persons, and what it comes to; once taken, that it is. */
const About = ({ document, isTaken }: Readonly<{ document: DocumentRead; isTaken: boolean }>) => {
  const { t, list } = useWords();
  const { kind, fields = [], persons = [], rows = [], refusal } = document;
  if (kind === 'refused') return refusal?.message;
  const taken = t({ zh: '已报送', en: 'taken in' });
  if (kind === 'rows') {
    const lines = Math.max(0, rows.length - 1);
    return [t({ zh: `表格 ${lines} 行`, en: `${lines} rows` }), ...(isTaken ? [taken] : [])].join(' · ');
  }
  const number = fields.find(({ field }) => field === 'caseNumber')?.value ?? '';
  const names = fields.filter(({ field }) => field === 'name').map(({ value }) => value);
  const doubts = fields.filter((one) => one.doubts.length > 0).length;
  const outcomes = persons.flatMap(({ decisions: [first] }) =>
    (first === undefined ? [] : [t(outcomeLook(first.outcome).words)]));
  const stands = isTaken ? [taken] : [...new Set(outcomes),
    ...(doubts === 0 ? [] : [t({ zh: `存疑 ${doubts} 项`, en: `${doubts} doubtful` })])];
  return (
    <><Original>{[number, list(names)].filter((one) => one !== '').join(' ')}</Original> {stands.join(' · ')}</>
  );
};

/** Files that were dropped with how far each is, and the documents in them. */
export const Dropped = ({ held, chosen, taken, choose }: Readonly<{
  held: readonly FileAtHand[]; chosen: Chosen | undefined;
  taken: ReadonlyMap<string, readonly TakenResult[]>; choose: (chosen: Chosen | undefined) => void;
}>) => {
  const { t } = useWords();
  if (held.length === 0) return null;
  const { all, done } = sumOf(held);
  const left = held.filter(({ state }) => state === 'waiting' || state === 'reading').length;
  return (
    <section className="sheet dropped" aria-label={t({ zh: '文件', en: 'Files' })}>
      {left > 0 && (
        <progress max={Math.max(1, all)} value={done} aria-label={t({ zh: '进度', en: 'Progress' })} />
      )}
      <ul>{held.map((file) => (
        <li key={file.id}>
          <p>
            <b>{file.name}</b> <span className="faint" role="status">{file.told ?? t(STATES[file.state])}</span>
            {file.state === 'reading' && <Sending file={file} />}
          </p>
          {file.isCut === true && <p className="told">{t({
            zh: '文件过大，只显示前一部分；其余请用批量导入。', en: 'Only the first part is shown; import the rest.',
          })}</p>}
          <ul>{file.documents.map((document) => {
            const isChosen = chosen?.file === file.id && chosen.place === document.place;
            const isTaken = taken.has(`${file.id}|${document.place}`);
            return (
              <li key={document.place}>
                <button
                  type="button" className="quiet" aria-pressed={isChosen} disabled={document.kind === 'refused'}
                  onClick={() => choose(isChosen ? undefined : { file: file.id, place: document.place })}
                >
                  {isTaken ? '✔' : isChosen ? '▸' : '·'} {t({
                    zh: `文书 ${document.place}`, en: `Document ${document.place}`,
                  })}
                </button>
                <span className={document.kind === 'refused' ? 'told' : 'faint'}>
                  <About document={document} isTaken={isTaken} />
                </span>
              </li>
            );
          })}</ul>
        </li>
      ))}</ul>
    </section>
  );
};
