import { choice, text } from './field.ts';
import { object, type ObjectOf } from './object-field.ts';

/**
 * Organs that send to the registry and hold copies. `justiceBureau` is the county's 司法行政机关 (notices of
 * the 2012 opinion), `communityCorrection` its 社区矫正机构 (execution); one office may be both.
 */
export const ORGAN_TYPES = [
  'police', 'stateSecurity', 'procuratorate', 'court', 'prison', 'detentionHouse', 'communityCorrection',
  'justiceBureau',
] as const;

/** Kind of an organ. */
export type OrganType = (typeof ORGAN_TYPES)[number];

// LIMIT: codes of organs have at most 18 characters (GB 32100); separators for numbered units of one organ.
const ORGAN_CODE = /^[0-9A-Z]{2,18}(?:-[0-9A-Z]{1,8})?$/;

const ORGAN_MEMBERS = {
  type: choice(ORGAN_TYPES, '机关类别 kind of organ'),
  code: text({ max: 27, pattern: ORGAN_CODE, title: '机关代码 code, as registered with the platform' }),
} as const;

/** An organ by kind and registered code; public, no personal data. */
export const organField = object(ORGAN_MEMBERS);

/** An organ. */
export type Organ = ObjectOf<typeof ORGAN_MEMBERS>;

/** One text per organ, for maps and sorting. */
export const organKey = (organ: Organ): string => `${organ.type}/${organ.code}`;
