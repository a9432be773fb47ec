import type { Problem } from '@fengcun/api';
import { useState } from 'react';
import { useAnswer } from '../../../api/answers.ts';
import { sendThroughGate } from '../../../api/gate.ts';
import type { BodyOf } from '../../../api/interface.ts';
import { useWords } from '../../../app/language.tsx';
import { instantText } from '../../../parts/dates.ts';
import { OrganName } from '../../../parts/organ-name.tsx';
import { Original } from '../../../parts/original.tsx';
import { Rows } from '../../../parts/rows.tsx';
import { saveBytes } from '../../../parts/save-paper.tsx';
import { usePurpose } from '../../../parts/timeline/timeline-part.tsx';
import { Told } from '../../../parts/told.tsx';
import { AddAttachment } from './add-attachment.tsx';
import { KINDS } from './attachment-words.ts';

type Attachment = BodyOf<'listAttachments'>['attachments'][number];

const sizeText = (bytes: number): string =>
  (bytes < 1024 ** 2 ? `${Math.ceil(bytes / 1024)} KB` : `${(bytes / 1024 ** 2).toFixed(1)} MB`);

/** Papers of a case: what there is, opened one by one under a neutral name, and added by the clerk. */
export const AttachmentsPart = ({ code, mayAdd }: Readonly<{ code: string; mayAdd: boolean }>) => {
  const { t } = useWords();
  const purpose = usePurpose();
  const [problem, setProblem] = useState<Problem>();
  const reading = useAnswer('listAttachments', { params: { code }, search: { purpose } });
  if (reading.state !== 'there') return null;
  const { attachments } = reading.body;
  const open = async ({ attachmentId, mediaType }: Attachment) => {
    const answer = await sendThroughGate('readAttachment', { params: { id: attachmentId }, search: { purpose } });
    setProblem(answer.ok ? undefined : answer.problem);
    if (answer.ok && answer.body instanceof Uint8Array) saveBytes(answer.body, 'attachment', mediaType);
  };
  return (
    <section className="no-print">
      <h2>{t({ zh: '附件', en: 'Attachments' })}</h2>
      {attachments.length === 0 ? <p className="faint">{t({ zh: '还没有附件。', en: 'None yet.' })}</p> : (
        <Rows
          caption={t({ zh: '附件', en: 'Attachments' })} rows={attachments} keyOf={({ attachmentId }) => attachmentId}
          columns={[
            { head: t({ zh: '题名', en: 'Title' }), cell: ({ title }) => <Original>{title}</Original> },
            { head: t({ zh: '种类', en: 'Kind' }), cell: ({ kind }) => t(KINDS[kind]) },
            { head: t({ zh: '大小', en: 'Size' }), cell: ({ bytes }) => sizeText(bytes), isNumber: true },
            { head: t({ zh: '报送机关', en: 'Sent by' }), cell: ({ organ }) => <OrganName organ={organ} /> },
            { head: t({ zh: '时间', en: 'When' }), cell: ({ recordedAt }) => instantText(recordedAt) },
            { head: t({ zh: '打开', en: 'Open' }), cell: (one) => (
              <button type="button" className="plain" onClick={() => { void open(one); }}>
                {t({ zh: '打开', en: 'Open' })}
              </button>
            ) },
          ]}
        />
      )}
      <Told problem={problem} />
      {mayAdd && <AddAttachment code={code} done={reading.again} />}
    </section>
  );
};
