import { OPEN_GROUND, SEAL_GROUND } from 'virtual:desk-tables';
import type { BodyOf } from '../../../api/interface.ts';
import type { Words } from '../../../app/language.tsx';
import type { SealLook } from '../../../parts/seal-mark.tsx';

/** A seal as the interface shows it. */
export type Seal = BodyOf<'readSeal'>;
/** How a record stands. */
export type SealStatus = Seal['status'];

/** States of a record. */
export const SEAL_STATUS_WORDS: Readonly<Record<SealStatus, Words>> = {
  open: { zh: '未封存', en: 'not sealed' }, pending: { zh: '封存中', en: 'being sealed' },
    sealed: { zh: '已封存', en: 'sealed' },
  underObservation: { zh: '考察期内', en: 'under observation' }, unsealed: { zh: '已解封', en: 'unsealed' },
  rescinded: { zh: '已撤销封存', en: 'rescinded' }, exempt: { zh: '免予封存', en: 'exempt' },
    erased: { zh: '已删除', en: 'erased' },
};

/** The mark of each state. */
export const SEAL_LOOKS: Readonly<Record<SealStatus, SealLook>> = {
  open: 'open', pending: 'sealing', sealed: 'sealed', underObservation: 'sealed', unsealed: 'opened',
    rescinded: 'opened',
  exempt: 'opened', erased: 'opened',
};

const GROUNDS: Readonly<Record<string,
  Words & Readonly<{ cites: readonly string[] }>>> = { ...SEAL_GROUND, ...OPEN_GROUND };

/** A ground to seal or to open in words; one nobody knows as it is. */
export const groundWords = (ground: string): Words => GROUNDS[ground] ?? { zh: ground, en: ground };

/** The articles of a ground. */
export const groundCites = (ground: string): readonly string[] => GROUNDS[ground]?.cites ?? [];
