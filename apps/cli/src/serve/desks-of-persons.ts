import {
  type Deployment, rightsOver, type SealsParts, type ServiceParts, supervisionOver,
} from '@fengcun/application';

/**
 * The desks of persons concerned and of the procuratorate. Who supervises whom is what the organs of the
 * sealing service say; where none are configured, nobody supervises anybody, and no seals are counted.
 */
export const desksOfPersons = (
  deployment: Deployment, seals: SealsParts | undefined,
): Required<Pick<ServiceParts, 'rights' | 'supervision'>> => {
  const supervisorOf = seals?.organs.supervisorOf ?? (() => undefined);
  const names = seals?.names;
  const supervision = supervisionOver(deployment, supervisorOf, names);
  return {
    rights: rightsOver(deployment, names === undefined ? {} : { names }),
    supervision: seals === undefined ? supervision : { ...supervision, seals },
  };
};
