import { useCallback, useState } from 'react';
import { sendThroughGate } from '../../../api/gate.ts';
import type { BodyOf } from '../../../api/interface.ts';
import { useWords, type Words } from '../../../app/language.tsx';
import type { DocumentRead } from '../words.ts';
import type { HandedException } from './handed.ts';

/** A file on its way: how far it is, and what was found in it. */
export type FileAtHand = Readonly<{
  id: number; name: string; bytes: number; sent: number; state: 'waiting' | 'reading' | 'read' | 'refused';
  told?: string; isCut?: boolean; documents: readonly DocumentRead[]; exception?: HandedException;
}>;

/** What is read: a file, or the text of an exception. */
export type Given = Readonly<{ name: string; body: Blob; exception?: HandedException }>;

/** LIMIT: as the interface takes them. */
const FILE_BYTES_MAX = 64 * 1024 * 1024;
const TOO_LARGE: Words = { zh: '文件超过 64 MB，请用批量导入。', en: 'Larger than 64 MB; import it instead.' };

const kindOf = (name: string): Readonly<Record<string, string>> => {
  const kind = /\.(csv|jsonl)$/i.exec(name)?.[1]?.toLowerCase();
  return kind === undefined ? {} : { 'document-kind': kind };
};

/** A document of a file. */
export type Chosen = Readonly<{ file: number; place: number }>;

let files = 0;

/** Files at hand, read one after another; `opened` hears of the first document that can be read. */
export const useFiles = (opened: (chosen: Chosen) => void) => {
  const { t } = useWords();
  const [held, setHeld] = useState<readonly FileAtHand[]>([]);
  const change = useCallback((id: number, made: Partial<FileAtHand>) =>
    setHeld((known) => known.map((one) => (one.id === id ? { ...one, ...made } : one))), []);
  const readOne = useCallback(async (id: number, name: string, body: Blob) => {
    if (body.size > FILE_BYTES_MAX) return change(id, { state: 'refused', told: t(TOO_LARGE) });
    change(id, { state: 'reading', sent: 0 });
    const answer = await sendThroughGate('readDocuments', {
      body, mediaType: 'application/octet-stream', headers: kindOf(name),
      sent: (bytes: number) => change(id, { sent: Math.min(bytes, body.size) }),
    });
    if (!answer.ok) return change(id, { state: 'refused', told: answer.problem.title });
    const { documents, isCut } = answer.body as BodyOf<'readDocuments'>;
    change(id, { state: 'read', documents, isCut });
    const first = documents.find(({ kind }) => kind !== 'refused');
    if (first !== undefined) opened({ file: id, place: first.place });
  }, [change, opened, t]);
  const add = useCallback(async (given: readonly Given[]) => {
    const fresh = given.map((one) => ({ ...one, id: (files += 1) }));
    setHeld((known) => [...known, ...fresh.map(({ body, ...one }): FileAtHand =>
      ({ ...one, bytes: body.size, sent: 0, state: 'waiting', documents: [] }))]);
    for (const { id, name, body } of fresh) await readOne(id, name, body);
  }, [readOne]);
  return { held, add };
};
