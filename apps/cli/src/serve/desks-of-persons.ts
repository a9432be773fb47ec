import {
  type Deployment, rightsOver, type SealsParts, type ServiceParts, supervisionOver,
} from '@fengcun/application';
import type { TermSettings } from '@fengcun/registry';

/**
 * The desks of persons concerned and of the procuratorate. Who supervises whom is what the organs of the
 * sealing service say; where none are configured, nobody supervises anybody, and no seals are counted.
 */
export const desksOfPersons = (
  deployment: Deployment, seals: SealsParts | undefined,
  terms: () => TermSettings = () => seals?.settings ?? {},
): Required<Pick<ServiceParts, 'rights' | 'supervision'>> => {
  const supervisorOf = seals?.organs.supervisorOf ?? (() => undefined);
  const names = seals?.names;
  const supervision = supervisionOver(
    deployment, supervisorOf, { terms, ...(names === undefined ? {} : { names }) });
  return {
    rights: rightsOver(deployment, { terms, ...(names === undefined ? {} : { names }) }),
    supervision: seals === undefined ? supervision : Object.assign(supervision, { seals }),
  };
};
