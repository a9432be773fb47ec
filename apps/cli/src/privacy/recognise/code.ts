/** Folders of the program that trains and reads; approvals of a job are about their hash. */
export const RECOGNITION_CODE: readonly string[] = [
  'packages/privacy/src/recognition', 'packages/privacy/src/federation', 'packages/privacy/src/joint-counts',
  'packages/privacy/src/transcript', 'packages/privacy/src/private-training',
  'packages/privacy/src/statistics',
  'apps/cli/src/privacy/recognise', 'apps/cli/src/privacy/federate',
];
