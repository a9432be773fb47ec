import type {
  DirectoryEntry, JointActRow, OrganShown, PlatformStatus, PlatformTimers, SettingShown,
} from '../routes/administration-schemas.ts';

/** What the platform tells about itself. Nothing of a record, no key and nobody's name. */
export type AdministrationPort = Readonly<{
  status: () => Promise<PlatformStatus>;
  settings: () => Promise<readonly SettingShown[]>;
  timers: () => Promise<PlatformTimers>;
  /** In the order of their keys; public keys are named, not told. */
  directory: () => Promise<readonly DirectoryEntry[]>;
  /** The newest 200. */
  jointActs: () => Promise<readonly JointActRow[]>;
  /** In the order of their keys; asks nothing about people. */
  organs: () => Promise<readonly OrganShown[]>;
}>;
