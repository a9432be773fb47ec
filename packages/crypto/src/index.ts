export { concatBytes, frame, type RandomBytes, takeRandom, uint32, uint64, utf8 } from './bytes.ts';
export { blindIndex, type BlindIndexPlace } from './blind-index.ts';
export { type CipherContext, contextBytes } from './cipher/context.ts';
export {
  ENVELOPE_BYTES, openBytes, type OpenOptions, PLAINTEXT_BYTES_MAX, sealBytes, type SealOptions,
} from './cipher/envelope.ts';
export { type CipherHeader, HEADER_BYTES, KEY_ID_BYTES, readHeader } from './cipher/header.ts';
export { type CipherRefusal } from './cipher/refusal.ts';
export { unwrapKey, WRAPPED_KEY_BYTES, wrapKey } from './cipher/wrap.ts';
export { type Derivation, deriveBytes, deriveKey } from './derive.ts';
export { digest, DIGEST_BYTES, digestLatin1 } from './digest.ts';
export { equalBytes, hmac, hmacOnce } from './mac.ts';
export { newSecret, SECRET_BYTES, takeSecret } from './secret.ts';
export { type NativeAlgorithm, nativeSigner, SIGNATURE_SIZES } from './sign/native.ts';
export { type PublicKeyRefusal, type Signer, type VerifyingKey } from './sign/signer.ts';
export { developmentSm2Signer, SM2_ID } from './sign/sm2.ts';
export { verifyingKey } from './sign/verifying-key.ts';
export { type ByteSource, openedStream, sealedStream } from './stream/flow.ts';
export {
  type ByteRange, planRange, type RangeRefusal, sealedLength, SEGMENT_BYTES, SEGMENT_BYTES_MAX,
  SEGMENT_BYTES_MIN, type SegmentPlan, segmentStart, storedSegments, STREAM_HEADER_BYTES, streamExtent,
  type StreamExtent, type StreamLayout, type StreamPlan,
} from './stream/layout.ts';
export {
  openStream, resumeStream, type SegmentPlace, startStream, type StreamOpener, type StreamSealer,
} from './stream/segments.ts';
export { type HashName, INTL, type SignatureAlgorithm, SM, suiteById, type Suite, SUITES } from './suite.ts';
