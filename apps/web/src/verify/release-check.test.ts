import assert from 'node:assert/strict';
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { test } from 'node:test';
import * as page from './crypto-in-browser.ts';
import { nativeSigner } from '@fengcun/crypto';
import { canonicalJson, type Json } from '@fengcun/kernel';
import { boundedTable, cellsOf, noisyBody, productNamed, randomIntegers, readQuarter, releaseHash, signRelease, verifyRelease } from '@fengcun/privacy';

// The verifier of the page is the service's, over the page's own cryptography: shown equal in verify.test.ts. Here: what it signs over.

const made = async (): Promise<string> => {
  const [product, quarter] = [productNamed('T4'), readQuarter('2026Q3')];
  assert.ok(product !== undefined && quarter !== undefined);
  const body = noisyBody({
    product, quarter, exact: boundedTable(product, quarter, { flows: [] }), source: randomIntegers((length) => new Uint8Array(randomBytes(length))), codeHash: 'c'.repeat(64),
    reserved: { releaseId: 'T4-2026Q3', product: 'T4', period: '2026Q3', rho: '1/20', jobId: 'job-1', stage: 'reserved', reservedAt: '', seq: 1, previous: '0'.repeat(64) },
  });
  assert.equal(body.cells.length, cellsOf(product).length);
  return signRelease(body, nativeSigner('ed25519', generateKeyPairSync('ed25519').privateKey));
};

test('a release holds under the cryptography of the page exactly where it holds in the service; one changed figure does not', async () => {
  const text = await made();
  for (const one of [text, text.replace(/,(-?\d+)\]/, (_whole, figure: string) => `,${Number(figure) + 1}]`)]) {
    const { signature, ...body } = JSON.parse(one) as Readonly<Record<string, Json>> & Readonly<{ signature: Readonly<{ publicKey: string; value: string }> }>;
    const key = page.verifyingKey('ed25519', Buffer.from(signature.publicKey, 'base64'));
    const bytes = page.frame('fengcun/statistics-release/v1', [canonicalJson(body)]);
    const holdsHere = key.ok && key.value.verify(bytes, Buffer.from(signature.value, 'base64'));
    assert.equal(holdsHere, verifyRelease(one).ok);
    assert.equal(holdsHere, one === text);
  }
  assert.match(releaseHash(text), /^[0-9a-f]{64}$/);
});
