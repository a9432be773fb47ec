import type {
  JointActRow, OrganShown, PlatformStatus, SettingShown,
} from '../routes/administration-schemas.ts';

/** What the platform tells about itself. Nothing of a record, no key and nobody's name. */
export type AdministrationPort = Readonly<{
  status: () => Promise<PlatformStatus>;
  settings: () => Promise<readonly SettingShown[]>;
  /** The newest 200. */
  jointActs: () => Promise<readonly JointActRow[]>;
  /** In the order of their keys; asks nothing about people. */
  organs: () => Promise<readonly OrganShown[]>;
}>;
