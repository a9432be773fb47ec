import { choice, flag, list, named, object, oneOf, text, type TypeOf, whole } from '../schema/schema.ts';

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?Z$/;
const instant = text({ max: 40, pattern: INSTANT, format: 'date-time' });
const count = whole(0, Number.MAX_SAFE_INTEGER);
const word = text({ max: 120 });
const rows = { min: 0, max: 1000 } as const;

const epoch = object({
  tree: choice(['open', 'sealed']), suite: choice(['intl', 'sm']), createdAt: instant,
  isDueByAge: flag('older than an epoch may get; what it wrapped is counted by `keys status`'),
}, { retiredAt: instant });

/** How the platform stands: numbers, instants and codes; no key, no act, nobody. */
export const platformStatus = named('PlatformStatus', object({
  version: word,
  database: object({ engine: choice(['embedded', 'server']), isDurable: flag(), migration: count }),
  ledger: object({ log: word, sequenced: count, isKept: flag() }, { signed: count }),
  keys: list(epoch, rows),
  outbox: list(object({
    recipient: word, state: choice(['waiting', 'dead']), messages: count, oldestAt: instant,
  }), rows),
  deadLetters: list(object({ code: word, messages: count }), rows),
  jobs: list(object({ name: word, state: word, runs: count }), rows),
}));
/** How the platform stands. */
export type PlatformStatus = TypeOf<typeof platformStatus>;

/** What a setting is about. */
export const SETTING_GROUPS = ['law', 'proposal', 'term', 'access', 'service'] as const;

/** A setting as it is in force: its value, what it would be by itself, and where either comes from. */
export const settingShown = object({
  id: text({ max: 80 }), group: choice(SETTING_GROUPS),
  title: object({ zh: text({ max: 400 }), en: text({ max: 400 }) }),
  value: text({ max: 400 }), standard: text({ max: 400 }),
  cites: list(text({ max: 80 }), { min: 0, max: 20 }),
  from: text({ max: 120, title: 'name of the file, "standard", or "agreed" by two administrators' }),
}, {
  options: list(text({ max: 80 }), { min: 0, max: 20 }),
  changedBy: text({ max: 80 }), agreedBy: text({ max: 80 }),
    since: text({ max: 10, title: 'day from which it holds' }),
  next: object({ value: text({ max: 400 }), from: text({ max: 10 }) }),
  may: oneOf(
    object({ options: list(text({ max: 80 }), { min: 1, max: 20 }) }),
    object({ lowest: whole(0, 1000), highest: whole(0, 1000) })),
});
/**
 * A setting as it is in force; `changedBy` is absent where nobody knows; `may`: what two administrators may
 * set
 * it to, absent where it is set in the configuration alone; `next`: agreed on and not in force yet.
 */
export type SettingShown = TypeOf<typeof settingShown>;

/** Every setting of the platform. */
export const settingsShown = named('PlatformSettings', object({ items: list(settingShown, rows) }));

const timer = object({
  name: word, running: count, waiting: count, failed: count,
  isLate: flag('nothing of it runs, and nothing waits whose time is still to come'),
}, { lastAt: instant, nextAt: instant, runningSince: instant, faultAt: instant, fault: word });

/**
 * What the service works off by itself: each kind of work with its last run, the next, and what failed last;
 * messages that wait; the legal day up to which terms were looked at. Numbers, instants and codes.
 */
export const platformTimers = named('PlatformTimers', object({
  now: instant, timers: list(timer, rows),
  letters: list(object({ recipient: word, messages: count, oldestAt: instant }), rows),
}, { termsLookedOn: text({ max: 10 }) }));
/** What the service works off by itself. */
export type PlatformTimers = TypeOf<typeof platformTimers>;

/** An act of several people and how it stands, without the number by which it is agreed to. */
export const jointActRow = object({
  kind: choice(['recovery', 'breakGlass']), state: choice(['asked', 'agreed', 'used', 'refused']),
  about: text({ max: 64 }), organ: text({ max: 80 }), reason: text({ max: 64 }),
  askedAt: instant, endsAt: instant,
});
/** An act of several people and how it stands. */
export type JointActRow = TypeOf<typeof jointActRow>;

/** The newest first. */
export const jointActsShown = named('JointActs', object({ items: list(jointActRow, { min: 0, max: 200 }) }));

/** An organ this platform knows. */
export const organShown = object(
  { organ: text({ max: 80 }), kind: text({ max: 40 }), code: text({ max: 40 }) },
  { name: text({ max: 80 }) });
/** An organ this platform knows, with its name where one is registered. */
export type OrganShown = TypeOf<typeof organShown>;

/** Organs in the order of their keys. */
export const organsShown = named('Organs', object({ items: list(organShown, { min: 0, max: 10_000 }) }));

const organKey = text({ max: 80 });
const directoryEntry = object({
  organ: organKey, kind: text({ max: 40 }), code: text({ max: 40 }),
  keys: list(object({ keyId: text({ max: 110 }) }, { since: text({ max: 10 }) }), { min: 0, max: 20 }),
}, {
  name: text({ max: 80 }), address: text({ max: 300 }), superior: organKey, supervisor: organKey,
});
/**
 * An organ as those who run the platform see it: where its messages go, by which keys it signs and since
 * which day (where the configuration says so), who stands above it and which procuratorate supervises it.
 */
export type DirectoryEntry = TypeOf<typeof directoryEntry>;

/** Every organ in the order of its key. */
export const organDirectoryShown =
  named('OrganDirectory', object({ items: list(directoryEntry, { min: 0, max: 10_000 }) }));
