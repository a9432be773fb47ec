/** A share as people read it: `98.3 %`. */
export const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
