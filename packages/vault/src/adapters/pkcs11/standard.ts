/** Numbers of the standard this adapter uses. @see PKCS #11 v2.40, pkcs11t.h */
export const CK = {
  CKF_RW_SESSION: 0x2, CKF_SERIAL_SESSION: 0x4, CKU_USER: 1,
  CKO_DATA: 0x0, CKO_SECRET_KEY: 0x4,
  CKA_CLASS: 0x0, CKA_TOKEN: 0x1, CKA_PRIVATE: 0x2, CKA_LABEL: 0x3, CKA_APPLICATION: 0x10, CKA_VALUE: 0x11,
  CKA_KEY_TYPE: 0x100, CKA_ID: 0x102, CKA_SENSITIVE: 0x103, CKA_ENCRYPT: 0x104, CKA_DECRYPT: 0x105,
  CKA_SIGN: 0x108, CKA_VALUE_LEN: 0x161, CKA_EXTRACTABLE: 0x162,
  CKK_GENERIC_SECRET: 0x10, CKK_AES: 0x1f,
  CKM_SHA256_HMAC: 0x251, CKM_GENERIC_SECRET_KEY_GEN: 0x350, CKM_AES_KEY_GEN: 0x1080, CKM_AES_GCM: 0x1087,
  /** Not of the standard: how the binding names CK_GCM_PARAMS of v2.40 (its layout changed then). */
  GCM_PARAMETERS: 7,
} as const;

/** Mechanisms of one suite. For SM every vendor has numbers of its own, so they are configuration. */
export type SuiteMechanisms = Readonly<{
  wrapKeyType: number;
  wrapKeyBytes: number;
  generateWrap: number;
  aead: number;
  generateIndex: number;
  mac: number;
}>;

/** AES-256-GCM and HMAC-SHA256. */
export const INTL_MECHANISMS: SuiteMechanisms = {
  wrapKeyType: CK.CKK_AES, wrapKeyBytes: 32, generateWrap: CK.CKM_AES_KEY_GEN, aead: CK.CKM_AES_GCM,
  generateIndex: CK.CKM_GENERIC_SECRET_KEY_GEN, mac: CK.CKM_SHA256_HMAC,
};
