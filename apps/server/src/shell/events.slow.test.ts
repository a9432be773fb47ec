import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inventedMessage } from '../../../../packages/api/src/testing/invented-messages.ts';
import { eventHeaders, type EventSigning, type Invented, INVENTED_NOW, startInvented } from '../testing/invented-server.ts';

const NOW = Math.floor(INVENTED_NOW.epochMilliseconds / 1000);
const ONE = JSON.stringify(inventedMessage(1));

type Change = Readonly<{
  signing?: Partial<EventSigning>; headers?: (headers: Readonly<Record<string, string>>) => Record<string, string>;
  body?: string; search?: string;
}>;

const deliver = async (
  { url, port }: Pick<Invented, 'url' | 'port'>, { signing = {}, headers = (h) => ({ ...h }), body, search = '' }: Change = {},
): Promise<string> => {
  const signed = eventHeaders({ host: `127.0.0.1:${port}`, body: ONE, ...signing });
  const response = await fetch(`${url}/v1/intake/events${search}`, {
    method: 'POST', headers: headers(signed), body: body ?? signing.body ?? ONE,
  });
  const answer = await response.json() as { results: { outcome: string }[]; code: string };
  return response.status === 200 ? answer.results.map((one) => one.outcome).join() : answer.code;
};

test('a signed event is taken in structured mode, as a batch, and in binary mode', async (t) => {
  const invented = await startInvented(t);
  assert.equal(await deliver(invented), 'accepted');
  const batch = JSON.stringify([inventedMessage(1), inventedMessage(2)]);
  assert.equal(await deliver(invented, { signing: { body: batch, mediaType: 'application/cloudevents-batch+json' } }), 'duplicate,accepted');
  const { specversion, id, source, type, data } = inventedMessage(3);
  const events = { 'ce-specversion': String(specversion), 'ce-id': id, 'ce-source': source, 'ce-type': type };
  const binary = { body: JSON.stringify(data), mediaType: 'application/json', events };
  assert.equal(await deliver(invented, { signing: binary }), 'accepted');
  assert.equal(await deliver(invented, { signing: binary }), 'duplicate');
  assert.deepEqual(invented.state.committed.map(({ actorId, messages }) => [actorId, messages]),
    [['court-a01-key', 1], ['court-a01-key', 2], ['court-a01-key', 1], ['court-a01-key', 1]]);
});

const flipped = (value: string): string => value.replace(/[A-Za-z]/, (one) => (one === 'A' ? 'B' : 'A'));

const refusals: readonly (readonly [string, Change, string])[] = [
  ['no signature at all', { headers: ({ 'content-type': type = '' }) => ({ 'content-type': type }) }, 'SIGNATURE_MISSING'],
  ['another body than was signed', { body: JSON.stringify(inventedMessage(2)) }, 'DIGEST_MISMATCH'],
  ['another digest than was signed', { headers: (h) => ({ ...h, 'content-digest': 'sha-256=:AAAA:' }) }, 'SIGNATURE_INVALID'],
  ['no digest', { headers: ({ 'content-digest': _gone, ...h }) => h }, 'SIGNATURE_COVERAGE'],
  ['a digest by an algorithm nobody trusts', { headers: (h) => ({ ...h, 'content-digest': 'md5=:AAAA:' }) }, 'SIGNATURE_INVALID'],
  ['a signature with one letter changed', { headers: (h) => ({ ...h, signature: h['signature']?.replace(/:(.+):/, (_w, b: string) => `:${flipped(b)}:`) ?? '' }) }, 'SIGNATURE_INVALID'],
  ['another path than was signed', { signing: { path: '/v1/intake/messages' } }, 'SIGNATURE_INVALID'],
  ['another method than was signed', { signing: { method: 'PUT' } }, 'SIGNATURE_INVALID'],
  ['another host than was signed', { signing: { host: 'other.example' } }, 'SIGNATURE_INVALID'],
  ['a key nobody knows', { signing: { keyId: 'unknown-key' } }, 'SIGNATURE_INVALID'],
  ['signed 300 seconds ago', { signing: { created: NOW - 300 } }, 'accepted'],
  ['signed 301 seconds ago', { signing: { created: NOW - 301 } }, 'SIGNATURE_EXPIRED'],
  ['signed 30 seconds ahead', { signing: { created: NOW + 30 } }, 'accepted'],
  ['signed 31 seconds ahead', { signing: { created: NOW + 31 } }, 'SIGNATURE_EXPIRED'],
  ['expiring now', { signing: { expires: NOW } }, 'accepted'],
  ['expired a second ago', { signing: { expires: NOW - 1 } }, 'SIGNATURE_EXPIRED'],
  ['a nonce of 15 characters', { signing: { nonce: 'a'.repeat(15) } }, 'SIGNATURE_MALFORMED'],
  ['another purpose', { headers: (h) => ({ ...h, 'signature-input': h['signature-input']?.replace('fengcun-intake', 'other') ?? '' }) }, 'SIGNATURE_MISSING'],
  ['another algorithm', { headers: (h) => ({ ...h, 'signature-input': h['signature-input']?.replace('ed25519', 'rsa-v1_5-sha256') ?? '' }) }, 'SIGNATURE_MALFORMED'],
  ['a header that does not parse', { headers: (h) => ({ ...h, 'signature-input': 'sig=(' }) }, 'SIGNATURE_MALFORMED'],
  ['an attribute that is not signed', { headers: (h) => ({ ...h, 'ce-id': 'smuggled' }) }, 'SIGNATURE_COVERAGE'],
  ['an address part that is not signed', { search: '?as=other' }, 'SIGNATURE_COVERAGE'],
  ['a media type that is not signed', { headers: (h) => ({ ...h, 'content-type': 'application/json' }) }, 'SIGNATURE_INVALID'],
  ['binary mode without attributes', { signing: { mediaType: 'application/json' } }, 'HEADER_INVALID'],
];

for (const [what, change, expected] of refusals) {
  test(`an event with ${what}: ${expected}`, async (t) => {
    const invented = await startInvented(t);
    assert.equal(await deliver(invented, change), expected);
    const { committed, taken } = invented.state;
    if (expected !== 'accepted') {
      assert.equal(taken.size, 0);
      assert.deepEqual(committed.map(({ phase, problem }) => [phase, problem]), [['refusal', expected]]);
    }
  });
}

test('a signature counts once: the same request sent again is refused, and taken in only once', async (t) => {
  const invented = await startInvented(t);
  const signed = eventHeaders({ host: `127.0.0.1:${invented.port}`, body: ONE });
  const again = { headers: () => ({ ...signed }) };
  assert.equal(await deliver(invented, again), 'accepted');
  assert.equal(await deliver(invented, again), 'SIGNATURE_REPLAYED');
  assert.equal(invented.state.taken.size, 1);
  assert.deepEqual(invented.state.committed.map(({ phase }) => phase), ['intent', 'refusal']);
});

test('a signature made for a name that is not ours is refused where names are configured', async (t) => {
  const { inventedConfig } = await import('../testing/invented-server.ts');
  const invented = await startInvented(t, { config: { ...inventedConfig(), authorities: ['registry.example'] } });
  assert.equal(await deliver(invented), 'SIGNATURE_INVALID');
});
