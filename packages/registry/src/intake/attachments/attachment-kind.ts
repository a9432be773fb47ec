/**
 * What an attachment is: the scanned volumes and papers that travel with a case, with names in both
 * languages.
 */
export const ATTACHMENT_KINDS = {
  caseDossier: { zh: '案卷', en: 'case dossier' },
  judicialDocument: { zh: '法律文书', en: 'judicial document' },
  evidence: { zh: '证据材料', en: 'evidence' },
  identification: { zh: '身份材料', en: 'proof of identity' },
  sealingDocument: { zh: '封存文书', en: 'document of a sealing' },
  other: { zh: '其他材料', en: 'other paper' },
} as const;

/** Kind of an attachment. */
export type AttachmentKind = keyof typeof ATTACHMENT_KINDS;

/** Every kind, in the order of the table. */
export const ATTACHMENT_KIND_NAMES = Object.keys(ATTACHMENT_KINDS) as readonly AttachmentKind[];

/** Whether a text names a kind. */
export const isAttachmentKind = (name: string): name is AttachmentKind =>
  Object.hasOwn(ATTACHMENT_KINDS, name);
