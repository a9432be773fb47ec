import { hash, timingSafeEqual, verify } from 'node:crypto';
import type { Actor, Authenticator, SenderKey } from '@fengcun/api';
import { assert, err, ok, present } from '@fengcun/kernel';
import { ed25519Key } from '../config/parse-accounts.ts';
import type { ServiceAccount, SigningKey } from '../config/server-config.ts';

const SECRET_BYTES = 32;
// `fct.<account id>.<secret>`: the id finds the account, the secret proves it.
const TOKEN = /^fct\.([a-z][a-z0-9-]{2,63})\.[A-Za-z0-9_-]{43}$/;

const digestOf = (token: string): Buffer => hash('sha256', `fengcun-token-v1|${token}`, 'buffer');

/**
 * A new token of an account from 32 random bytes, and the hash that the configuration keeps. A plain hash
 * will do: nobody guesses 256 bits.
 */
export const makeToken = (
  accountId: string, random: Uint8Array,
): Readonly<{ token: string; tokenHash: string }> => {
  assert(random.length === SECRET_BYTES, 'a token needs 32 random bytes');
  const token = `fct.${accountId}.${Buffer.from(random).toString('base64url')}`;
  return { token, tokenHash: `sha256:${digestOf(token).toString('hex')}` };
};

type Known = Readonly<{ actor: Actor; digest: Buffer }>;

/** Compared with where the account is unknown, so that the refusal takes the same way. */
const NOBODY: Known = {
  actor: { id: 'nobody', organ: 'none', roles: [], hasSecondFactor: false },
  digest: Buffer.alloc(SECRET_BYTES),
};

/** Bearer tokens of configured service accounts; compared in constant time. @see RFC 6750 §2.1 */
export const serviceAccounts = (accounts: readonly ServiceAccount[]): Authenticator => {
  const known = new Map(accounts.map(({ tokenHash, ...actor }): [string, Known] =>
    [actor.id, { actor, digest: Buffer.from(tokenHash.slice('sha256:'.length), 'hex') }]));
  return {
    scheme: 'bearer',
    challenge: 'Bearer realm="fengcun"',
    authenticate: async (credentials) => {
      const accountId = TOKEN.exec(credentials)?.[1] ?? '';
      const account = known.get(accountId) ?? NOBODY;
      const isRight = timingSafeEqual(digestOf(credentials), account.digest);
      return isRight && account !== NOBODY ? ok(account.actor) : err('UNAUTHENTICATED');
    },
  };
};

/** Keys of senders by their id, for signed events. A key acts as its organ's system. */
export const senderKeys = (keys: readonly SigningKey[]): (keyId: string) => SenderKey | undefined => {
  const known = new Map(keys.map(({ keyId, organ, roles, publicKey }): [string, SenderKey] => {
    const key = present(ed25519Key(publicKey), 'the key that the configuration was checked for');
    const actor: Actor = { id: keyId, organ, roles, hasSecondFactor: false };
    return [keyId, { actor, verify: (data, signature) => verify(null, data, key, signature) }];
  }));
  return (keyId) => known.get(keyId);
};
