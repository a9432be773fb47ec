// Adapter: a key store in a PKCS#11 module. Roots and peppers never leave it.
import { contextBytes, SECRET_BYTES, takeSecret } from '@fengcun/crypto';
import { assert, BugError, err, Fault, ok, present, type Result } from '@fengcun/kernel';
import type { KeyId } from '../../keys/key-id.ts';
import type { SuiteName } from '../../keys/tree.ts';
import type { KeyStore, KeyStoreRefusal, StoredKey, WrapPlace } from '../../ports/key-store.ts';
import { type Cryptoki, type Handle, loadCryptoki, type Mechanism } from './module.ts';
import { CK, INTL_MECHANISMS, type SuiteMechanisms } from './standard.ts';
import {
  findKey, findStates, generateKey, listKeys, type TokenSession, writeState,
} from './token-objects.ts';

/** A token and how to reach it. */
export type Pkcs11Options = Readonly<{
  /** Directory whose `node_modules` holds pkcs11js 2.1.7. */
  bindingDirectory: string;
  /** The vendor's library, or libsofthsm2.so. */
  library: string;
  tokenLabel: string;
  /** LIMIT: a text, because the binding takes one; it cannot be overwritten, only dropped. */
  pin: string;
  /** Numbers of the SM mechanisms of this vendor; without them the store offers `intl` only. */
  sm?: SuiteMechanisms;
}>;

const IV_BYTES = 12;
const TAG_BYTES = 16;
const WRAPPED_BYTES = IV_BYTES + SECRET_BYTES + TAG_BYTES;

type Mechanisms = Readonly<Partial<Record<SuiteName, SuiteMechanisms>>>;
type Token = TokenSession & Readonly<{ mechanisms: Mechanisms }>;
type UsedKey = Readonly<{ handle: Handle; suite: SuiteMechanisms }>;

/** What the library throws names a CKR code and no data; the sentence says what was tried. */
const attempt = <T>(what: string, work: () => T): T => {
  try {
    return work();
  } catch (error) {
    if (error instanceof Fault || error instanceof BugError) throw error;
    const text = `The hardware module failed: ${what}.`;
    throw new Fault('KEY_STORE_FAILED', text, { cause: error, retryable: true });
  }
};

const mechanismsOf = (token: Token, suite: SuiteName): SuiteMechanisms =>
  present(token.mechanisms[suite], 'mechanisms of the suite');

const keyOf = (token: Token, id: KeyId, use: StoredKey['use']): Result<UsedKey, KeyStoreRefusal> => {
  const found = attempt('searching a key', () => findKey(token, id));
  if (found === undefined) return err({ code: 'KEY_DESTROYED' });
  assert(found.stored.use === use, 'a key serves one use');
  return ok({ handle: found.handle, suite: mechanismsOf(token, found.stored.suite) });
};

const aead = (suite: SuiteMechanisms, iv: Buffer, place: WrapPlace): Mechanism => {
  const aad = Buffer.from(contextBytes(place.context));
  const parameter = { type: CK.GCM_PARAMETERS, iv, aad, ivBits: iv.length * 8, tagBits: TAG_BYTES * 8 };
  return { mechanism: suite.aead, parameter };
};

const wrapOn = (token: Token): KeyStore['wrap'] => async (place, key) => {
  assert(key.symmetricKeySize === SECRET_BYTES, 'a wrapped key has 32 bytes');
  const root = keyOf(token, place.keyId, 'wrap');
  if (!root.ok) return root;
  const { cryptoki, session } = token;
  return attempt('wrapping a key', () => {
    const iv = cryptoki.C_GenerateRandom(session, Buffer.alloc(IV_BYTES));
    cryptoki.C_EncryptInit(session, aead(root.value.suite, iv, place), root.value.handle);
    const plain = key.export();
    try {
      const sealed = cryptoki.C_Encrypt(session, plain, Buffer.alloc(SECRET_BYTES + TAG_BYTES));
      assert(sealed.length === SECRET_BYTES + TAG_BYTES, 'the module returned a wrong length');
      return ok(Buffer.concat([iv, sealed]));
    } finally {
      plain.fill(0);
    }
  });
};

const REJECTED = err<KeyStoreRefusal>({ code: 'CIPHERTEXT_REJECTED' });

const unwrapOn = (token: Token): KeyStore['unwrap'] => async (place, wrapped) => {
  const root = keyOf(token, place.keyId, 'wrap');
  if (!root.ok) return root;
  if (wrapped.length !== WRAPPED_BYTES) return REJECTED;
  const { cryptoki, session } = token;
  const iv = Buffer.from(wrapped.subarray(0, IV_BYTES));
  attempt('unwrapping a key', () => {
    cryptoki.C_DecryptInit(session, aead(root.value.suite, iv, place), root.value.handle);
  });
  const into = Buffer.alloc(SECRET_BYTES + TAG_BYTES);
  try {
    const plain = cryptoki.C_Decrypt(session, wrapped.subarray(IV_BYTES), into);
    if (plain.length !== SECRET_BYTES) return REJECTED;
    return ok(takeSecret(plain));
  } catch (error) {
    // Modules disagree on the code of a wrong tag; a session that is gone is told apart by asking it.
    attempt('asking the session', () => cryptoki.C_GenerateRandom(session, Buffer.alloc(1)));
    if (error instanceof Error) return REJECTED;
    throw error;
  } finally {
    into.fill(0);
  }
};

const openToken = (cryptoki: Cryptoki, options: Pkcs11Options): TokenSession => {
  const isOurs = (slot: Handle): boolean => cryptoki.C_GetTokenInfo(slot).label.trim() === options.tokenLabel;
  const slot = attempt('listing tokens', () => cryptoki.C_GetSlotList(true).find(isOurs));
  if (slot === undefined) {
    throw new Fault('PKCS11_TOKEN_MISSING', 'No token of the configured label is there.');
  }
  return attempt('login (is the PIN right?)', () => {
    const session = cryptoki.C_OpenSession(slot, CK.CKF_SERIAL_SESSION | CK.CKF_RW_SESSION);
    cryptoki.C_Login(session, CK.CKU_USER, options.pin);
    return { cryptoki, session };
  });
};

/** A library that stays initialised after a failed login could not be opened again with the right PIN. */
const openedOrReleased = (cryptoki: Cryptoki, options: Pkcs11Options): TokenSession => {
  try {
    return openToken(cryptoki, options);
  } catch (error) {
    cryptoki.C_Finalize();
    throw error;
  }
};

/**
 * Opens the key store of a token: keys are made inside it, cannot be exported, and `destroy` is
 * C_DestroyObject. The erasure seeds are a private data object of the same token.
 * LIMIT: calls are synchronous; they are rare, because epoch keys are held for 15 minutes.
 */
export const pkcs11KeyStore = async (options: Pkcs11Options): Promise<KeyStore> => {
  const cryptoki = loadCryptoki(options);
  const sm = options.sm === undefined ? {} : { sm: options.sm };
  const mechanisms: Mechanisms = { intl: INTL_MECHANISMS, ...sm };
  const token: Token = { ...openedOrReleased(cryptoki, options), mechanisms };
  const { session } = token;
  return {
    suites: options.sm === undefined ? ['intl'] : ['intl', 'sm'],
    create: async (key) => attempt('making a key', () => {
      if (findKey(token, key.id) === undefined) generateKey(token, key, mechanismsOf(token, key.suite));
    }),
    has: async (id) => attempt('searching a key', () => findKey(token, id) !== undefined),
    list: async () => attempt('listing keys', () => listKeys(token)),
    destroy: async (id) => attempt('destroying a key', () => {
      const found = findKey(token, id);
      if (found !== undefined) cryptoki.C_DestroyObject(session, found.handle);
    }),
    wrap: wrapOn(token),
    unwrap: unwrapOn(token),
    authenticate: async (id, message) => {
      const key = keyOf(token, id, 'index');
      if (!key.ok) return key;
      return attempt('authenticating', () => {
        cryptoki.C_SignInit(session, { mechanism: key.value.suite.mac }, key.value.handle);
        return ok(cryptoki.C_Sign(session, message, Buffer.alloc(32)));
      });
    },
    readState: async (name) => attempt('reading a state', () => findStates(token, name)[0]?.state),
    replaceState: async (name, expected, bytes) => attempt('writing a state', () => {
      const version = findStates(token, name)[0]?.state.version ?? 0;
      if (version !== expected) return err({ code: 'STATE_CONFLICT', version });
      writeState(token, name, { version: version + 1, bytes });
      return ok(version + 1);
    }),
    close: async () => attempt('logout', () => {
      cryptoki.C_Logout(session);
      cryptoki.C_CloseSession(session);
      cryptoki.C_Finalize();
    }),
  };
};
