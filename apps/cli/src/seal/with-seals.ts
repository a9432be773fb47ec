import {
  type Deployment, deploymentExchange, deploymentSigner, organDirectory, sealingAct, sealOrgans,
  type SealsParts,
} from '@fengcun/application';
import { prepareDecider } from '@fengcun/policy';
import { parseAsOf } from '../decide-record.ts';
import { type LegalClock, legalClock } from '../demo-clock.ts';
import { dataFolder, onData } from '../open-data.ts';
import { type Arguments, textOption } from '../options.ts';
import { loadPacks } from '../packs-folder.ts';
import { sealingConfiguration } from '../serve/configuration.ts';
import type { SealingConfiguration } from '../serve/exchange-configuration.ts';
import type { Terminal } from '../terminal.ts';

/** The sealing service of a deployment as its configuration says; the caller closes the deployment. */
export const sealsParts = async (
  deployment: Deployment, configuration: SealingConfiguration,
  at: Readonly<{ policies: string | undefined; clock: LegalClock }>,
): Promise<SealsParts> => {
  const { organ, organs, districts, settings, proposals } = configuration;
  const packs = [...(await loadPacks(at.policies)).values()]
    .filter(({ id, status }) => status === 'inForce' || proposals.includes(id));
  const signer = await deploymentSigner(deployment, organ);
  return {
    deployment, exchange: deploymentExchange(deployment, signer, organDirectory(organs)),
    organs: sealOrgans(districts), proposals, settings, act: sealingAct(deployment),
    decidersOn: (asOf) => packs.flatMap((pack) => {
      const decider = prepareDecider(pack, { asOf });
      return decider.ok ? [decider.value] : [];
    }),
    now: at.clock.now, today: () => parseAsOf(at.clock.today()),
  };
};

/**
 * Runs a verb on the sealing service of the data the options name; what it did is signed into the log.
 * @throws UnusableInput as `onData`, and for a configuration that is none
 */
export const onSeals = async <T>(
  given: Arguments, terminal: Terminal, work: (parts: SealsParts) => Promise<T>,
): Promise<T> => {
  const configuration = await sealingConfiguration(textOption(given, 'config'), dataFolder(given));
  return onData(given, terminal, async (deployment) => work(await sealsParts(deployment, configuration, {
    policies: textOption(given, 'policies'), clock: legalClock(),
  })));
};
