export { type Attached, attachFile, type AttachRefusal, type FileToAttach } from './attach-file.ts';
export { appendUpload, type AppendRequest, type MayTouch, uploadStatus } from './append-upload.ts';
export { type AttachmentAct, type AttachmentParts, attachmentParts, blobsIn } from './attachment-parts.ts';
export { beginUpload, type BeginRefusal, type NewUpload, UPLOAD_MILLIS_MAX } from './begin-upload.ts';
export { clearUploads, type Cleared } from './clear-uploads.ts';
export { attachmentCrossing, attachmentReseal, endUploadsOf } from './move-attachments.ts';
export {
  findAttachment, findAttachments, type FoundAttachment, type FoundAttachments, openAttachment,
  type OpenAttachment,
  type ShownAttachment,
} from './read-attachment.ts';
export { type UploadRefusal, type UploadState } from './upload-state.ts';
