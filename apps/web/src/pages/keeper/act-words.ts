import type { Words } from '../../app/language.tsx';
import type { BodyOf } from '../../api/interface.ts';

/** An act of administrators. */
export type KeeperAct = BodyOf<'listSettingChanges'>['items'][number];

/** How an act of administrators stands; the mark says it without colour. */
export const ACT_STATE_WORDS: Readonly<Record<KeeperAct['state'], Words>> = {
  asked: { zh: '◔ 等另一人同意', en: '◔ waits for another' }, agreed: { zh: '◑ 已同意，进行中', en: '◑ agreed, under way' },
  done: { zh: '● 已完成', en: '● done' }, refused: { zh: '✕ 未同意', en: '✕ not agreed to' },
  over: { zh: '○ 过期未处理', en: '○ not decided in time' },
};

/** Why keys are rotated, prepared; others are typed. */
export const ROTATION_REASONS: readonly Words[] = [
  { zh: '密钥期届满，例行轮换。', en: 'The epoch has ended: rotation as planned.' },
  { zh: '保管密钥的人员变动。', en: 'Somebody who kept keys has left.' },
  { zh: '怀疑密钥泄露。', en: 'A key may be known to others.' },
];

/** Why settings are changed, prepared. */
export const SETTING_REASONS: readonly Words[] = [
  { zh: '上级机关的答复或者意见。', en: 'An answer or opinion of the organ above.' },
  { zh: '新的司法解释或者规定施行。', en: 'A new interpretation or rule takes effect.' },
  { zh: '原设置有误，予以更正。', en: 'The setting was wrong.' },
];

/** Why accounts are changed, prepared. */
export const ACCOUNT_REASONS: readonly Words[] = [
  { zh: '新到岗。', en: 'New in post.' }, { zh: '岗位调整。', en: 'Another post.' }, { zh: '已经离岗。', en: 'Left the post.' },
];

/** Why a letter is sent again or set aside, prepared. */
export const LETTER_REASONS: readonly Words[] = [
  { zh: '对方系统已经恢复。', en: 'The other system works again.' },
  { zh: '已经用纸质文书送达。', en: 'It was served on paper.' },
  { zh: '对方机关已经撤并。', en: 'The organ no longer exists.' },
];
