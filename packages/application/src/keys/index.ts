export {
  beginCustody, type CustodyAct, type CustodyOrder, endCustody, KEY_CUSTODY, type OutcomeAbout,
} from './custody-act.ts';
export { commitTo, type Committed } from './commitment.ts';
export { type KeyRotation, rotateKeys, type RotationRefusal } from './rotate-keys.ts';
export { settleErasures, type SettleRefusal } from './settle-erasures.ts';
export { type EpochStatus, keyStatus, type KeyStatus, type TreeStatus } from './key-status.ts';
export { migrateSuite, type SuiteMigration, type SuiteReport } from './migrate-suite.ts';
