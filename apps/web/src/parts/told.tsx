import type { Problem } from '@fengcun/api';
import { answers } from '../api/answers.ts';
import { useWords } from '../app/language.tsx';

/** Somebody else was here in the meantime: what stands now has to be read before anything else is done. */
const CHANGED: ReadonlySet<Problem['code']> = new Set([
  'STANDS_OTHERWISE', 'SEAL_STANDS_OTHERWISE', 'CERTIFICATE_STANDS_OTHERWISE', 'PROPOSAL_PENDING', 'PROPOSAL_UNKNOWN',
  'VERSION_CHANGED',
]);

/**
 * What the service refused with, in its own sentence; places of a body are told by their names alone. Where
 * somebody else changed it, what was entered stays until the person asks for what stands now.
 */
export const Told = ({ problem }: Readonly<{ problem: Problem | undefined }>) => {
  const { t } = useWords();
  return (
    <div role="alert" className="told">
      {problem !== undefined && <p>{problem.title}</p>}
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
