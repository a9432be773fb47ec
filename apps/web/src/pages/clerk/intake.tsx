import { useCallback, useEffect, useState } from 'react';
import { Link } from 'wouter';
import { useWords } from '../../app/language.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import '../../styles/clerk.css';
import { Dropped } from './reading/dropped.tsx';
import { DropPlace } from './reading/drop-place.tsx';
import { takeException } from './reading/handed.ts';
import { ReadingPart } from './reading/reading-part.tsx';
import { RowsPart } from './reading/rows-part.tsx';
import { TakenPart } from './reading/taken-part.tsx';
import { type Chosen, type FileAtHand, useFiles } from './reading/use-files.ts';
import type { DocumentRead, TakenResult } from './words.ts';

type Taken = ReadonlyMap<string, readonly TakenResult[]>;
type AtHand = Readonly<{ key: string; chosen: Chosen; file: FileAtHand; document: DocumentRead }>;

const keyOf = ({ file, place }: Chosen): string => `${file}|${place}`;

/** Every document that can be opened, in the order of the files. */
const readable = (held: readonly FileAtHand[]): readonly AtHand[] => held.flatMap((file) =>
  file.documents.filter(({ kind }) => kind !== 'refused').map((document) => {
    const chosen = { file: file.id, place: document.place };
    return { key: keyOf(chosen), chosen, file, document };
  }));

/** The document that comes after one and is not taken yet, else the first that is not. */
const nextOf = (all: readonly AtHand[], key: string, taken: Taken): Chosen | undefined => {
  const at = all.findIndex((one) => one.key === key);
  return [...all.slice(at + 1), ...all.slice(0, at + 1)].find((one) => !taken.has(one.key))?.chosen;
};

/** What is in hand; it waits as it was left while another document is open. */
const InHand = ({ one, done }: Readonly<{ one: AtHand; done: (results: readonly TakenResult[]) => void }>) => (
  one.document.kind === 'judgment' ? <ReadingPart document={one.document} done={done} />
    : <RowsPart document={one.document} done={done} />
);

/** Drops judgments, and reads them beside their text; nothing is kept before it is confirmed. */
const Intake = () => {
  const { t } = useWords();
  const [chosen, setChosen] = useState<Chosen>();
  const [seen, setSeen] = useState<ReadonlySet<string>>(new Set());
  const [taken, setTaken] = useState<Taken>(new Map());
  // The first document opens by itself: whoever drops one file has its doubtful field under the hand.
  const opened = useCallback((first: Chosen) => setChosen((now) => now ?? first), []);
  const { held, add } = useFiles(opened);
  useEffect(() => {
    const exception = takeException();
    const name = t({ zh: '异常消息中的文书', en: 'Text of an exception' });
    if (exception !== undefined) void add([{ name, body: new Blob([exception.text]), exception }]);
  }, [add, t]);
  const all = readable(held);
  const key = chosen === undefined ? '' : keyOf(chosen);
  useEffect(() => { if (key !== '') setSeen((before) => new Set([...before, key])); }, [key]);
  const open = all.find((one) => one.key === key);
  const results = taken.get(key);
  const following = nextOf(all, key, taken);
  return (
    <>
      <PageHead
        title={t({ zh: '文书录入', en: 'Read judgments' })}
        lead={t({ zh: '先读后报：确认之前，系统不保存任何内容。', en: 'Read first: nothing is kept before you confirm it.' })}
      />
      {open === undefined && <DropPlace add={(given) => { void add(given); }} />}
      <Dropped held={held} chosen={chosen} taken={taken} choose={setChosen} />
      {all.filter((one) => (one.key === key || seen.has(one.key)) && !taken.has(one.key)).map((one) => (
        <div key={one.key} hidden={one.key !== key}>
          <InHand one={one} done={(now) => setTaken((before) => new Map([...before, [one.key, now]]))} />
        </div>
      ))}
      {open !== undefined && results !== undefined && (
        <TakenPart
          key={key} results={results} exception={open.file.exception} isLast={following === undefined}
          next={() => setChosen(following)}
        />
      )}
      {held.length === 0 && (
        <p className="faint">
          {t({ zh: '也可以核对', en: 'Or look at' })}{' '}
          <Link href="/exceptions">{t({ zh: '异常消息', en: 'the exceptions' })}</Link>
        </p>
      )}
    </>
  );
};

export default Intake;
