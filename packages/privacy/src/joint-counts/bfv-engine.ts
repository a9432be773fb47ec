import { initialize, type MainModule } from 'node-seal';
import { assert, err, ok, type Result } from '@fengcun/kernel';
import { CELLS_OF_CIPHERTEXT } from './round-terms.ts';

/** Why bytes are no ciphertext, or why one is not decrypted. */
export type CipherRefusal = Readonly<{
  code: 'CIPHERTEXT_INVALID' | 'CIPHERTEXT_TRANSPARENT' | 'NOISE_BUDGET' | 'KEY_INVALID'; at?: number;
}>;

/** Keys of one round; the secret one stays with the decryptor and goes when the round ends. */
export type BfvKeys = Readonly<{ publicKey: Uint8Array; secretKey: Uint8Array }>;

/** Counts as a ciphertext, sums of ciphertexts, and back; values are signed and below 2^31. */
export type BfvEngine = Readonly<{
  newKeys: () => BfvKeys;
  encrypt: (publicKey: Uint8Array, counts: Int32Array) => Result<Uint8Array, CipherRefusal>;
  /** Adds ciphertexts and a fresh encryption of zero, so that the sum's bytes say nothing of its parts. */
  add: (publicKey: Uint8Array, ciphertexts: readonly Uint8Array[]) => Result<Uint8Array, CipherRefusal>;
  decrypt: (
    secretKey: Uint8Array, ciphertext: Uint8Array, cells: number,
  ) => Result<Readonly<{ counts: Int32Array; noiseBudget: number }>, CipherRefusal>;
}>;

/** Bits that must be left before a decryption; below, a wrong digit could come out. */
export const NOISE_BUDGET_MIN = 10;

/**
 * Bits of the plaintext modulus, the prime 4,294,828,033: sums beyond ±2,147,414,016 would wrap round, which
 * is
 * above what `countMax` lets through.
 */
const PLAIN_BITS = 32;

type Seal = Readonly<{
  library: MainModule; context: InstanceType<MainModule['SEALContext']>;
  encoder: InstanceType<MainModule['BatchEncoder']>; evaluator: InstanceType<MainModule['Evaluator']>;
}>;
type Handle = Readonly<{ delete: () => void }>;
type Ciphertext = InstanceType<MainModule['Ciphertext']>;

/** Runs with handles of the library's memory, which no collector frees. */
const using = <T>(run: (keep: <H extends Handle>(handle: H) => H) => T): T => {
  const kept: Handle[] = [];
  try {
    return run((handle) => {
      kept.push(handle);
      return handle;
    });
  } finally {
    for (const handle of kept.reverse()) handle.delete();
  }
};

/** Bytes of their own, outside the library's memory. */
const copied = (value: unknown): Uint8Array => {
  assert(value instanceof Uint8Array, 'the library gives bytes');
  return Uint8Array.from(value);
};

const startSeal = async (): Promise<Seal> => {
  // The build that refuses transparent ciphertexts: an encryption of zero without randomness is a plaintext.
  const library = await initialize();
  const parameters = new library.EncryptionParameters(library.SchemeType.bfv);
  parameters.setPolyModulusDegree(CELLS_OF_CIPHERTEXT);
  const { tc128 } = library.SecLevelType;
  parameters.setCoeffModulus(library.CoeffModulus.BFVDefault(CELLS_OF_CIPHERTEXT, tc128));
  parameters.setPlainModulus(library.PlainModulus.Batching(CELLS_OF_CIPHERTEXT, PLAIN_BITS));
  const context = new library.SEALContext(parameters, true, tc128);
  assert(context.parametersSet(), 'parameters of 128 bits of security');
  const [encoder, evaluator] = [new library.BatchEncoder(context), new library.Evaluator(context)];
  return { library, context, encoder, evaluator };
};

/** Uncompressed, so that the length is known beforehand and nothing has to be unpacked to be refused. */
const save = (
  { library }: Seal, value: Readonly<{ saveToArray: (mode: MainModule['ComprModeType']['none']) => unknown }>,
): Uint8Array => copied(value.saveToArray(library.ComprModeType.none));

/** TRUST BOUNDARY. A fresh ciphertext of exactly these parameters, or why the bytes are none. */
const load = (
  { library, context }: Seal, bytes: Uint8Array, length: number,
): Result<Ciphertext, CipherRefusal> => {
  if (bytes.length !== length) return err({ code: 'CIPHERTEXT_INVALID' });
  const ciphertext = new library.Ciphertext(context);
  const refuse = (code: CipherRefusal['code']): Result<never, CipherRefusal> => {
    ciphertext.delete();
    return err({ code });
  };
  try {
    ciphertext.loadFromArray(context, bytes);
    const isForm = ciphertext.size() === 2 && !ciphertext.isNttForm()
      && ciphertext.polyModulusDegree() === CELLS_OF_CIPHERTEXT;
    if (!isForm) return refuse('CIPHERTEXT_INVALID');
    return ciphertext.isTransparent() ? refuse('CIPHERTEXT_TRANSPARENT') : ok(ciphertext);
  } catch {
    return refuse('CIPHERTEXT_INVALID');
  }
};

type Keep = Parameters<Parameters<typeof using>[0]>[0];

const encryptorOf = (
  { library, context }: Seal, bytes: Uint8Array, keep: Keep,
): InstanceType<MainModule['Encryptor']> | undefined => {
  try {
    const key = keep(new library.PublicKey());
    key.loadFromArray(context, bytes);
    return keep(new library.Encryptor(context, key));
  } catch {
    return undefined;
  }
};

const encrypt = (seal: Seal, publicKey: Uint8Array, counts: Int32Array): Result<Uint8Array, CipherRefusal> =>
  using((keep) => {
    assert(counts.length <= CELLS_OF_CIPHERTEXT, 'counts of one ciphertext');
    const encryptor = encryptorOf(seal, publicKey, keep);
    if (encryptor === undefined) return err({ code: 'KEY_INVALID' });
    const slots = new BigInt64Array(CELLS_OF_CIPHERTEXT);
    counts.forEach((count, cell) => { slots[cell] = BigInt(count); });
    const plain = keep(new seal.library.Plaintext());
    seal.encoder.encode(slots, plain);
    const ciphertext = keep(new seal.library.Ciphertext(seal.context));
    encryptor.encrypt(plain, ciphertext);
    return ok(save(seal, ciphertext));
  });

const add = (
  seal: Seal, publicKey: Uint8Array, ciphertexts: readonly Uint8Array[],
): Result<Uint8Array, CipherRefusal> => using((keep) => {
  const encryptor = encryptorOf(seal, publicKey, keep);
  if (encryptor === undefined) return err({ code: 'KEY_INVALID' });
  const sum = keep(new seal.library.Ciphertext(seal.context));
  encryptor.encryptZero(sum);
  const { length } = save(seal, sum);
  for (const [at, bytes] of ciphertexts.entries()) {
    const one = load(seal, bytes, length);
    if (!one.ok) return err({ ...one.error, at });
    seal.evaluator.addInplace(sum, keep(one.value));
  }
  return ok(save(seal, sum));
});

const decrypt = (
  seal: Seal, secretKey: Uint8Array, { ciphertext, cells, length }:
  Readonly<{ ciphertext: Uint8Array; cells: number; length: number }>,
): ReturnType<BfvEngine['decrypt']> => using((keep) => {
  const loaded = load(seal, ciphertext, length);
  if (!loaded.ok) return loaded;
  const sum = keep(loaded.value);
  const key = keep(new seal.library.SecretKey());
  try {
    key.loadFromArray(seal.context, secretKey);
  } catch {
    return err({ code: 'KEY_INVALID' });
  }
  const decryptor = keep(new seal.library.Decryptor(seal.context, key));
  const noiseBudget = decryptor.invariantNoiseBudget(sum);
  if (noiseBudget < NOISE_BUDGET_MIN) return err({ code: 'NOISE_BUDGET' });
  const plain = keep(new seal.library.Plaintext());
  decryptor.decrypt(sum, plain);
  const slots: unknown = seal.encoder.decodeBigInt64(plain);
  assert(slots instanceof BigInt64Array, 'decoded slots');
  const counts = Int32Array.from({ length: cells }, (_, cell) => Number(slots[cell] ?? 0n));
  return ok({ counts, noiseBudget });
});

/**
 * BFV by Microsoft SEAL 4.1.2 (WebAssembly): N = 4096, 109 bits of ciphertext modulus, 128 bits of security,
 * exact. Loaded when the first round asks for it; run it in a thread of its own, some ten megabytes stay. The
 * library draws its own randomness from the platform.
 * LIMIT: secure against eavesdroppers, not against whoever sees decryptions of ciphertexts they made up
 * (CPA-D); that is why `decideDecryption` stands before every decryption.
 */
export const bfvEngine = async (): Promise<BfvEngine> => {
  const seal = await startSeal();
  const newKeys = (): BfvKeys => using((keep) => {
    const generator = keep(new seal.library.KeyGenerator(seal.context));
    const publicKey = save(seal, keep(generator.createPublicKey()));
    return { publicKey, secretKey: save(seal, keep(generator.secretKey())) };
  });
  const { publicKey } = newKeys();
  const sample = encrypt(seal, publicKey, new Int32Array(0));
  assert(sample.ok, 'a ciphertext of our own');
  const whole = sample.value.length;
  return {
    newKeys,
    encrypt: (key, counts) => encrypt(seal, key, counts),
    add: (key, ciphertexts) => add(seal, key, ciphertexts),
    decrypt: (key, ciphertext, cells) => decrypt(seal, key, { ciphertext, cells, length: whole }),
  };
};
