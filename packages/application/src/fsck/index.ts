export { type AuditorSelect } from './auditor-select.ts';
export { type CheckFinding, type CheckReport } from './check.ts';
export { type Checked, runChecks } from './run-checks.ts';
