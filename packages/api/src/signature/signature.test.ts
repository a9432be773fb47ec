import assert from 'node:assert/strict';
import { createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { checkContentDigest, contentDigest } from './content-digest.ts';
import { signedHeaders } from './sign-request.ts';
import { type SignableRequest, signatureBase } from './signature-base.ts';
import { parseByteDictionary, parseSignatureInput } from './structured-fields.ts';
import { verifySignature } from './verify-signature.ts';

/** The test request and key of RFC 9421 §B.2 and §B.1.4, with the signature of §B.2.6. */
const RFC_REQUEST: SignableRequest = {
  method: 'POST', authority: 'example.com', path: '/foo', search: '?param=Value&Pet=dog',
  headers: {
    host: 'example.com', date: 'Tue, 20 Apr 2021 02:07:55 GMT', 'content-type': 'application/json',
    'content-digest': 'sha-512=:WZDPaVn/7XgHaAy8pmojAkGWoRx2UFChF41A2svX+TaPm+AbwAgBWnrIiYllu7BNNyealdVLvRwEmTHWXvJwew==:',
    'content-length': '18',
  },
};
const RFC_KEY = createPublicKey(`-----BEGIN PUBLIC KEY-----
MCowBQYDK2VwAyEAJrQLj5P/89iXES9+vFgrIy29clF9CC/oPPsw3c5D0bs=
-----END PUBLIC KEY-----`);
const RFC_INPUT = 'sig-b26=("date" "@method" "@path" "@authority" "content-type" "content-length");created=1618884473;keyid="test-key-ed25519"';
const RFC_SIGNATURE = 'sig-b26=:wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1u02Gb04v9EDgwUPiu4A0w6vuQv5lIp5WPpBKRCw==:';

test('the signature of RFC 9421 §B.2.6 verifies over our base, which is the one printed there', () => {
  const parsed = parseSignatureInput(RFC_INPUT);
  const signature = parseByteDictionary(RFC_SIGNATURE);
  assert.ok(parsed.ok && signature.ok);
  const [input] = parsed.value;
  assert.ok(input);
  const base = signatureBase(RFC_REQUEST, input.components, input.raw);
  assert.deepEqual(base, {
    ok: true,
    value: ['"date": Tue, 20 Apr 2021 02:07:55 GMT', '"@method": POST', '"@path": /foo', '"@authority": example.com',
      '"content-type": application/json', '"content-length": 18',
      '"@signature-params": ("date" "@method" "@path" "@authority" "content-type" "content-length");created=1618884473;keyid="test-key-ed25519"'].join('\n'),
  });
  assert.ok(base.ok && verify(null, Buffer.from(base.value), RFC_KEY, signature.value.get('sig-b26') ?? Buffer.alloc(0)));
});

test('the digest of RFC 9421 §B.2 fits its body, and no other body', () => {
  assert.ok(checkContentDigest(RFC_REQUEST.headers['content-digest'], Buffer.from('{"hello": "world"}')).ok);
  assert.ok(!checkContentDigest(RFC_REQUEST.headers['content-digest'], Buffer.from('{"hello": "world" }')).ok);
});

test('a digest needs one algorithm we trust, and every trusted one must fit', () => {
  const body = Buffer.from('invented');
  const right = contentDigest(body);
  assert.ok(checkContentDigest(right, body).ok);
  assert.ok(checkContentDigest(`md5=:AAAA:, ${right}`, body).ok);
  for (const wrong of ['', 'md5=:AAAA:', `${right}, sha-512=:AAAA:`, right.replace('sha-256', 'SHA-256'), `${right},`, 'constructor=:AAAA:']) {
    assert.ok(!checkContentDigest(wrong, body).ok, wrong);
  }
  assert.ok(!checkContentDigest(undefined, body).ok);
});

for (const header of [
  '', 'sig', 'sig=', 'sig=()', 'sig=("@method"', 'sig=("@method" )', 'sig=("@method""@path")', 'sig=("@method");', 'sig=("@method");created',
  'sig=("@method");created=1.5', 'sig=("@method";req)', 'sig=("a\\"b")', 'sig=("@method");x="\u00e9"', 'sig=("@method"), sig=("@path")',
  'sig=("@method") other=("@path")', 'Sig=("@method")', 'a'.repeat(5000), `sig=(${'"a" '.repeat(3000)})`,
]) {
  test(`a Signature-Input like ${JSON.stringify(header.slice(0, 40))} is ${header === 'sig=()' ? 'read' : 'refused'}`, () => {
    assert.equal(parseSignatureInput(header).ok, header === 'sig=()');
  });
}

const pair = generateKeyPairSync('ed25519');
const NOW = 1_790_000_000;
const BODY = Buffer.from('{"invented":true}');
const REQUEST: SignableRequest = {
  method: 'POST', authority: 'registry.example', path: '/v1/intake/events', search: '?',
  headers: { 'content-type': 'application/json', 'ce-id': 'one.1', 'ce-source': 'urn:fengcun:court:A01:trial-system' },
};
const actor = { id: 'key', organ: 'court/A01', roles: [], hasSecondFactor: false };
const check = { now: NOW, keyOf: () => ({ actor, verify: (data: Uint8Array, signature: Uint8Array) => verify(null, data, pair.publicKey, signature) }) };
const signed = {
  ...REQUEST,
  headers: {
    ...REQUEST.headers,
    ...signedHeaders(REQUEST, BODY, { keyId: 'key', nonce: 'invented-nonce-1', created: NOW, sign: (data) => sign(null, data, pair.privateKey) }),
  },
};

test('what is signed verifies, and says until when its nonce must be remembered', () => {
  assert.deepEqual(verifySignature(signed, check), { ok: true, value: { actor, keyId: 'key', nonce: 'invented-nonce-1', rememberUntil: NOW + 330 } });
});

test('no change of one character in any signed part or signature header verifies', () => {
  const parts = ['method', 'authority', 'path', ...Object.keys(signed.headers)];
  fc.assert(fc.property(fc.constantFrom(...parts), fc.nat(), fc.constantFrom(...'aZ0=:/"; '), (part, seed, by) => {
    const before = part in signed.headers ? String(Object.entries(signed.headers).find(([name]) => name === part)?.[1]) : String(Reflect.get(signed, part));
    const at = seed % before.length;
    const after = before.slice(0, at) + by + before.slice(at + 1);
    // Surrounding white space is no part of a header's value, and unused bits of base64 none of its bytes.
    if (after.trim() === before || part === 'signature') return;
    const changed = part in signed.headers ? { ...signed, headers: { ...signed.headers, [part]: after } } : { ...signed, [part]: after };
    assert.equal(verifySignature(changed, check).ok, false, `${part}: ${after}`);
  }), { numRuns: 5000, seed: 9421 });
});

test('no change of one bit of the signature verifies', () => {
  const bytes = parseByteDictionary(signed.headers['signature'] ?? '');
  assert.ok(bytes.ok);
  const right = Buffer.from(bytes.value.get('sig') ?? []);
  for (let bit = 0; bit < right.length * 8; bit += 1) {
    const wrong = Buffer.from(right);
    wrong[bit >> 3] = (wrong[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    const changed = { ...signed, headers: { ...signed.headers, signature: `sig=:${wrong.toString('base64')}:` } };
    assert.equal(verifySignature(changed, check).ok, false, `bit ${bit}`);
  }
});

test('signature headers of any shape are answered, never thrown at', () => {
  fc.assert(fc.property(fc.string({ maxLength: 200 }), fc.string({ maxLength: 200 }), (input, signature) => {
    verifySignature({ ...signed, headers: { ...signed.headers, 'signature-input': input, signature } }, check);
    parseSignatureInput(`sig=(${input})`);
  }), { numRuns: 5000, seed: 9651 });
});

test('hostile headers take no time: a long run of quotes, parameters, spaces', () => {
  const before = performance.now();
  for (const one of ['"a" ', ';a="', ';a=1', ' ', ',', ':', 'a=("']) {
    parseSignatureInput(`sig=("@method"${one.repeat(1000)}`.slice(0, 4096));
    parseByteDictionary(`sig=:${one.repeat(1000)}`.slice(0, 4096));
  }
  // Milliseconds when matching is linear; the bound is for a pattern that backtracks, not for a busy machine.
  assert.ok(performance.now() - before < 10_000);
});
