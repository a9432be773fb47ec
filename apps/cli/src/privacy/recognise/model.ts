import { readFile } from 'node:fs/promises';
import { type ModelFile, parseModel } from '@fengcun/privacy';
import { UnusableInput } from '../../exit.ts';

/** The model in a file. @throws UnusableInput with what is wrong with it */
export const readModel = async (path: string): Promise<ModelFile> => {
  const text = await readFile(path, 'utf8').catch(() => {
    throw new UnusableInput(`${path}: the model cannot be read`);
  });
  const parsed = parseModel(text);
  if (!parsed.ok) throw new UnusableInput(`${path}: ${parsed.error.reason}`);
  return parsed.value;
};
