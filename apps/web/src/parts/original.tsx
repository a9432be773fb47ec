import type { ReactNode } from 'react';

/**
 * What somebody wrote, a name, or the number of a paper: in Chinese in whatever language the page is, and read
 * aloud so. @see WCAG 2.2, 3.1.2
 */
export const Original = ({ children }: Readonly<{ children: ReactNode }>) => <span lang="zh-CN">{children}</span>;

const HAN = /\p{Script=Han}/u;

/** The language of words where no element of their own can stand, such as an option: as an attribute. */
export const originalOf = (words: string): Readonly<{ lang?: 'zh-CN' }> => (HAN.test(words) ? { lang: 'zh-CN' } : {});
