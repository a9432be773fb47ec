export {
  type Attribute, ATTRIBUTE_VALUES, attributeCode, ATTRIBUTES, REGIONS,
} from './synthetic/attributes.ts';
export {
  type Band, BANDS, type Basis, type Calibrated, CALIBRATION, CHARGE_MIX, NEGLIGENT_MIX,
} from './synthetic/calibration.ts';
export type { Years } from './synthetic/draw-person.ts';
export { makeBatch, SYNTHETIC_FACTS, type SyntheticBatch,
  type SyntheticOptions } from './synthetic/make-batch.ts';
export { assuming, ASSUMPTIONS } from './mapping/assumptions.ts';
export { factsFromCail } from './mapping/cail.ts';
export { factsOfRow, ROW_KINDS, type RowKind } from './mapping/rows.ts';
export { factsFromTraffic } from './mapping/traffic.ts';
