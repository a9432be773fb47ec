import { canonicalJson } from '@fengcun/kernel';
import type { PersonClaims } from '@fengcun/registry';

/** One text for equal claims about a person, whichever message they came with. Personal data. */
export const personKey = (claims: PersonClaims): string => canonicalJson(claims);
