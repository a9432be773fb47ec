import type { ServerConfig } from '@fengcun/server';
import type { CertificateConfiguration } from './certificate-configuration.ts';
import type { InquiryConfiguration } from './inquiry-configuration.ts';
import type { SealingConfiguration } from './exchange-configuration.ts';

/** A configuration, and the token of the account that was made with it; told once and kept nowhere. */
export type Configured = Readonly<{
  config: ServerConfig; sealing: SealingConfiguration; certificates: CertificateConfiguration;
  inquiries: InquiryConfiguration; path: string; token?: string;
  /** SHA-256 of the file as it was read. */
  fileHash: string;
}>;
