import { styleText } from 'node:util';
import type { Verdict } from '../report/wording.ts';

/** How a picture is drawn: its language, whether colours are wanted, how many columns there are. */
export type PictureOptions = Readonly<{ language: 'zh' | 'en'; colour: boolean; width: number }>;

type Style = Parameters<typeof styleText>[0];

const STYLES: Readonly<Record<Verdict | 'quiet' | 'strong', Style>> = {
  // Red for the act of sealing alone; every state also has a mark and words.
  seal: ['bold', 'red'],
  review: ['bold', 'blue'],
  open: 'gray',
  quiet: 'gray',
  strong: 'bold',
};

/** Paints a text where colours are asked for. */
export const paint = (options: PictureOptions, style: keyof typeof STYLES, text: string): string =>
  options.colour ? styleText(STYLES[style], text, { validateStream: false }) : text;
