/** Grant or refusal. */
export type ApplicationOutcome = 'granted' | 'refused';
