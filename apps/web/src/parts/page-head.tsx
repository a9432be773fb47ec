import type { ReactNode } from 'react';

/** Head of a page: what it is, one sentence about it, and what one can do. */
export const PageHead = ({ title, lead, children }: Readonly<{
  title: ReactNode; lead?: ReactNode; children?: ReactNode;
}>) => (
  <div className="page-head">
    <div><h1>{title}</h1>{lead !== undefined && <p aria-live="polite">{lead}</p>}</div>
    {children !== undefined && <div className="page-head-acts">{children}</div>}
  </div>
);
