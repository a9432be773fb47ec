/** A cell with its noisy figure: codes in the order of the dimensions, then the integer. */
export type NoisyCell = readonly [...codes: string[], figure: number];
