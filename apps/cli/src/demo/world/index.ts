export { HISTORY_DAYS } from './fill.ts';
export { type HolderKeys } from './holders.ts';
export { liveHolders } from './live-holders.ts';
export { type MakingWorld, makeWorldIn, type MadeWorld, readMadeWorld } from './make-world.ts';
