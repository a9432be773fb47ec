import type { SettingShown } from '@fengcun/api';
import type { LiveSettings } from './live-settings.ts';

/** A setting as the service was started with it, and what it may be set to by two administrators. */
export type KnownSetting = SettingShown & Readonly<{
  /** Absent where the law fixes it or it stays in the configuration. */
  may?: Readonly<{ options: readonly string[] }> | Readonly<{ lowest: number; highest: number }>;
}>;

/** What changes of settings stand on. */
export type SettingParts = Readonly<{ live: LiveSettings; known: readonly KnownSetting[] }>;
