/** Hash functions of the two suites. @see FIPS 180-4; GB/T 32905-2016 (SM3) */
export type HashName = 'sha256' | 'sm3';

/** Signature algorithms; `ml-dsa-44` serves the ledger only. @see RFC 8032; GB/T 32918.2-2016; FIPS 204 */
export type SignatureAlgorithm = 'ed25519' | 'sm2' | 'ml-dsa-44';

/**
 * One closed set of algorithms. There is no negotiation: `id` stands in every ciphertext header, and a
 * ciphertext opens only under the suite the caller expects.
 */
export type Suite = Readonly<{
  name: 'intl' | 'sm';
  id: number;
  aead: 'aes-256-gcm' | 'sm4-gcm';
  aeadKeyBytes: 32 | 16;
  hash: HashName;
  signature: SignatureAlgorithm;
}>;

/** International suite. @see NIST SP 800-38D; FIPS 180-4; RFC 2104; RFC 5869; RFC 8032 */
export const INTL: Suite = {
  name: 'intl', id: 0x01, aead: 'aes-256-gcm', aeadKeyBytes: 32, hash: 'sha256', signature: 'ed25519',
};

/**
 * Chinese commercial cryptography. Identifier 0x11 (SM4-CTR with HMAC-SM3) belongs to run times without
 * SM4-GCM and stays unassigned here, so such a ciphertext is refused instead of misread.
 * @see RFC 8998 (SM4-GCM); GB/T 32905-2016 (SM3); GB/T 32907-2016 (SM4); GB/T 32918-2016 (SM2)
 */
export const SM: Suite = {
  name: 'sm', id: 0x12, aead: 'sm4-gcm', aeadKeyBytes: 16, hash: 'sm3', signature: 'sm2',
};

/** Every suite this build can open. */
export const SUITES: readonly Suite[] = [INTL, SM];

/** The suite of a header byte; undefined for one nobody assigned. */
export const suiteById = (id: number): Suite | undefined => SUITES.find((suite) => suite.id === id);
