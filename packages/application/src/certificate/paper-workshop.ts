import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { type Font, parseFont } from '@fengcun/documents';
import { Fault } from '@fengcun/kernel';
import type { Deployment } from '../deployment/open-deployment.ts';
import { paperSigner } from '../seals/papers/paper-identity.ts';
import type { PaperWorkshop } from './make-paper.ts';
import { codeSigner } from './signing-key.ts';

/** The font of papers, out of its package. Fault: FONT_UNUSABLE. */
export const loadPaperFont = async (): Promise<Font> => {
  const font = parseFont(await readFile(fileURLToPath(import.meta.resolve('@fengcun/documents/font'))));
  if (font.ok) return font.value;
  throw new Fault('FONT_UNUSABLE', font.error.message);
};

/** The workshop of papers, read and made ready once; what failed is tried again. */
export const paperWorkshop = (deployment: Deployment): (() => Promise<PaperWorkshop>) => {
  let kept: Promise<PaperWorkshop> | undefined;
  const open = async (): Promise<PaperWorkshop> => {
    const [font, signer, codes] = await Promise.all([
      loadPaperFont(), paperSigner(deployment), codeSigner(deployment),
    ]);
    return { font, signer, codes };
  };
  return () => {
    kept ??= open().catch((error: unknown) => {
      kept = undefined;
      throw error;
    });
    return kept;
  };
};
