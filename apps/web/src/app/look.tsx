import { ConfigProvider, theme } from 'antd';
import zhCN from 'antd/locale/zh_CN';
import enUS from 'antd/locale/en_US';
import { type ReactNode, useSyncExternalStore } from 'react';
import { useWords } from './language.tsx';
import { themeOf } from './theme.ts';

const dark = matchMedia('(prefers-color-scheme: dark)');
const watchDark = (heard: () => void): (() => void) => {
  dark.addEventListener('change', heard);
  return () => dark.removeEventListener('change', heard);
};

/** Styles written by script carry the nonce of this page; the policy of the page refuses all others. */
const nonce = document.querySelector('meta[name=style-nonce]')?.getAttribute('content') ?? '';

/** The look and language of antd parts; pages that use any stand inside it. */
export const Look = ({ children }: Readonly<{ children: ReactNode }>) => {
  const { language } = useWords();
  const isDark = useSyncExternalStore(watchDark, () => dark.matches);
  const { defaultAlgorithm, darkAlgorithm } = theme;
  return (
    <ConfigProvider
      csp={{ nonce }} locale={language === 'zh' ? zhCN : enUS} button={{ autoInsertSpace: false }}
      theme={{ ...themeOf(isDark), algorithm: isDark ? darkAlgorithm : defaultAlgorithm }}
    >{children}</ConfigProvider>
  );
};
