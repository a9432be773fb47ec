import { ROLES } from '../access/roles.ts';
import { NOTHING } from '../schema/schema.ts';
import {
  jointActsShown, organDirectoryShown, organsShown, platformStatus, platformTimers, settingsShown,
} from './administration-schemas.ts';
import { jsonReply, route } from './route.ts';

/** Running a platform is a duty of its own. @see 《网络安全法》第21条, GB/T 22239-2019 8.1.5 */
const RUNNING = { purpose: 'platformKeeping', legalBasis: 'csl-21' } as const;

const COMMON = {
  method: 'GET', authentication: 'session', idempotency: 'safe', params: NOTHING, search: NOTHING,
  problems: [],
  refusal: { search: 'verbose=1', problem: 'PARAMETER_INVALID' },
} as const;

/** GET /v1/administration/status — keys, log, jobs and messages, in numbers and codes. */
const readPlatformStatus = route({
  ...COMMON,
  path: '/v1/administration/status',
  title: { zh: '平台运行状况', en: 'How the platform stands' },
  action: 'administration.status',
  roles: ['sysadmin'],
  reply: jsonReply(platformStatus),
  audit: { what: 'PLATFORM_STATUS_READ' },
  about: () => RUNNING,
  handle: async (_input, { ports }) => ({ status: 200, body: await ports.administration.status() }),
});

/** GET /v1/administration/settings — what no text fixes and this platform has set, each with its source. */
const readPlatformSettings = route({
  ...COMMON,
  path: '/v1/administration/settings',
  title: { zh: '平台设置', en: 'Settings of the platform' },
  action: 'administration.settings',
  roles: ['sysadmin', 'securityAdmin', 'auditor'],
  reply: jsonReply(settingsShown),
  audit: { what: 'PLATFORM_SETTINGS_READ' },
  about: () => RUNNING,
  handle: async (_input, { ports }) =>
    ({ status: 200, body: { items: await ports.administration.settings() } }),
});

/** GET /v1/administration/timers — what the service works off by itself: last run, next, what failed. */
const readPlatformTimers = route({
  ...COMMON,
  path: '/v1/administration/timers',
  title: { zh: '自动办理的期限', en: 'What the service works off by itself' },
  action: 'administration.timers',
  roles: ['sysadmin', 'auditor'],
  reply: jsonReply(platformTimers),
  audit: { what: 'PLATFORM_TIMERS_READ' },
  about: () => RUNNING,
  handle: async (_input, { ports }) => ({ status: 200, body: await ports.administration.timers() }),
});

/** GET /v1/administration/organs — organs with their addresses, keys, and who stands above them. */
const readOrganDirectory = route({
  ...COMMON,
  path: '/v1/administration/organs',
  title: { zh: '机关目录', en: 'Directory of organs' },
  action: 'administration.directory',
  roles: ['sysadmin', 'auditor'],
  reply: jsonReply(organDirectoryShown),
  audit: { what: 'ORGAN_DIRECTORY_READ' },
  about: () => RUNNING,
  handle: async (_input, { ports }) =>
    ({ status: 200, body: { items: await ports.administration.directory() } }),
});

/** GET /v1/administration/joint-acts — recoveries and emergencies: who guards access sees them. */
const listJointActs = route({
  ...COMMON,
  path: '/v1/administration/joint-acts',
  title: { zh: '双人重置和紧急授权的情况', en: 'How recoveries and emergencies stand' },
  action: 'administration.jointActs',
  roles: ['securityAdmin'],
  reply: jsonReply(jointActsShown),
  audit: { what: 'JOINT_ACTS_LISTED' },
  about: () => RUNNING,
  handle: async (_input, { ports }) =>
    ({ status: 200, body: { items: await ports.administration.jointActs() } }),
});

/** GET /v1/organs — the organs this platform knows, for whoever has to name one. */
const listOrgans = route({
  ...COMMON,
  path: '/v1/organs',
  title: { zh: '机关名录', en: 'Organs this platform knows' },
  action: 'administration.organs',
  roles: ROLES,
  reply: jsonReply(organsShown),
  audit: { exempt: 'names of organs are public; nothing about an act or a person' },
  handle: async (_input, { ports }) =>
    ({ status: 200, body: { items: await ports.administration.organs() } }),
});

/** What the platform tells about itself: routes by operation id. */
export const ADMINISTRATION_ROUTES = {
  readPlatformStatus, readPlatformSettings, readPlatformTimers, readOrganDirectory, listJointActs,
  listOrgans,
} as const;
