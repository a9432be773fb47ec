export { benchExchange } from './exchange.ts';
export { benchImport } from './import.ts';
export { benchLedger } from './ledger.ts';
export { benchSealMove } from './seal-move.ts';
export { benchSealSweep } from './seal-sweep.ts';
export { benchSeals } from './seals.ts';
export { benchSimulate } from './simulate.ts';
