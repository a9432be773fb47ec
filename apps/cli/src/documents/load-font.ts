import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { type Font, parseFont } from '@fengcun/documents';
import { Fault } from '@fengcun/kernel';

/** The font that papers embed. Fault: FONT_UNUSABLE. */
export const loadFont = async (): Promise<Font> => {
  const font = parseFont(await readFile(fileURLToPath(import.meta.resolve('@fengcun/documents/font'))));
  if (!font.ok) throw new Fault('FONT_UNUSABLE', font.error.message);
  return font.value;
};
