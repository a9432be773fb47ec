/** The two sides of the wall, as keys name them. */
export type KeySide = 'open' | 'sealed';
