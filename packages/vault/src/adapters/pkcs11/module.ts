// Adapter: loads the PKCS#11 binding, which compiles at installation and is therefore not a dependency.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Fault } from '@fengcun/kernel';

/** One attribute of an object on the token. */
export type Attribute = Readonly<{ type: number; value?: number | boolean | string | Uint8Array }>;

/** A mechanism: a number of the standard or of the vendor, and its parameters. */
export type Mechanism = Readonly<{ mechanism: number; parameter?: unknown }>;

/** An opened library. Handles are opaque. Names are those of the standard. @see PKCS #11 v2.40 */
export type Cryptoki = Readonly<{
  load: (path: string) => void;
  C_Initialize: () => void;
  C_Finalize: () => void;
  C_GetSlotList: (tokenPresent: boolean) => readonly Handle[];
  C_GetTokenInfo: (slot: Handle) => Readonly<{ label: string }>;
  C_OpenSession: (slot: Handle, flags: number) => Handle;
  C_CloseSession: (session: Handle) => void;
  C_Login: (session: Handle, user: number, pin: string) => void;
  C_Logout: (session: Handle) => void;
  C_GenerateRandom: (session: Handle, into: Buffer) => Buffer;
  C_GenerateKey: (session: Handle, mechanism: Mechanism, template: readonly Attribute[]) => Handle;
  C_CreateObject: (session: Handle, template: readonly Attribute[]) => Handle;
  C_DestroyObject: (session: Handle, object: Handle) => void;
  C_FindObjectsInit: (session: Handle, template: readonly Attribute[]) => void;
  C_FindObjects: (session: Handle, max: number) => readonly Handle[];
  C_FindObjectsFinal: (session: Handle) => void;
  C_GetAttributeValue: (
    session: Handle, object: Handle, wanted: readonly Attribute[],
  ) => readonly Attribute[];
  C_EncryptInit: (session: Handle, mechanism: Mechanism, key: Handle) => void;
  C_Encrypt: (session: Handle, input: Uint8Array, output: Buffer) => Buffer;
  C_DecryptInit: (session: Handle, mechanism: Mechanism, key: Handle) => void;
  C_Decrypt: (session: Handle, input: Uint8Array, output: Buffer) => Buffer;
  C_SignInit: (session: Handle, mechanism: Mechanism, key: Handle) => void;
  C_Sign: (session: Handle, input: Uint8Array, output: Buffer) => Buffer;
}>;

/** An opaque handle of the library. */
export type Handle = Buffer;

type Binding = Readonly<{ PKCS11: new () => Cryptoki }>;

const isBinding = (value: unknown): value is Binding =>
  typeof value === 'object' && value !== null && 'PKCS11' in value && typeof value.PKCS11 === 'function';

/**
 * The binding `pkcs11js` from the `node_modules` of a directory the operator names (trusted: its code runs
 * here), with the library of the module loaded into it.
 */
export const loadCryptoki = (options: Readonly<{ bindingDirectory: string; library: string }>): Cryptoki => {
  const text = 'The PKCS#11 binding is not there: install pkcs11js 2.1.7 in the named directory.';
  let binding: unknown;
  try {
    binding = createRequire(join(options.bindingDirectory, 'package.json'))('pkcs11js');
  } catch (error) {
    throw new Fault('PKCS11_BINDING_MISSING', text, { cause: error });
  }
  if (!isBinding(binding)) throw new Fault('PKCS11_BINDING_MISSING', text);
  const cryptoki = new binding.PKCS11();
  try {
    cryptoki.load(options.library);
    cryptoki.C_Initialize();
  } catch (error) {
    throw new Fault('PKCS11_LIBRARY', 'The PKCS#11 library does not load or start.', { cause: error });
  }
  return cryptoki;
};
