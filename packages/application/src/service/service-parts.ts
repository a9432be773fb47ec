import type { AccountParts } from '../accounts/account-parts.ts';
import type { AttachmentParts } from '../attachments/attachment-parts.ts';
import type { Deployment } from '../deployment/open-deployment.ts';
import type { EventReceiver } from '../exchange/receiving/receive-events.ts';
import type { DecideAll } from '../intake/decisions.ts';
import type { KeepingParts } from '../keeping/keeping-parts.ts';
import type { Ledger } from '../ledger/open-ledger.ts';
import type { ReadingParts } from '../readings/reading-parts.ts';
import type { RightsParts } from '../rights/rights-parts.ts';
import type { SealsParts } from '../seals/seals-parts.ts';
import type { CertificateService } from '../certificate/certificate-service.ts';
import type { AdministrationParts } from './administration-port.ts';
import type { LedgerHealth } from './health-port.ts';
import type { PrivacyParts } from './privacy-parts.ts';
import type { InquiryServiceParts } from '../inquiry/inquiry-service.ts';
import type { SupervisionDesk } from './supervision-port.ts';

/** What the service stands on besides its deployment. */
export type ServiceParts = Readonly<{
  deployment: Deployment;
  attachments: AttachmentParts;
  /** Decides about what messages tell when they are taken; the day is the packs' own. */
  decideAll: DecideAll;
  /** The log that is written now. */
  ledger: () => Ledger;
  isLedgerKept: LedgerHealth;
  /** Takes messages of other organs; without it they are told to come again. */
  exchange?: EventReceiver;
  /** Who signs in; without it nobody does. */
  accounts?: AccountParts;
  /** Inquiries; without it they are told to come again. */
  inquiries?: InquiryServiceParts;
  /** Certificates; without it they are not issued here. */
  certificates?: CertificateService;
  /** The procurator's eye; without it those who ask are told to come again. */
  supervision?: SupervisionDesk;
  /** Requests of persons concerned; without it they are told to come again. */
  rights?: RightsParts;
  /** Publishes statistics; without it nothing is proposed or released here. */
  privacy?: PrivacyParts;
  /** Reads documents for people; without it they are told to come again. */
  readings?: ReadingParts;
  /** What the platform was started with, for those who run and audit it. */
  administration?: AdministrationParts;
  /** What administrators do together; without it they are told to come again. */
  keeping?: KeepingParts;
  /** The sealing service; without it questions about seals are told to come again. */
  seals?: SealsParts;
}>;
