import { type DragEvent, useId, useState } from 'react';
import { useWords } from '../../../app/language.tsx';
import type { Given } from './use-files.ts';

/** Where files are dropped or chosen; a keyboard reaches it as a button. */
export const DropPlace = ({ add }: Readonly<{ add: (given: readonly Given[]) => void }>) => {
  const { t } = useWords();
  const id = useId();
  const [isOver, setOver] = useState(false);
  const take = (list: FileList | null) => {
    const given = [...list ?? []].map((file) => ({ name: file.name, body: file }));
    if (given.length > 0) add(given);
  };
  const drag = (event: DragEvent, over: boolean) => {
    event.preventDefault();
    setOver(over);
  };
  return (
    <div
      className={isOver ? 'drop-place drop-over' : 'drop-place'}
      onDragOver={(event) => drag(event, true)} onDragLeave={(event) => drag(event, false)}
      onDrop={(event) => { drag(event, false); take(event.dataTransfer.files); }}
    >
      <span className="drop-mark" aria-hidden="true">▤</span>
      <p><b>{t({ zh: '把裁判文书拖到这里', en: 'Drop judgments here' })}</b></p>
      <p className="faint">{t({
        zh: 'Word、PDF、文本、Excel、CSV 或压缩包，可以一次多个。', en: 'Word, PDF, text, Excel, CSV or zip; several at once.',
      })}</p>
      <input
        id={id} className="hidden-words" type="file" multiple
        accept=".docx,.pdf,.txt,.xlsx,.csv,.zip,.json,.jsonl,.html" onChange={({ target }) => take(target.files)}
      />
      <label htmlFor={id} className="primary">{t({ zh: '选择文件', en: 'Choose files' })}</label>
    </div>
  );
};
