import { createHash, generateKeyPairSync, sign } from 'node:crypto';

type Cbor = number | string | Uint8Array | ReadonlyMap<Cbor, Cbor>;

const head = (major: number, value: number): Buffer => {
  if (value < 24) return Buffer.of((major << 5) | value);
  if (value < 256) return Buffer.of((major << 5) | 24, value);
  return Buffer.of((major << 5) | 25, value >> 8, value & 255);
};

/** As much of CBOR as authenticators write. @see RFC 8949 */
const cbor = (value: Cbor): Buffer => {
  if (typeof value === 'number') return value >= 0 ? head(0, value) : head(1, -1 - value);
  if (typeof value === 'string') return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
  if (value instanceof Uint8Array) return Buffer.concat([head(2, value.length), value]);
  return Buffer.concat([head(5, value.size), ...[...value].flatMap(([key, member]) => [cbor(key), cbor(member)])]);
};

const sha256 = (bytes: Uint8Array | string): Buffer => createHash('sha256').update(bytes).digest();

/** What of an answer a test makes wrong. */
export type Tampering = Readonly<{ origin?: string; rpId?: string; challenge?: string; isVerified?: boolean; counter?: number; type?: string }>;

/** An authenticator in software: one credential, ES256, user verified, a counter that goes up. */
export const softwareAuthenticator = (party: Readonly<{ rpId: string; origin: string }>) => {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
  const credentialId = sha256(x).subarray(0, 16);
  const id = credentialId.toString('base64url');
  let counter = 0;
  const clientData = (type: string, challenge: string, wrong: Tampering): Buffer =>
    Buffer.from(JSON.stringify({ type: wrong.type ?? type, challenge: wrong.challenge ?? challenge, origin: wrong.origin ?? party.origin, crossOrigin: false }));
  const authenticatorData = (wrong: Tampering, attested: Uint8Array = new Uint8Array()): Buffer => {
    counter = wrong.counter ?? counter + 1;
    const count = Buffer.alloc(4);
    count.writeUInt32BE(counter);
    const flags = 0x01 | (wrong.isVerified === false ? 0 : 0x04) | (attested.length > 0 ? 0x40 : 0);
    return Buffer.concat([sha256(wrong.rpId ?? party.rpId), Buffer.of(flags), count, attested]);
  };
  const common = { id, rawId: id, type: 'public-key', clientExtensionResults: {} };
  return {
    id,
    /** The answer to registration options. */
    create: (challenge: string, wrong: Tampering = {}) => {
      const key = new Map<Cbor, Cbor>([[1, 2], [3, -7], [-1, 1], [-2, Buffer.from(x, 'base64url')], [-3, Buffer.from(y, 'base64url')]]);
      const attested = Buffer.concat([Buffer.alloc(16), Buffer.of(0, credentialId.length), credentialId, cbor(key)]);
      const attestationObject = cbor(new Map<Cbor, Cbor>([
        ['fmt', 'none'], ['attStmt', new Map<Cbor, Cbor>()], ['authData', authenticatorData(wrong, attested)],
      ]));
      return {
        ...common,
        response: {
          clientDataJSON: clientData('webauthn.create', challenge, wrong).toString('base64url'), attestationObject: attestationObject.toString('base64url'),
        },
      };
    },
    /** The answer to authentication options. */
    get: (challenge: string, wrong: Tampering = {}) => {
      const client = clientData('webauthn.get', challenge, wrong);
      const data = authenticatorData(wrong);
      const signature = sign('sha256', Buffer.concat([data, sha256(client)]), privateKey);
      return {
        ...common,
        response: {
          clientDataJSON: client.toString('base64url'), authenticatorData: data.toString('base64url'), signature: signature.toString('base64url'),
        },
      };
    },
  };
};
