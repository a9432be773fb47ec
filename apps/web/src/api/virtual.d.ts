declare module 'virtual:route-table' {
  const table: Readonly<Record<import('@fengcun/api').RouteId, Readonly<{
    method: 'GET' | 'POST' | 'PATCH'; path: string; mediaType: string; statuses: readonly number[];
    idempotency: 'safe' | 'natural' | 'key' | 'offset';
  }>>>;
  export default table;
}

declare module 'virtual:act-table' {
  /** Acts of the interface in words, by their codes. */
  export const ACTS: Readonly<Record<string, Readonly<{ zh: string; en: string }>>>;
  /** Refusals of the interface in one sentence, by their codes. */
  export const REFUSALS: Readonly<Record<string, Readonly<{ zh: string; en: string }>>>;
  /** Grounds of seals and openings, and bases of inquiries, by their codes. */
  export const GROUNDS: Readonly<Record<string, Readonly<{ zh: string; en: string }>>>;
}

declare module 'virtual:desk-tables' {
  export const SEAL_GROUND: typeof import('@fengcun/registry').SEAL_GROUND;
  export const OPEN_GROUND: typeof import('@fengcun/registry').OPEN_GROUND;
  export const RIGHTS: typeof import('@fengcun/registry').RIGHTS;
  export const WITHHOLDING_GROUNDS: typeof import('@fengcun/registry').WITHHOLDING_GROUNDS;
  /** On which grounds a seal that rests on a ground can be opened by two people. */
  export const OPENS: Readonly<Record<string, readonly import('@fengcun/registry').OpenGround[]>>;
}

declare module 'virtual:inquiry-tables' {
  export const INQUIRERS: typeof import('@fengcun/registry').INQUIRERS;
  export const INQUIRY_MATERIALS: typeof import('@fengcun/registry').INQUIRY_MATERIALS;
  export const CONFIRMATIONS: typeof import('@fengcun/registry').CONFIRMATIONS;
  export const GRANT_LIMITS: typeof import('@fengcun/registry').GRANT_LIMITS;
  export const TOLD_PARTS: typeof import('@fengcun/registry').TOLD_PARTS;
  /** Classes of offences in words. */
  export const CLASS_WORDS: Readonly<Record<import('@fengcun/statute').OffenceClass,
    Readonly<{ zh: string; en: string }>>>;
}

declare module 'virtual:policy-packs' {
  /** Every pack that ships, law in force first. */
  export const PACKS: readonly Readonly<{
    about: import('../pages/researcher/lab/pack-about.ts').PackAbout; text: string;
  }>[];
  /** Facts that conditions may read, with the values of those that have a closed list. */
  export const FACTS: readonly Readonly<{
    name: string; title: import('@fengcun/policy').Bilingual; values: readonly string[];
  }>[];
  /** Functions of the language, and fields of an entry. */
  export const WORDS: readonly string[];
}

declare module 'virtual:statistics' {
  export const releaseHash: typeof import('@fengcun/privacy').releaseHash;
  export const verifyRelease: typeof import('@fengcun/privacy').verifyRelease;
  export const groupOfCharge: typeof import('@fengcun/privacy').groupOfCharge;
  export const approximately: typeof import('@fengcun/privacy').approximately;
  export const isMore: typeof import('@fengcun/privacy').isMore;
  export const plus: typeof import('@fengcun/privacy').plus;
  export const readRational: typeof import('@fengcun/privacy').readRational;
  export const writtenRational: typeof import('@fengcun/privacy').writtenRational;
  export const ZERO: typeof import('@fengcun/privacy').ZERO;
}
