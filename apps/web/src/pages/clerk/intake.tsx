import { useCallback, useEffect, useState } from 'react';
import { Link } from 'wouter';
import { sendThroughGate } from '../../api/gate.ts';
import type { BodyOf } from '../../api/interface.ts';
import { useWords, type Words } from '../../app/language.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import '../../styles/clerk.css';
import { Dropped } from './reading/dropped.tsx';
import { DropPlace } from './reading/drop-place.tsx';
import { takeText } from './reading/handed.ts';
import { ReadingPart } from './reading/reading-part.tsx';
import { RowsPart } from './reading/rows-part.tsx';
import { TakenPart } from './reading/taken-part.tsx';
import type { DocumentRead, TakenResult } from './words.ts';

/** A file on its way: how far it is, and what was found in it. */
export type FileAtHand = Readonly<{
  id: number; name: string; bytes: number; state: 'waiting' | 'reading' | 'read' | 'refused';
  told?: string; isCut?: boolean; documents: readonly DocumentRead[];
}>;

/** LIMIT: as the interface takes them. */
const FILE_BYTES_MAX = 64 * 1024 * 1024;
const TOO_LARGE: Words = { zh: '文件超过 64 MB，请用批量导入。', en: 'Larger than 64 MB; import it instead.' };

const kindOf = (name: string): Readonly<Record<string, string>> => {
  const kind = /\.(csv|jsonl)$/i.exec(name)?.[1]?.toLowerCase();
  return kind === undefined ? {} : { 'document-kind': kind };
};

type Chosen = Readonly<{ file: number; place: number }>;
let files = 0;

/** Drops judgments, and reads them beside their text; nothing is kept before it is confirmed. */
const Intake = () => {
  const { t } = useWords();
  const [held, setHeld] = useState<readonly FileAtHand[]>([]);
  const [chosen, setChosen] = useState<Chosen>();
  const [taken, setTaken] = useState<ReadonlyMap<string, readonly TakenResult[]>>(new Map());
  const change = useCallback((id: number, made: Partial<FileAtHand>) =>
    setHeld((known) => known.map((one) => (one.id === id ? { ...one, ...made } : one))), []);
  const readOne = useCallback(async (id: number, name: string, body: Blob) => {
    if (body.size > FILE_BYTES_MAX) return change(id, { state: 'refused', told: t(TOO_LARGE) });
    change(id, { state: 'reading' });
    const answer = await sendThroughGate('readDocuments', {
      body, mediaType: 'application/octet-stream', headers: kindOf(name),
    });
    if (!answer.ok) return change(id, { state: 'refused', told: answer.problem.title });
    const { documents, isCut } = answer.body as BodyOf<'readDocuments'>;
    change(id, { state: 'read', documents, isCut });
    const [first] = documents;
    // The first document opens by itself: whoever drops one file has its doubtful field under the hand.
    if (first !== undefined && first.kind !== 'refused') setChosen((now) => now ?? { file: id, place: first.place });
  }, [change, t]);
  const add = useCallback(async (given: readonly Readonly<{ name: string; body: Blob }>[]) => {
    const fresh = given.map(({ name, body }) => ({ id: (files += 1), name, body }));
    setHeld((known) => [...known, ...fresh.map(({ id, name, body }): FileAtHand =>
      ({ id, name, bytes: body.size, state: 'waiting', documents: [] }))]);
    for (const { id, name, body } of fresh) await readOne(id, name, body);
  }, [readOne]);
  useEffect(() => {
    const text = takeText();
    if (text !== undefined) void add([{ name: t({ zh: '异常消息中的文书', en: 'Text of an exception' }), body: new Blob([text]) }]);
  }, [add, t]);
  const file = held.find(({ id }) => id === chosen?.file);
  const document = file?.documents.find(({ place }) => place === chosen?.place);
  const key = `${chosen?.file}|${chosen?.place}`;
  const results = taken.get(key);
  const done = (now: readonly TakenResult[]) => setTaken(new Map([...taken, [key, now]]));
  return (
    <>
      <PageHead
        title={t({ zh: '文书录入', en: 'Read judgments' })}
        lead={t({ zh: '先读后报：确认之前，系统不保存任何内容。', en: 'Read first: nothing is kept before you confirm it.' })}
      />
      {document === undefined && <DropPlace add={(given) => { void add(given); }} />}
      <Dropped held={held} chosen={chosen} taken={taken} choose={setChosen} />
      {document !== undefined && results === undefined && document.kind === 'judgment' && (
        <ReadingPart key={key} document={document} done={done} />
      )}
      {document !== undefined && results === undefined && document.kind === 'rows' && (
        <RowsPart key={key} document={document} done={done} />
      )}
      {results !== undefined && <TakenPart results={results} next={() => setChosen(undefined)} />}
      {held.length === 0 && (
        <p className="faint">{t({ zh: '也可以核对', en: 'Or look at' })} <Link href="/exceptions">
          {t({ zh: '异常消息', en: 'the exceptions' })}</Link></p>
      )}
    </>
  );
};

export default Intake;
