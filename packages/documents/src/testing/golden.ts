import { writeFileSync } from 'node:fs';
import { sha256Hex } from '@fengcun/kernel';
import { TEMPLATES } from '../templates/templates.ts';
import { issueSample } from './signing.ts';

/** SHA-256 of the signed sample paper of every template version. */
export const goldenHashes = async (): Promise<Readonly<Record<string, string>>> => {
  const rows: (readonly [string, string])[] = [];
  for (const { id, version } of TEMPLATES) rows.push([`${id}/${version}`, sha256Hex((await issueSample(id, undefined, version)).bytes)]);
  return Object.fromEntries(rows);
};

// Run by hand to renew the hashes, after looking at every paper that changed:
//   node_modules/.bin/node packages/documents/src/testing/golden.ts
if (import.meta.main) {
  writeFileSync(new URL('./golden.json', import.meta.url), `${JSON.stringify(await goldenHashes(), null, 2)}\n`);
}
