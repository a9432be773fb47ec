import { useState } from 'react';
import { useSession } from '../../api/session.tsx';
import { useWords } from '../../app/language.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { CodeEntry } from '../../parts/timeline/code-entry.tsx';
import { TimelinePart } from '../../parts/timeline/timeline-part.tsx';
import '../../styles/clerk.css';
import { AttachmentsPart } from './attachments/attachments-part.tsx';
import { takeCaseCode } from './reading/handed.ts';

/** A case by its code: what happened, how its seal goes, and its papers. */
const CasePage = () => {
  const { t } = useWords();
  const { roles } = useSession();
  const [handed] = useState(takeCaseCode);
  const [code, setCode] = useState(handed);
  return (
    <>
      <PageHead
        title={t({ zh: '一案一码', en: 'One case, one code' })}
        lead={t({ zh: '输入或扫描代码，查看案件与封存经过；每次查看都会留痕。', en: 'Type or scan the code; every look is kept in the log.' })}
      />
      <CodeEntry open={setCode} />
      {code !== undefined && (
        <>
          <TimelinePart key={code} code={code} isFresh={code === handed} />
          <AttachmentsPart key={`${code}-papers`} code={code} mayAdd={roles.includes('clerk')} />
        </>
      )}
    </>
  );
};

export default CasePage;
