import { ADMINISTRATION_AREA } from './administration-area.ts';
import type { Area } from './area.ts';
import { CERTIFICATE_AREA } from './certificate-area.ts';
import { INQUIRY_AREA } from './inquiry-area.ts';
import { KEEPING_AREA } from './keeping-area.ts';
import { LEDGER_AREA } from './ledger-area.ts';
import { PRIVACY_AREA } from './privacy-area.ts';
import { READING_AREA } from './reading-area.ts';
import { RECORDS_AREA } from './records-area.ts';
import { RIGHTS_AREA } from './rights-area.ts';
import { SEALING_AREA } from './sealing-area.ts';
import { SERVICE_AREA } from './service-area.ts';
import { SIGN_IN_AREA } from './sign-in-area.ts';
import { SUPERVISION_AREA } from './supervision-area.ts';

const AREAS = [
  SERVICE_AREA, RECORDS_AREA, READING_AREA, SEALING_AREA, INQUIRY_AREA, CERTIFICATE_AREA, RIGHTS_AREA,
  SUPERVISION_AREA, SIGN_IN_AREA, LEDGER_AREA, PRIVACY_AREA, ADMINISTRATION_AREA,
  KEEPING_AREA,
] as const;

type EachArea = (typeof AREAS)[number];

type ActionOf<A> = A extends EachArea ? Extract<keyof A['actions'], string> : never;
type ActOf<A> = A extends EachArea ? A['acts'][number] : never;

/** Every act of the interface; the policy set knows these and no others. */
export type AreaAction = ActionOf<EachArea>;

/** Every name under which the ledger keeps an act of the interface. */
export type AreaAct = ActOf<EachArea>;

/** All areas; what applies to every area stands in `policy-set.ts`. */
export const ALL_AREAS: readonly Area[] = AREAS;

/** The names of all acts: keys of the objects above, which nobody else can add to. */
export const AREA_ACTIONS = AREAS.flatMap(({ actions }) => Object.keys(actions)) as readonly AreaAction[];

/** The area an act belongs to, by the name of the act. */
export const AREA_OF: ReadonlyMap<string, Area> =
  new Map(ALL_AREAS.flatMap((area) => Object.keys(area.actions).map((name): [string, Area] => [name, area])));
