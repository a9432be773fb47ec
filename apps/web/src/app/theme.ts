import type { ThemeConfig } from 'antd';

// Ink blue for what can be done, seal red for the act of sealing alone.
const INK = '#1d3557';
const SEAL = '#b3261e';

/** The look of antd parts; colours of the rest stand in styles/page.css under the same names. */
export const themeOf = (isDark: boolean): ThemeConfig => ({
  token: {
    colorPrimary: isDark ? '#8fb4e3' : INK, colorLink: isDark ? '#8fb4e3' : '#1f4e8c',
    colorError: isDark ? '#ff8a80' : SEAL,
    borderRadius: 6, fontSize: 14, lineHeight: 1.5714, controlHeight: 36, motion: false,
    fontFamily: 'system-ui, -apple-system, "PingFang SC", "Noto Sans CJK SC", "Microsoft YaHei", sans-serif',
    ...(isDark ? { colorTextLightSolid: '#10151c' } : {}),
  },
});
