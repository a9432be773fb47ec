import type { AuditLine } from '@fengcun/api';
import { sha256Hex } from '@fengcun/kernel';
import type { Deployment } from '../deployment/open-deployment.ts';
import { commitLine, openIntents } from '../service/service-act.ts';
import type { AttachmentAct } from './attachment-parts.ts';

/** Who attaches from a command line, and to which case. */
export type CommandLine = Readonly<{ account: string; organ: string; caseCode: string }>;

/** No policy set decides about whoever has the data directory and its keys; the entry says so. */
const NO_POLICIES = sha256Hex('command-line');

/** An act of the command line: its intent is committed when this returns. */
export const commandAct = (deployment: Deployment, command: CommandLine): Promise<AttachmentAct> => {
  const { account, organ, caseCode } = command;
  const line: AuditLine = {
    what: 'ATTACHMENT_APPENDED', phase: 'intent', action: 'attachment.append', decision: 'allow',
    policies: [], policySetHash: NO_POLICIES, actorId: account, organ, roles: ['registrar'],
    purpose: 'recordNotification', caseCode, requestId: Buffer.from(deployment.random(16)).toString('hex'),
    at: new Date(deployment.clock()).toISOString(),
  };
  return commitLine(deployment, openIntents(), line);
};
