import type { ReactNode } from 'react';
import { useWords } from '../app/language.tsx';
import type { Reading } from '../api/answers.ts';
import { Waiting } from './waiting.tsx';

/**
 * What was read, or that it is on its way, or why not. Absent and forbidden look the same: the service
 * answers both alike, and no page adds to it.
 */
export const Read = <T,>({ reading, children }: Readonly<{
  reading: Reading<T>; children: (body: T) => ReactNode;
}>) => {
  const { t } = useWords();
  if (reading.state === 'loading') return <Waiting />;
  if (reading.state === 'there') return <>{children(reading.body)}</>;
  return (
    <div className="nothing" role="status">
      <span className="nothing-mark" aria-hidden="true">□</span>
      <p>{reading.problem.title}</p>
      <button type="button" className="plain" onClick={reading.again}>
        {t({ zh: '重试', en: 'Try again' })}
      </button>
    </div>
  );
};
