import type { Result } from '@fengcun/kernel';
import type { Actor } from '../access/actor.ts';
import type { ProblemCode } from '../problems/problem-table.ts';
import type {
  CertificateAnswer, CertificateApplication, CertificateListed, CertificateShown, CertificateStep,
  PaperCheck, VerifiedPaper,
} from '../routes/certificate-schemas.ts';

/** Which applications: the actor's own, or those of the organ; in some states, after an id. */
export type CertificatesPage = Readonly<{
  seesOrgan: boolean; states?: readonly string[]; afterId?: string; limit: number;
}>;

/** A signed paper, and a name for its file that says nothing of the person. */
export type CertificatePaperFile = Readonly<{ fileName: string; bytes: Uint8Array }>;

/** Certificates of the person concerned. Its transactions are its own. */
export type CertificatesPort = Readonly<{
  /** The answer is durable together with the audit entry of the act. */
  apply: (application: CertificateApplication, actor: Actor) =>
    Promise<Result<CertificateAnswer, Readonly<{ code: ProblemCode }>>>;
  list: (page: CertificatesPage, actor: Actor) => Promise<readonly CertificateListed[]>;
  /** Undefined for an id nobody has, and for one the actor has nothing to do with. */
  find: (certificateId: string, actor: Actor, seesOrgan: boolean) => Promise<CertificateShown | undefined>;
  paper: (certificateId: string, actor: Actor, seesOrgan: boolean) =>
    Promise<CertificatePaperFile | undefined>;
  take: (certificateId: string, step: CertificateStep, actor: Actor) =>
    Promise<Result<CertificateShown, Readonly<{ code: ProblemCode }>>>;
}>;

/** Checks a paper by what is printed on it; asks no database and knows no record. */
export type PaperChecks = (check: PaperCheck) => Promise<VerifiedPaper>;
