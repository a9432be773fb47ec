import { useRef, useState } from 'react';
import { useWords } from '../../../app/language.tsx';
import { Field } from '../../../parts/field.tsx';
import { Told } from '../../../parts/told.tsx';
import { ENDINGS, KIND_NAMES, KINDS, mediaOf } from './attachment-words.ts';
import { beginUpload, digestOf, goOn, type UploadState } from './upload.ts';

type Kind = (typeof KIND_NAMES)[number];
type Chosen = Readonly<{ kind: Kind; title: string; file: File | undefined }>;
const NOTHING_CHOSEN: Chosen = { kind: KIND_NAMES[0] ?? 'other', title: '', file: undefined };

/** What was chosen and how its upload stands; a line that was lost is gone on from where it stood. */
const useUpload = (code: string, done: () => void) => {
  const [chosen, setChosen] = useState(NOTHING_CHOSEN);
  const [state, setState] = useState<UploadState>();
  const key = useRef(crypto.randomUUID());
  const { kind, title, file } = chosen;
  const mediaType = file === undefined ? undefined : mediaOf(file.name);
  const tell = (next: UploadState) => {
    setState(next);
    if (next.state !== 'done') return;
    key.current = crypto.randomUUID();
    setChosen(NOTHING_CHOSEN);
    done();
  };
  const begin = async () => {
    if (file === undefined || mediaType === undefined) return;
    setState({ state: 'sending', sent: 0 });
    const plan = { kind, mediaType, title: title.trim(), bytes: file.size, digest: await digestOf(file) };
    const begun = await beginUpload(code, plan, key.current);
    if ('problem' in begun) tell({ state: 'refused', problem: begun.problem });
    else await goOn(begun.uploadId, file, tell);
  };
  const resume = async () => {
    if (state?.state === 'paused' && file !== undefined) await goOn(state.uploadId, file, tell);
  };
  const choose = (more: Partial<Chosen>) => setChosen({ ...chosen, ...more });
  return { chosen, choose, mediaType, state, begin, resume };
};

type Upload = ReturnType<typeof useUpload>;

const Fields = ({ chosen: { kind, title, file }, choose, mediaType }: Upload) => {
  const { t } = useWords();
  const isRefused = file !== undefined && mediaType === undefined;
  const chooseKind = (value: string) => choose({ kind: KIND_NAMES.find((one) => one === value) ?? kind });
  return (
    <>
      <Field label={t({ zh: '种类', en: 'Kind' })}>{(control) => (
        <select {...control} value={kind} onChange={({ target }) => chooseKind(target.value)}>
          {KIND_NAMES.map((one) => <option key={one} value={one}>{t(KINDS[one])}</option>)}
        </select>
      )}</Field>
      <Field label={t({ zh: '题名', en: 'Title' })}>{(control) => (
        <input
          {...control} value={title} maxLength={80} required autoComplete="off"
          onChange={({ target }) => choose({ title: target.value })}
        />
      )}</Field>
      <Field
        label={t({ zh: '文件', en: 'File' })} hint={t({ zh: 'PDF、OFD 或图片', en: 'PDF, OFD or a picture' })}
        mistake={isRefused ? t({ zh: '不接受这种文件。', en: 'No such file is taken.' }) : undefined}
      >{(control) => (
        <input
          {...control} type="file" accept={ENDINGS}
          onChange={({ target }) => choose({ file: target.files?.[0] })}
        />
      )}</Field>
    </>
  );
};

/** Adds a paper to a case. */
export const AddAttachment = ({ code, done }: Readonly<{ code: string; done: () => void }>) => {
  const { t } = useWords();
  const upload = useUpload(code, done);
  const { chosen: { title, file }, mediaType, state, begin, resume } = upload;
  const isSending = state?.state === 'sending';
  return (
    <form className="sheet form" onSubmit={(event) => { event.preventDefault(); void begin(); }}>
      <h3>{t({ zh: '添加附件', en: 'Add a paper' })}</h3>
      <Fields {...upload} />
      <div className="form-acts">
        <button
          type="submit" className="primary" disabled={isSending || mediaType === undefined || title.trim() === ''}
        >{t({ zh: '上传', en: 'Upload' })}</button>
        {state?.state === 'paused' && (
          <button type="button" className="plain" onClick={() => { void resume(); }}>
            {t({ zh: '继续上传', en: 'Go on' })}
          </button>
        )}
        {isSending && (
          <progress max={file?.size ?? 1} value={state.sent} aria-label={t({ zh: '上传进度', en: 'Progress' })} />
        )}
        {state?.state === 'done' && <span role="status">✔ {t({ zh: '已上传', en: 'Uploaded' })}</span>}
      </div>
      <Told problem={state?.state === 'paused' || state?.state === 'refused' ? state.problem : undefined} />
    </form>
  );
};
