/** Folders of the program that trains and reads; approvals of a job are about their hash. */
export const RECOGNITION_CODE: readonly string[] = [
  'packages/privacy/src/recognition', 'packages/privacy/src/federation', 'apps/cli/src/privacy/recognise',
];
