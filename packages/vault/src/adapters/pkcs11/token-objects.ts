// Adapter: keys and states as objects of a PKCS#11 token.
import { suiteById } from '@fengcun/crypto';
import { isKeyId, type KeyId, keyIdBytes, keyIdText } from '../../keys/key-id.ts';
import { suiteByName } from '../../keys/tree.ts';
import type { StoredKey, StoredState } from '../../ports/key-store.ts';
import type { Attribute, Cryptoki, Handle } from './module.ts';
import { CK, type SuiteMechanisms } from './standard.ts';

/** An open, logged-in session. */
export type TokenSession = Readonly<{ cryptoki: Cryptoki; session: Handle }>;

/** Objects of others on the same token are never touched: ours carry this in their label. */
const LABEL = 'fengcun';

/** LIMIT: objects of one page of a search on the token. */
const FOUND_MAX = 1024;

/** Every object a template matches. */
export const findObjects = (on: TokenSession, template: readonly Attribute[]): readonly Handle[] => {
  const { cryptoki, session } = on;
  cryptoki.C_FindObjectsInit(session, template);
  try {
    const found: Handle[] = [];
    for (;;) {
      const page = cryptoki.C_FindObjects(session, FOUND_MAX);
      if (page.length === 0) return found;
      for (const handle of page) found.push(handle);
    }
  } finally {
    cryptoki.C_FindObjectsFinal(session);
  }
};

const bytesOf = (on: TokenSession, object: Handle, type: number): Buffer => {
  const [attribute] = on.cryptoki.C_GetAttributeValue(on.session, object, [{ type }]);
  return Buffer.isBuffer(attribute?.value) ? attribute.value : Buffer.alloc(0);
};

const keyLabel = (key: Pick<StoredKey, 'use' | 'suite'>): string =>
  `${LABEL}/${key.use}/${suiteByName(key.suite).id}`;

const SECRET: readonly Attribute[] = [{ type: CK.CKA_CLASS, value: CK.CKO_SECRET_KEY }];

/** The key of a name, with what its label says; undefined if the token has none. */
export const findKey = (
  on: TokenSession, id: KeyId,
): Readonly<{ handle: Handle; stored: StoredKey }> | undefined => {
  const template = [...SECRET, { type: CK.CKA_ID, value: Buffer.from(keyIdBytes(id)) }];
  for (const handle of findObjects(on, template)) {
    const stored = storedKeyOf(on, handle);
    if (stored !== undefined) return { handle, stored };
  }
  return undefined;
};

const storedKeyOf = (on: TokenSession, handle: Handle): StoredKey | undefined => {
  const [mark, use, suiteId] = bytesOf(on, handle, CK.CKA_LABEL).toString('utf8').split('/');
  const suite = suiteById(Number(suiteId));
  const id = bytesOf(on, handle, CK.CKA_ID);
  if (mark !== LABEL || suite === undefined || id.length !== 16 || !isKeyId(keyIdText(id))) return undefined;
  return { id: keyIdText(id), use: use === 'wrap' ? 'wrap' : 'index', suite: suite.name };
};

/** Every key of ours on the token. */
export const listKeys = (on: TokenSession): readonly StoredKey[] =>
  findObjects(on, SECRET).flatMap((handle) => {
    const stored = storedKeyOf(on, handle);
    return stored === undefined ? [] : [stored];
  });

/** Generates a key inside the token: it is never outside, cannot be read and cannot be exported. */
export const generateKey = (on: TokenSession, key: StoredKey, suite: SuiteMechanisms): void => {
  const isWrap = key.use === 'wrap';
  on.cryptoki.C_GenerateKey(on.session, { mechanism: isWrap ? suite.generateWrap : suite.generateIndex }, [
    ...SECRET,
    { type: CK.CKA_KEY_TYPE, value: isWrap ? suite.wrapKeyType : CK.CKK_GENERIC_SECRET },
    { type: CK.CKA_VALUE_LEN, value: isWrap ? suite.wrapKeyBytes : 32 },
    { type: CK.CKA_ID, value: Buffer.from(keyIdBytes(key.id)) },
    { type: CK.CKA_LABEL, value: keyLabel(key) },
    { type: CK.CKA_TOKEN, value: true }, { type: CK.CKA_PRIVATE, value: true },
    { type: CK.CKA_SENSITIVE, value: true }, { type: CK.CKA_EXTRACTABLE, value: false },
    { type: CK.CKA_ENCRYPT, value: isWrap }, { type: CK.CKA_DECRYPT, value: isWrap },
    { type: CK.CKA_SIGN, value: !isWrap },
  ]);
};

const stateTemplate = (name: string): readonly Attribute[] => [
  { type: CK.CKA_CLASS, value: CK.CKO_DATA }, { type: CK.CKA_APPLICATION, value: LABEL },
  { type: CK.CKA_LABEL, value: name },
];

/** A state object of the token: version (8) ‖ bytes. */
export type TokenState = Readonly<{ handle: Handle; state: StoredState }>;

/** The states of a name, newest first; more than one only after a crash between creation and removal. */
export const findStates = (on: TokenSession, name: string): readonly TokenState[] =>
  findObjects(on, stateTemplate(name)).map((handle) => {
    const value = bytesOf(on, handle, CK.CKA_VALUE);
    const version = Number(value.readBigUInt64BE());
    return { handle, state: { version, bytes: Uint8Array.from(value.subarray(8)) } };
  }).toSorted((a, b) => b.state.version - a.state.version);

/** Writes the next state, then removes the ones before it. */
export const writeState = (on: TokenSession, name: string, state: StoredState): void => {
  const before = findStates(on, name);
  const version = Buffer.alloc(8);
  version.writeBigUInt64BE(BigInt(state.version));
  on.cryptoki.C_CreateObject(on.session, [
    ...stateTemplate(name),
    { type: CK.CKA_TOKEN, value: true }, { type: CK.CKA_PRIVATE, value: true },
    { type: CK.CKA_VALUE, value: Buffer.concat([version, state.bytes]) },
  ]);
  for (const { handle } of before) on.cryptoki.C_DestroyObject(on.session, handle);
};
