/**
 * Colours of one theme. `seal` is for the act of sealing and its mark alone; states never rest on
 * colour only.
 */
export type Theme = Readonly<
  Record<
    'paper' | 'raised' | 'line' | 'text' | 'quiet' | 'ink' | 'inkWash' | 'seal' | 'sealWash' | 'closed',
    string
  >
>;

/** Much white, one ink blue, one seal red, grey for what is closed. */
export const LIGHT: Theme = {
  paper: '#ffffff',
  raised: '#f7f8fa',
  line: '#d5dae1',
  text: '#1c2430',
  quiet: '#566172',
  ink: '#1d4479',
  inkWash: '#e8eef7',
  seal: '#a8201a',
  sealWash: '#fbeeec',
  closed: '#5f6875',
};

/** The same at night. */
export const DARK: Theme = {
  paper: '#12161c',
  raised: '#1a2029',
  line: '#37414e',
  text: '#e6eaf0',
  quiet: '#a3afbf',
  ink: '#8fb8f2',
  inkWash: '#1c2c44',
  seal: '#ff8a7d',
  sealWash: '#3a1c1a',
  closed: '#a1aab6',
};

/** Pairs of (text, ground) that the style sheet uses; each must reach WCAG AA for small text, 4.5 : 1. */
export const TEXT_PAIRS: readonly (readonly [keyof Theme, keyof Theme])[] = [
  ['text', 'paper'],
  ['text', 'raised'],
  ['text', 'inkWash'],
  ['text', 'sealWash'],
  ['quiet', 'paper'],
  ['quiet', 'raised'],
  ['quiet', 'inkWash'],
  ['ink', 'paper'],
  ['ink', 'raised'],
  ['ink', 'inkWash'],
  ['seal', 'paper'],
  ['seal', 'raised'],
  ['seal', 'sealWash'],
  ['closed', 'paper'],
  ['closed', 'raised'],
];

/** Custom properties of a theme, for `:root`. */
export const customProperties = (theme: Theme): string =>
  Object.entries(theme)
    .map(([name, value]) => `--${name}:${value};`)
    .join('');
