export { keysShown } from './keys-shown.ts';
export { type KeepingParts, type KeyPlace } from './keeping-parts.ts';
export {
  type AgreedChange, type LiveSettings, openLiveSettings, type SettingChange,
} from './live-settings.ts';
export { settingsShown } from './setting-changes.ts';
export type { KnownSetting, SettingParts } from './setting-parts.ts';
export { type ChangedOutside, markStart, type StartedWith } from './start-mark.ts';
export { askRotation, decideRotation, type KeeperAct } from './key-rotations.ts';
export {
  keepRotating, type RotationTold, type RotationTurn, type RotationWork, workOnRotation,
} from './work-rotations.ts';
