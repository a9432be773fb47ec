import type { Problem } from '@fengcun/api';
import { answers } from '../api/answers.ts';
import { useWords, type Words } from '../app/language.tsx';

/** Somebody else was here in the meantime: what stands now has to be read before anything else is done. */
const CHANGED: ReadonlySet<Problem['code']> = new Set([
  'STANDS_OTHERWISE', 'SEAL_STANDS_OTHERWISE', 'CERTIFICATE_STANDS_OTHERWISE', 'PROPOSAL_PENDING', 'PROPOSAL_UNKNOWN',
  'VERSION_CHANGED', 'EXCEPTION_NOT_WAITING',
]);

/** The answer was lost and the words were changed since: nothing of this says «key» to a person. */
const DONE_BEFORE: Words = {
  zh: '上一次提交已经办成，只是答复没有收到；改写后的内容没有提交。要另外提交，请再按一次。',
  en: 'What you sent before was done, its answer was lost; what you changed was not sent. Press again to send it too.',
};

/**
 * What the service refused with, in its own sentence; places of a body are told by their names alone. Where
 * somebody else changed it, what was entered stays until the person asks for what stands now.
 */
export const Told = ({ problem }: Readonly<{ problem: Problem | undefined }>) => {
  const { t } = useWords();
  return (
    <div role="alert" className="told">
      {problem !== undefined && <p>{problem.code === 'IDEMPOTENCY_KEY_REUSED' ? t(DONE_BEFORE) : problem.title}</p>}
      {problem?.errors !== undefined && (
        <ul>{problem.errors.map(({ at, rule }) => <li key={at + rule}>{`${at} (${rule})`}</li>)}</ul>
      )}
      {problem !== undefined && CHANGED.has(problem.code) && (
        <button type="button" className="plain" onClick={() => { void answers.invalidateQueries(); }}>
          {t({ zh: '重新读取', en: 'Read again' })}
        </button>
      )}
    </div>
  );
};
