import type { BodyOf, CallOf } from '../../../api/interface.ts';
import type { Words } from '../../../app/language.tsx';

type Kind = BodyOf<'listAttachments'>['attachments'][number]['kind'];
type Media = CallOf<'beginUpload'>['body']['mediaType'];

/** Kinds of attachments in words. */
export const KINDS: Readonly<Record<Kind, Words>> = {
  caseDossier: { zh: '案卷', en: 'case dossier' }, judicialDocument: { zh: '法律文书', en: 'judicial document' },
  evidence: { zh: '证据材料', en: 'evidence' }, identification: { zh: '身份材料', en: 'proof of identity' },
  sealingDocument: { zh: '封存文书', en: 'document of a sealing' }, other: { zh: '其他材料', en: 'other paper' },
};

/** Every kind, in order. */
export const KIND_NAMES = Object.keys(KINDS) as readonly Kind[];

const MEDIA: Readonly<Record<string, Media>> = {
  pdf: 'application/pdf', ofd: 'application/ofd', tif: 'image/tiff', tiff: 'image/tiff', jpg: 'image/jpeg',
  jpeg: 'image/jpeg', png: 'image/png', jp2: 'image/jp2',
};

/** Endings of files that can be attached. */
export const ENDINGS = Object.keys(MEDIA).map((ending) => `.${ending}`).join(',');

/** The media type of a file by its ending; the service looks at the bytes. */
export const mediaOf = (name: string): Media | undefined => MEDIA[name.split('.').at(-1)?.toLowerCase() ?? ''];
