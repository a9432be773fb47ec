import type { Tri } from '@fengcun/kernel';
import type { Bilingual } from '../facts/fact-fields.ts';
import type { Inquirer, PiercingPurpose, PiercingRule } from './pack-piercing.ts';
import type { Pack } from './pack.ts';

/** One inquiry as far as piercing needs it; `related`: whether the occupation has to do with the crime. */
export type PiercingInquiry = Readonly<{ inquirer: Inquirer; purpose: PiercingPurpose; related: Tri }>;

/** The answer: `discloses` is unknown where a rule depends on a relation nobody has found yet. */
export type PiercingAnswer = Readonly<{
  discloses: Tri; rule: string; cite: readonly string[]; say: Bilingual;
}>;

const fits = ({ inquirers, purposes }: PiercingRule, { inquirer, purpose }: PiercingInquiry): boolean =>
  purposes.includes(purpose) && (inquirers === undefined || inquirers.includes(inquirer));

/**
 * Whether a sealed record may be disclosed to an inquiry under a pack; undefined when the pack says nothing
 * about piercing (then the law in force decides alone). An unknown relation never discloses by itself.
 */
export const decidePiercing = (
  { piercing }: Pick<Pack, 'piercing'>, inquiry: PiercingInquiry,
): PiercingAnswer | undefined => {
  if (piercing === undefined) return undefined;
  for (const rule of piercing.rules) {
    if (!fits(rule, inquiry)) continue;
    const { id, cite, say } = rule;
    if (rule.related === undefined || inquiry.related === rule.related) {
      return { discloses: rule.discloses, rule: id, cite, say };
    }
    if (inquiry.related === 'unknown') return { discloses: 'unknown', rule: id, cite, say };
  }
  return { ...piercing.otherwise, rule: 'otherwise' };
};
