import { ROLES } from '../access/roles.ts';
import { choice, flag, list, named, object, text, type TypeOf, whole } from '../schema/schema.ts';
import { accountName, jointId } from './sign-in-schemas.ts';

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?Z$/;
const instant = text({ max: 40, pattern: INSTANT, format: 'date-time' });
const day = text({ min: 10, max: 10, pattern: /^\d{4}-\d{2}-\d{2}$/, format: 'date' });
const count = whole(0, Number.MAX_SAFE_INTEGER);
const tree = choice(['open', 'sealed']);
const settingId = text({ min: 2, max: 80, pattern: /^[A-Za-z][A-Za-z0-9]{1,79}$/ });
const settingValue = text({ min: 1, max: 80, pattern: /^[A-Za-z0-9]{1,80}$/ });
const roles = list(choice(ROLES), { min: 1, max: 10 });

/** Id of an act of administrators. */
export const keeperActId = jointId;

/** Why; shown to administrators. Fifteen digits in a row would be somebody's number. */
export const keeperReason = text({
  min: 4, max: 400, pattern: /^(?!.*\d{15})[^\u0000-\u001f]{4,400}$/, title: 'why; nothing about a person',
});

/** What administrators do, and what was found changed outside. */
export const KEEPER_ACT_KINDS =
  ['keyRotation', 'settingChange', 'changedOutside', 'roleChange', 'suspension', 'letters'] as const;

const settingDiffers =
  object({ setting: text({ max: 80 }), before: text({ max: 400 }), after: text({ max: 400 }) });

/** An act of administrators and how it stands: who, when, why, and what of it; nothing about a person. */
export const keeperAct = named('KeeperAct', object({
  id: keeperActId, kind: choice(KEEPER_ACT_KINDS),
    state: choice(['asked', 'agreed', 'done', 'refused', 'over']),
  reason: text({ max: 400 }), askedBy: text({ max: 80 }), askedAt: instant, endsAt: instant,
}, {
  decidedBy: text({ max: 80 }), decidedAt: instant, doneAt: instant,
  rotation: object({ trees: list(tree, { min: 1, max: 2 }), freshRoot: flag(), rewrapped: count, of: count }),
  setting: object({
    setting: text({ max: 80 }), before: text({ max: 400 }), after: text({ max: 400 }), from: day,
  }),
  outside: object({
    since: instant, until: instant, changes: list(settingDiffers, { min: 0, max: 200 }),
  }),
  account: object({ account: accountName, organ: text({ max: 80 }),
    before: list(choice(ROLES), { min: 0, max: 10 }), after: list(choice(ROLES), { min: 0, max: 10 }) }),
  letters: object({ action: choice(['retry', 'rest']), messages: count }),
}));
/** An act of administrators and how it stands. */
export type KeeperActShown = TypeOf<typeof keeperAct>;

/** The newest first. */
export const keeperActs = named('KeeperActs', object({ items: list(keeperAct, { min: 0, max: 200 }) }));

const epoch = object({
  createdAt: instant, suite: choice(['intl', 'sm']), dueAt: instant, isDue: flag(),
  rows: whole(0, Number.MAX_SAFE_INTEGER),
}, { retiredAt: instant });

/**
 * The keys of a platform: where they are kept, their epochs, what hangs from each, what waits. No id and no
 * byte of a key.
 */
export const keysShown = named('Keys', object({
  store: choice(['file', 'token', 'memory']), suites: list(choice(['intl', 'sm']), { min: 1, max: 2 }),
  termDays: count, idleRoots: count,
  trees: list(object({ tree, epochs: list(epoch, { min: 0, max: 100 }), erasuresWaiting: count }, {
    rotation: object({ phase: choice(['opening', 'rewrapping', 'closing']), waiting: count },
      { endsFrom: instant }),
  }), { min: 0, max: 2 }),
  rotations: list(keeperAct, { min: 0, max: 200 }),
}));
/** The keys of a platform. */
export type KeysShown = TypeOf<typeof keysShown>;

/** What to rotate, and why. */
export const rotationAsked = object(
  { trees: list(tree, { min: 1, max: 2 }), reason: keeperReason }, { freshRoot: flag() });
/** What to rotate, and why. */
export type RotationAsked = TypeOf<typeof rotationAsked>;

/** What to set to which value from which day on, and why. */
export const settingChangeAsked =
  object({ setting: settingId, value: settingValue, from: day, reason: keeperReason });
/** What to set to which value from which day on, and why. */
export type SettingChangeAsked = TypeOf<typeof settingChangeAsked>;

/** The roles an account shall have, and why. */
export const roleChangeAsked = object({ account: accountName, roles, reason: keeperReason });
/** The roles an account shall have, and why. */
export type RoleChangeAsked = TypeOf<typeof roleChangeAsked>;

/** A person to be added: the account stays suspended until another administrator agrees to its roles. */
export const accountAsked = object({
  account: accountName,
    organ: text({ min: 4, max: 80, pattern: /^(?:none|[a-zA-Z]{1,32}\/[0-9A-Z-]{1,32})$/ }),
  roles, displayName: text({ min: 1, max: 100 }), reason: keeperReason,
}, {
  issuer: text({ min: 8, max: 300 }), subject: text({ min: 1, max: 255 }), sameAs: accountName,
  identityNumber: text({ min: 18, max: 18 }),
});
/** A person to be added. */
export type AccountAsked = TypeOf<typeof accountAsked>;

/** Which account is suspended, and why. */
export const suspensionAsked = object({ account: accountName, reason: keeperReason });

/** Dead letters of one page, or those that rest. */
export const letterSearch = object({}, { after: keeperActId, resting: choice(['1']) });

/**
 * A message that could not be delivered: to whom, of which kind, why; nothing of its content. `rest`: why it
 * was set aside, absent where that is not known.
 */
export const deadLetter = named('DeadLetter', object({
  id: keeperActId, recipient: text({ max: 80 }), kind: text({ max: 80 }), createdAt: instant,
    failedAt: instant,
  attempts: count, code: text({ max: 80 }),
}, {
  rest: object({ reason: text({ max: 400 }), at: instant, by: text({ max: 80 }) }),
}));
/** A message that could not be delivered. */
export type DeadLetterShown = TypeOf<typeof deadLetter>;

/** Dead letters, a page at a time. */
export const deadLetterPage = object({ items: list(deadLetter, { min: 0, max: 100 }) },
  { next: keeperActId });

/** Which letters, and why. */
export const lettersAsked = object({ ids: list(keeperActId, { min: 1, max: 100 }), reason: keeperReason });
/** Which letters, and why. */
export type LettersAsked = TypeOf<typeof lettersAsked>;
