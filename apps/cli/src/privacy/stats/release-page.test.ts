import assert from 'node:assert/strict';
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { nativeSigner } from '@fengcun/crypto';
import { present } from '@fengcun/kernel';
import { boundedTable, CATALOGUE, consistentCells, noisyBody, randomIntegers, readQuarter, signRelease, verifyRelease } from '@fengcun/privacy';
import { releasePage } from './release-page.ts';

const signer = nativeSigner('ed25519', generateKeyPairSync('ed25519').privateKey);
const quarter = present(readQuarter('2026Q3'), 'a quarter');
const source = randomIntegers((length) => new Uint8Array(randomBytes(length)));
const bodyOf = (at: number, published: Parameters<typeof consistentCells>[1] = []) => {
  const product = present(CATALOGUE[at], 'a product');
  return noisyBody({
    product, quarter, exact: boundedTable(product, quarter, { flows: [] }), source, codeHash: 'a'.repeat(64), consistent: consistentCells(product, published),
    reserved: { releaseId: `${product.id}-2026Q3`, product: product.id, period: quarter, rho: '1/20', jobId: 'job-1', stage: 'reserved', reservedAt: '', seq: 1, previous: '0'.repeat(64) },
  });
};
const pageOf = async (body: ReturnType<typeof bodyOf>): Promise<string> => {
  const read = verifyRelease(await signRelease(body, signer));
  assert.ok(read.ok);
  return releasePage(read.value);
};

for (const at of [0, 1, 2, 3]) {
  test(`the page of ${CATALOGUE[at]?.id} runs nothing, loads nothing, begins with the note and holds every cell`, async () => {
    const body = bodyOf(at);
    const page = await pageOf(body);
    assert.ok(!/<script|\son\w+=|javascript:|https?:|url\(/i.test(page));
    assert.match(page, /Content-Security-Policy" content="default-src 'none'; style-src 'sha256-/);
    assert.ok(page.indexOf('随机噪声') > 0 && page.indexOf('随机噪声') < page.indexOf('<svg'));
    assert.equal(page.match(/<tr><td>/g)?.length, body.cells.length);
    assert.equal(page.match(/<svg /g)?.length, body.dimensions.length);
    assert.ok(page.includes('±'));
  });
}

test('adjusted figures stand apart, under a heading that says what they agree with', async () => {
  const first = bodyOf(0);
  const page = await pageOf(bodyOf(1, [first]));
  assert.ok(page.indexOf('原始数字') < page.indexOf('经调整的数字（与T1-2026Q3的合计一致）'));
  assert.ok(!(await pageOf(first)).includes('经调整的数字（与'));
});

test('the same release gives the same page, byte for byte', async () => {
  const text = await signRelease(bodyOf(0), signer);
  const [one, other] = [verifyRelease(text), verifyRelease(text)];
  assert.ok(one.ok && other.ok);
  assert.equal(releasePage(one.value), releasePage(other.value));
});
