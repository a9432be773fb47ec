import type { Role } from '../api/session.tsx';
import type { Words } from './language.tsx';

/** How roles are called on pages. */
export const ROLE_WORDS: Readonly<Record<Role, Words>> = {
  clerk: { zh: '经办', en: 'Clerk' }, reviewer: { zh: '承办', en: 'Reviewer' },
  approver: { zh: '审批', en: 'Approver' },
  supervisor: { zh: '检察监督', en: 'Supervisor' }, inquirer: { zh: '查询单位', en: 'Inquirer' },
  citizen: { zh: '个人', en: 'Citizen' }, researcher: { zh: '政策研究', en: 'Researcher' },
  sysadmin: { zh: '系统管理', en: 'System administrator' },
  securityAdmin: { zh: '安全管理', en: 'Security administrator' },
  auditor: { zh: '审计', en: 'Auditor' },
};
