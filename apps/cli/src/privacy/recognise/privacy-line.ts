import type { ModelPrivacy } from '@fengcun/privacy';

/** What a private training costs and how it is done, in one line. */
export const privacyLine = ({ epsilon, delta, clip, sampling, steps, noise }: ModelPrivacy): string =>
  `private for one document: ε ${epsilon} at δ ${delta} for each field; noise ${noise}, clip ${clip}, `
  + `each document in a step with chance ${sampling}, ${steps} steps`;
