import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { type CodeSigner, codeSigner, makeCertificatePaper, verifyCertificate, codeKey } from '@fengcun/application';
import { newDevelopmentIdentity, parseFont, softwareSigner } from '@fengcun/documents';
import { civil, present } from '@fengcun/kernel';
import { memoryKeyStore } from '@fengcun/vault';
import type { Terminal } from '../terminal.ts';
import { printedPaper } from './printed-facts.ts';
import { verify } from './verify.ts';

const random = (seed: number) => (length: number): Uint8Array => Uint8Array.from({ length }, (_, at) => (seed * 31 + at * 7) % 256);
const folder = mkdtempSync(join(tmpdir(), 'fengcun-certificate-'));
after(() => rmSync(folder, { recursive: true, force: true }));

let codes: CodeSigner | undefined;
const publicKey = (): string => Buffer.from(present(codes, 'a signer').signer.publicKey).toString('base64');
const paper = async (name: string, validUntil?: string): Promise<Uint8Array> => {
  const font = parseFont(readFileSync(fileURLToPath(import.meta.resolve('@fengcun/documents/font'))));
  const { privateKeyPem, certificate, root } = newDevelopmentIdentity('虚构公安局', { random: random(3), now: Date.UTC(2026, 0, 1) });
  const signer = softwareSigner({ name: '虚构公安局', privateKeyPem, certificates: [certificate, root] });
  assert.ok(font.ok && signer.ok);
  const made = await makeCertificatePaper({ font: font.value, signer: signer.value, codes: present(codes, 'a signer') }, '0199f0a0-1111-7abc-8def-0123456789ab', {
    status: 'decided', requestHash: 'none',
    application: { applicant: { kind: 'self' }, materials: [], person: { name, nationality: 'CHN', document: { type: 'residentIdentityCard', number: '110105199003071013', checked: true }, otherDocuments: [] } },
    paper: { outcome: 'certificate', organ: 'police/B02', organWord: '虚公（零二）', organName: '虚构市公安局松江口分局柳岸派出所', sequence: 1234, issuedOn: civil('2026-10-21'), ...(validUntil === undefined ? {} : { validUntil: civil(validUntil) }) },
  });
  assert.ok(made.ok);
  return made.value.bytes;
};
before(async () => { codes = await codeSigner({ keyStore: memoryKeyStore(random(7)), random: random(9) }); });

const run = async (target: string, key = publicKey()): Promise<Readonly<{ code: number; told: unknown }>> => {
  let said = '';
  const terminal = { out: (text: string) => { said += text; }, note: () => undefined, language: 'en' } as unknown as Terminal;
  const code = await verify({ words: [], values: { json: true, key } } as unknown as Parameters<typeof verify>[0], [target], terminal);
  return { code, told: JSON.parse(said) };
};

test('a paper is read back from its file with everything it states, and is valid as it stands', async () => {
  for (const [at, [name, until]] of ([['虚小禾', undefined], ['阿卜杜拉·虚构提·买买提江', '2027-04-21']] as const).entries()) {
    const bytes = await paper(name, until);
    const printed = present(await printedPaper(bytes, 'paper.pdf'), 'a paper');
    assert.deepEqual(printed.facts, {
      number: '（2026）虚公（零二）证字第1234号', organ: '虚构市公安局松江口分局柳岸派出所', issuedOn: '2026-10-21', name, nationality: '中国', documentType: '居民身份证',
      documentNumber: '110105199003071013', ...(until === undefined ? {} : { validUntil: until }),
    });
    const path = join(folder, `${at}.pdf`);
    writeFileSync(path, bytes);
    assert.deepEqual(await run(path), { code: 0, told: { status: 'valid', issuedOn: '2026-10-21', checked: 'paper' } });
    assert.deepEqual(await run(printed.code), { code: 0, told: { status: 'valid', issuedOn: '2026-10-21', checked: 'code' } });
  }
});

test('another name under the same code, another key, and a file that is none are unknown, all alike', async () => {
  const [own, other] = [await printedPaper(await paper('虚小禾'), 'a.pdf'), await printedPaper(await paper('虚大禾'), 'b.pdf')];
  assert.ok(own !== undefined && other !== undefined);
  const key = present(codeKey(Buffer.from(publicKey(), 'base64')), 'a key');
  assert.deepEqual(verifyCertificate([key], own.code, other.facts), { status: 'unknown' });
  const path = join(folder, 'text.pdf');
  writeFileSync(path, 'not a paper');
  assert.deepEqual(await run(path), { code: 1, told: { status: 'unknown', checked: 'paper' } });
  const stranger = await codeSigner({ keyStore: memoryKeyStore(random(5)), random: random(6) });
  assert.deepEqual(await run(own.code, Buffer.from(stranger.signer.publicKey).toString('base64')), { code: 1, told: { status: 'unknown', checked: 'code' } });
  await assert.rejects(run(own.code, 'no key'), /--key/);
});
