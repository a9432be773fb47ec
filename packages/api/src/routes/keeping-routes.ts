import type { AuditAct } from '../access/audit-line.ts';
import type { Action } from '../access/access-request.ts';
import type { Role } from '../access/roles.ts';
import type { DecidedKind, KeeperReply } from '../ports/keeping-port.ts';
import type { ProblemCode } from '../problems/problem-table.ts';
import { NOTHING, object } from '../schema/schema.ts';
import {
  accountAsked, deadLetterPage, keeperAct, keeperActId, keeperActs, keysShown, letterSearch, lettersAsked,
  roleChangeAsked, rotationAsked, settingChangeAsked, suspensionAsked,
} from './keeping-schemas.ts';
import { jsonBody, jsonReply, type Reply, route } from './route.ts';
import type { KeeperActShown } from './keeping-schemas.ts';

const BODY_BYTES_MAX = 16 * 1024;
const PAGE = 50;

/** Keys. @see 《密码法》第27条; and running a platform. @see 《网络安全法》第21条, GB/T 22239-2019 8.1.5 */
const CUSTODY = { purpose: 'keyCustody', legalBasis: 'cryptography-law-27' } as const;
const RUNNING = { purpose: 'platformKeeping', legalBasis: 'csl-21' } as const;
const GUARDING = { purpose: 'accessControl', legalBasis: 'csl-21' } as const;

const LOOK = {
  method: 'GET', authentication: 'session', idempotency: 'safe', params: NOTHING, search: NOTHING,
    problems: [],
  refusal: { search: 'verbose=1', problem: 'PARAMETER_INVALID' },
} as const;
const ASK = {
  method: 'POST', authentication: 'session', idempotency: 'natural', params: NOTHING, search: NOTHING,
  reply: jsonReply(keeperAct), refusal: { body: {}, problem: 'BODY_INVALID' },
} as const;

const answer = async (reply: KeeperReply): Promise<Reply<KeeperActShown>> => {
  const done = await reply;
  return done.ok ? { status: 200, body: done.value } : { problem: done.error.code };
};

/** GET /v1/administration/keys — where keys are kept, their age, what hangs from them, rotations. */
const readKeys = route({
  ...LOOK,
  path: '/v1/administration/keys',
  title: { zh: '密钥和轮换', en: 'Keys and their rotation' },
  action: 'keys.read', roles: ['securityAdmin', 'sysadmin', 'auditor'],
  reply: jsonReply(keysShown), audit: { what: 'KEYS_READ' }, about: () => CUSTODY,
  handle: async (_input, { ports }) => ({ status: 200, body: await ports.keeping.keys() }),
});

/** POST /v1/administration/key-rotations — the security administrator asks for the next epoch. */
const askKeyRotation = route({
  ...ASK,
  path: '/v1/administration/key-rotations',
  title: { zh: '提出轮换密钥', en: 'Ask for a rotation of keys' },
  action: 'keys.askRotation', roles: ['securityAdmin'],
  body: jsonBody(rotationAsked, BODY_BYTES_MAX), problems: ['ROTATION_STANDS'],
  audit: { what: 'KEY_ROTATION_ASKED' }, about: () => CUSTODY,
  handle: ({ body }, { ports, actor }) => answer(ports.keeping.askRotation(body, actor)),
});

/** GET /v1/administration/setting-changes — who changed what, when and why. */
const listSettingChanges = route({
  ...LOOK,
  path: '/v1/administration/setting-changes',
  title: { zh: '设置变更记录', en: 'Changes of settings' },
  action: 'settings.history', roles: ['sysadmin', 'securityAdmin', 'auditor'],
  reply: jsonReply(keeperActs), audit: { what: 'SETTING_CHANGES_LISTED' }, about: () => RUNNING,
  handle: async (_input,
    { ports }) => ({ status: 200, body: { items: await ports.keeping.settingChanges() } }),
});

/** POST /v1/administration/setting-changes — the system administrator asks for another setting. */
const askSettingChange = route({
  ...ASK,
  path: '/v1/administration/setting-changes',
  title: { zh: '提出变更设置', en: 'Ask for a change of a setting' },
  action: 'settings.askChange', roles: ['sysadmin'],
  body: jsonBody(settingChangeAsked, BODY_BYTES_MAX),
  problems: ['SETTING_FIXED', 'SETTING_VALUE', 'SETTING_DAY', 'CHANGE_STANDS'],
  audit: { what: 'SETTING_CHANGE_ASKED' }, about: () => RUNNING,
  handle: ({ body }, { ports, actor }) => answer(ports.keeping.askSettingChange(body, actor)),
});

/** GET /v1/accounts/role-changes — accounts added, roles given and taken, suspensions. */
const listRoleChanges = route({
  ...LOOK,
  path: '/v1/accounts/role-changes',
  title: { zh: '账号和角色的变更记录', en: 'Changes of accounts and roles' },
  action: 'directory.roleChanges', roles: ['sysadmin', 'securityAdmin', 'auditor'],
  reply: jsonReply(keeperActs), audit: { what: 'ROLE_CHANGES_LISTED' }, about: () => GUARDING,
  handle: async (_input, { ports }) => ({ status: 200, body: { items: await ports.keeping.roleChanges() } }),
});

/** POST /v1/accounts — a person is added; the account is suspended until another administrator agrees. */
const addAccount = route({
  ...ASK,
  path: '/v1/accounts',
  title: { zh: '开设账号', en: 'Add an account' },
  action: 'directory.add', roles: ['securityAdmin'],
  body: jsonBody(accountAsked, BODY_BYTES_MAX),
  problems: ['ACCOUNT_TAKEN', 'ACCOUNT_INCOMPLETE', 'ROLES_JOINED', 'FOUR_EYES', 'CHANGE_STANDS'],
  audit: { what: 'ACCOUNT_ADDED' }, about: () => GUARDING,
  handle: ({ body }, { ports, actor }) => answer(ports.keeping.addAccount(body, actor)),
});

/** POST /v1/accounts/role-changes — the security administrator asks for other roles of an account. */
const askRoleChange = route({
  ...ASK,
  path: '/v1/accounts/role-changes',
  title: { zh: '提出变更角色', en: 'Ask for other roles of an account' },
  action: 'directory.askRoles', roles: ['securityAdmin'],
  body: jsonBody(roleChangeAsked, BODY_BYTES_MAX),
  problems: ['NOTHING_TO_TELL', 'ROLES_JOINED', 'FOUR_EYES', 'CHANGE_STANDS', 'LAST_ADMINISTRATOR'],
  audit: { what: 'ROLE_CHANGE_ASKED' }, about: () => GUARDING,
  handle: ({ body }, { ports, actor }) => answer(ports.keeping.askRoles(body, actor)),
});

/** POST /v1/accounts/suspensions — an account is suspended at once; its sessions end. */
const suspendAccount = route({
  ...ASK,
  path: '/v1/accounts/suspensions',
  title: { zh: '停用账号', en: 'Suspend an account' },
  action: 'directory.suspend', roles: ['securityAdmin'],
  body: jsonBody(suspensionAsked, BODY_BYTES_MAX),
  problems: ['NOTHING_TO_TELL', 'FOUR_EYES', 'JOINT_ACT_OVER', 'LAST_ADMINISTRATOR'],
  audit: { what: 'ACCOUNT_SUSPENDED' }, about: () => GUARDING,
  handle: ({ body }, { ports, actor }) => answer(ports.keeping.suspend(body, actor)),
});

/** GET /v1/administration/dead-letters — messages that could not be delivered, without their contents. */
const listDeadLetters = route({
  ...LOOK,
  path: '/v1/administration/dead-letters',
  title: { zh: '停发的消息', en: 'Messages that were given up' },
  action: 'letters.list', roles: ['sysadmin', 'auditor'], search: letterSearch,
  reply: jsonReply(deadLetterPage), audit: { what: 'DEAD_LETTERS_LISTED' }, about: () => RUNNING,
  handle: async ({ search: { after, resting } }, { ports }) => {
    const found = await ports.keeping.letters({
      limit: PAGE + 1, isResting: resting !== undefined, ...(after === undefined ? {} : { after }),
    });
    const items = found.slice(0, PAGE);
    const last = items.at(-1);
    return { status: 200, body: { items,
      ...(found.length > PAGE && last !== undefined ? { next: last.id } : {}) } };
  },
});

const letterRoute = (action: 'letters.retry' | 'letters.rest') => route({
  ...ASK,
  path: `/v1/administration/dead-letters/${action === 'letters.retry' ? 'retries' : 'rests'}`,
  title: action === 'letters.retry' ? { zh: '重新发送停发的消息', en: 'Send given-up messages again' }
    : { zh: '搁置停发的消息', en: 'Set given-up messages aside' },
  action, roles: ['sysadmin'], body: jsonBody(lettersAsked, BODY_BYTES_MAX), problems: ['NOTHING_TO_TELL'],
  audit: { what: action === 'letters.retry' ? 'DEAD_LETTERS_RETRIED' : 'DEAD_LETTERS_RESTED' },
  about: () => RUNNING,
  handle: ({ body }, { ports: { keeping }, actor }) =>
    answer(action === 'letters.retry' ? keeping.retryLetters(body, actor) : keeping.restLetters(body, actor)),
});

type Deciding = Readonly<{
  kind: DecidedKind; path: string; zh: string; en: string; roles: readonly Role[];
  about: Readonly<{ purpose: string; legalBasis: string }>;
  /** Refusals of this kind of act alone. */
  problems?: readonly ProblemCode[];
}>;

/** One route of two that decide: another administrator agrees or does not. */
const decision = (
  { kind, path, zh, en, roles, about, problems = [] }: Deciding,
  { isAgreed, action, what }: Readonly<{ isAgreed: boolean; action: Action; what: AuditAct }>,
) => route({
  method: 'POST', authentication: 'session', idempotency: 'natural',
  path: `${path}/{actId}/${isAgreed ? 'agreement' : 'refusal'}`,
  title: { zh: `${isAgreed ? '同意' : '不同意'}${zh}`, en: `${isAgreed ? 'Agree' : 'Do not agree'} to ${en}` },
  action, roles, params: object({ actId: keeperActId }), search: NOTHING, reply: jsonReply(keeperAct),
  problems: ['NOTHING_TO_TELL', 'FOUR_EYES', 'JOINT_ACT_OVER', ...(isAgreed ? problems : [])],
  refusal: { params: { actId: 'not an id' }, problem: 'PARAMETER_INVALID' },
  audit: { what }, about: ({ params }) => ({ ...about, objectId: params.actId }),
  handle: ({ params }, { ports, actor }) =>
    answer(ports.keeping.decide({ id: params.actId, kind, isAgreed }, actor)),
});

const ROTATION: Deciding = {
  kind: 'keyRotation', path: '/v1/administration/key-rotations', roles: ['sysadmin'], about: CUSTODY,
  zh: '轮换密钥', en: 'a rotation of keys',
};
const SETTING: Deciding = {
  kind: 'settingChange', path: '/v1/administration/setting-changes', roles: ['securityAdmin'], about: RUNNING,
  zh: '变更设置', en: 'a change of a setting',
};
const ROLES_OF: Deciding = {
  kind: 'roleChange', path: '/v1/accounts/role-changes', roles: ['sysadmin'], about: GUARDING,
  zh: '变更角色', en: 'other roles of an account', problems: ['ROLES_JOINED', 'LAST_ADMINISTRATOR'],
};

/** What administrators do together and alone: routes by operation id. */
export const KEEPING_ROUTES = {
  readKeys, askKeyRotation,
  agreeKeyRotation: decision(ROTATION, { isAgreed: true, action: 'keys.agreeRotation',
    what: 'KEY_ROTATION_AGREED' }),
  refuseKeyRotation: decision(ROTATION, { isAgreed: false, action: 'keys.refuseRotation',
    what: 'KEY_ROTATION_REFUSED' }),
  listSettingChanges, askSettingChange,
  agreeSettingChange: decision(SETTING, { isAgreed: true, action: 'settings.agreeChange',
    what: 'SETTING_CHANGE_AGREED' }),
  refuseSettingChange: decision(SETTING, { isAgreed: false, action: 'settings.refuseChange',
    what: 'SETTING_CHANGE_REFUSED' }),
  listRoleChanges, addAccount, askRoleChange, suspendAccount,
  agreeRoleChange: decision(ROLES_OF, { isAgreed: true, action: 'directory.agreeRoles',
    what: 'ROLE_CHANGE_AGREED' }),
  refuseRoleChange: decision(ROLES_OF, { isAgreed: false, action: 'directory.refuseRoles',
    what: 'ROLE_CHANGE_REFUSED' }),
  listDeadLetters, retryDeadLetters: letterRoute('letters.retry'),
    restDeadLetters: letterRoute('letters.rest'),
} as const;
