import './buffer-in-browser.ts';
import { releaseHash, verifyRelease } from 'virtual:statistics';

/** A release whose form, signature and cells hold. */
export type CheckedRelease = Extract<ReturnType<typeof verifyRelease>, { ok: true }>['value'];

/** What a page found out by itself about the bytes it was sent. */
export type ReleaseVerdict =
  | Readonly<{ holds: true; release: CheckedRelease }>
  | Readonly<{ holds: false; why: 'HASH' | 'KEY' | 'SIGNATURE' | 'FORM' }>;

const WHY = {
  RELEASE_UNREADABLE: 'FORM', RELEASE_CELLS_WRONG: 'FORM', RELEASE_FORGED: 'SIGNATURE', RELEASE_WRONG_KEY: 'KEY',
} as const;

/** Checks a release in this page: its hash, its one byte form, its signature under this key, every cell. */
export const checkRelease = (
  text: string, { sha256, publicKey }: Readonly<{ sha256: string; publicKey: string }>,
): ReleaseVerdict => {
  if (releaseHash(text) !== sha256) return { holds: false, why: 'HASH' };
  const read = verifyRelease(text, publicKey);
  return read.ok ? { holds: true, release: read.value } : { holds: false, why: WHY[read.error.code] };
};
