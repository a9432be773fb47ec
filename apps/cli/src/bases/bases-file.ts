import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { LEGAL_BASES, type LegalBasisRegistry, parseLegalBases } from '@fengcun/statute';
import { UnusableInput } from '../exit.ts';

// LIMIT: the shipped registry has about 40,000 bytes; a larger file is another file.
const BYTES_MAX = 4_000_000;
const PROBLEMS_SHOWN = 5;

const jsonOf = (name: string, text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    // Said in words of ours: the parser's message repeats what stands in the file.
    throw new UnusableInput(`${name}: no JSON; give a registry as \`bases list --json\` prints it`);
  }
};

/**
 * A registry of legal bases from a file, or the one that ships.
 * @throws UnusableInput with the places that are wrong, without what stands there
 */
export const readBases = async (path: string | undefined): Promise<LegalBasisRegistry> => {
  if (path === undefined) return LEGAL_BASES;
  const name = basename(path);
  const bytes = await readFile(path).catch(() => undefined);
  if (bytes === undefined) throw new UnusableInput(`${name}: no such file; give a registry of legal bases`);
  if (bytes.length > BYTES_MAX) throw new UnusableInput(`${name}: over ${BYTES_MAX} bytes; no registry`);
  const parsed = parseLegalBases(jsonOf(name, bytes.toString('utf8').replace(/^\ufeff/, '')));
  if (parsed.ok) return parsed.value;
  const told = parsed.error.slice(0, PROBLEMS_SHOWN).map(({ path: at, message }) => `${at}: ${message}`);
  const more = parsed.error.length - told.length;
  throw new UnusableInput(`${name}: ${told.join('; ')}${more > 0 ? `; and ${more} more` : ''}`);
};
