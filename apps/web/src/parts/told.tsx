import type { Problem } from '@fengcun/api';

/** What the service refused with, in its own sentence; places of a body are told by their names alone. */
export const Told = ({ problem }: Readonly<{ problem: Problem | undefined }>) => (
  <div role="alert" className="told">
    {problem !== undefined && <p>{problem.title}</p>}
    {problem?.errors !== undefined && (
      <ul>{problem.errors.map(({ at, rule }) => <li key={at + rule}>{`${at} (${rule})`}</li>)}</ul>
    )}
  </div>
);
