import type { Result } from '@fengcun/kernel';
import type { SignatureAlgorithm } from '../suite.ts';
import { nativeVerifyingKey } from './native.ts';
import type { PublicKeyRefusal, VerifyingKey } from './signer.ts';
import { sm2VerifyingKey } from './sm2.ts';

/** The verifying key of raw public-key bytes: 32 (Ed25519), 65 (SM2, uncompressed), 1312 (ML-DSA-44). */
export const verifyingKey = (
  algorithm: SignatureAlgorithm, publicKey: Uint8Array,
): Result<VerifyingKey, PublicKeyRefusal> =>
  algorithm === 'sm2' ? sm2VerifyingKey(publicKey) : nativeVerifyingKey(algorithm, publicKey);
