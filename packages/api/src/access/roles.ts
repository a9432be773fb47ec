/** Who comes to the platform to do what; see ARCHITECTURE.md. 三员分立 are the last three. */
export const ROLES = [
  'clerk', 'reviewer', 'approver', 'supervisor', 'inquirer', 'citizen', 'researcher',
  'sysadmin', 'securityAdmin', 'auditor',
] as const;

/** A role. */
export type Role = (typeof ROLES)[number];

/** 三员: system, security and audit administrators are three different people. @see GB/T 22239-2019 8.1.5 */
export const ADMINISTRATOR_ROLES: readonly Role[] = ['sysadmin', 'securityAdmin', 'auditor'];

/** Whether a text names a role. */
export const isRole = (name: string): name is Role => ROLES.some((role) => role === name);

/**
 * Whether one account may hold these roles together: an administrator's role stands alone, because who runs,
 * keys or audits the platform must not also act in it.
 */
export const rolesAreSeparate = (roles: readonly Role[]): boolean =>
  roles.length <= 1 || !roles.some((role) => ADMINISTRATOR_ROLES.includes(role));
