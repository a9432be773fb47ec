import { useCallback, useEffect, useState } from 'react';
import { Link } from 'wouter';
import { useWords } from '../../app/language.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import '../../styles/clerk.css';
import { Dropped } from './reading/dropped.tsx';
import { DropPlace } from './reading/drop-place.tsx';
import { takeText } from './reading/handed.ts';
import { ReadingPart } from './reading/reading-part.tsx';
import { RowsPart } from './reading/rows-part.tsx';
import { TakenPart } from './reading/taken-part.tsx';
import { type Chosen, useFiles } from './reading/use-files.ts';
import type { TakenResult } from './words.ts';

const keyOf = ({ file, place }: Chosen): string => `${file}|${place}`;

/** Drops judgments, and reads them beside their text; nothing is kept before it is confirmed. */
const Intake = () => {
  const { t } = useWords();
  const [chosen, setChosen] = useState<Chosen>();
  const [taken, setTaken] = useState<ReadonlyMap<string, readonly TakenResult[]>>(new Map());
  // The first document opens by itself: whoever drops one file has its doubtful field under the hand.
  const opened = useCallback((first: Chosen) => setChosen((now) => now ?? first), []);
  const { held, add } = useFiles(opened);
  useEffect(() => {
    const text = takeText();
    const name = t({ zh: '异常消息中的文书', en: 'Text of an exception' });
    if (text !== undefined) void add([{ name, body: new Blob([text]) }]);
  }, [add, t]);
  const document = held.find(({ id }) => id === chosen?.file)?.documents.find(({ place }) => place === chosen?.place);
  const key = chosen === undefined ? '' : keyOf(chosen);
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
      {results === undefined && document?.kind === 'judgment' && (
        <ReadingPart key={key} document={document} done={done} />
      )}
      {results === undefined && document?.kind === 'rows' && <RowsPart key={key} document={document} done={done} />}
      {results !== undefined && <TakenPart results={results} next={() => setChosen(undefined)} />}
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
