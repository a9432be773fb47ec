import type { ReactNode } from 'react';

/**
 * What somebody wrote, a name, or the number of a paper: in Chinese in whatever language the page is, and read
 * aloud so. @see WCAG 2.2, 3.1.2
 */
export const Original = ({ children }: Readonly<{ children: ReactNode }>) => <span lang="zh-CN">{children}</span>;
