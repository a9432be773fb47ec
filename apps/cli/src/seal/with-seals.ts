import {
  type Deployment, deploymentExchange, deploymentSigner, organDirectory, sealingAct, sealOrgans,
  type SealsParts,
} from '@fengcun/application';
import { type Pack, prepareDecider } from '@fengcun/policy';
import { parseAsOf } from '../decide-record.ts';
import { loadFont } from '../documents/load-font.ts';
import { UnusableInput } from '../exit.ts';
import { dataFolder, onData } from '../open-data.ts';
import { type Arguments, textOption } from '../options.ts';
import { loadPacks } from '../packs-folder.ts';
import { sealingConfiguration } from '../serve/configuration.ts';
import type { SealingConfiguration } from '../serve/exchange-configuration.ts';
import type { Terminal } from '../terminal.ts';

const UNSEAL = 'unseal';

/** Readings that a pack knows. @throws UnusableInput for one that no pack knows, or an option it has not */
const readingsFor = (
  packs: readonly Pack[], readings: SealingConfiguration['readings'],
): ((pack: Pack) => Readonly<Record<string, string>>) => {
  for (const [name, option] of Object.entries(readings)) {
    const known = packs.flatMap(({ switches }) => switches.filter(({ id }) => id === name));
    if (known.some(({ options }) => options.includes(option))) continue;
    const right = known.flatMap(({ options }) => options).join(', ');
    const words = right === '' ? 'no such question' : `one of ${right}`;
    throw new UnusableInput(`exchange.readings.${name}: ${words}`);
  }
  return ({ switches }) => Object.fromEntries(Object.entries(readings).filter(([name, option]) =>
    switches.some(({ id, options }) => id === name && options.includes(option))));
};

/** The sealing service of a deployment as its configuration says; the caller closes the deployment. */
export const sealsParts = async (
  deployment: Deployment, configuration: SealingConfiguration,
  at: Readonly<{ policies: string | undefined; today: () => string }>,
): Promise<SealsParts> => {
  const { organ, organs, districts, settings, proposals, readings, names } = configuration;
  const packs = [...(await loadPacks(at.policies)).values()]
    .filter(({ id, status }) => status === 'inForce' || proposals.includes(id));
  const switchesOf = readingsFor(packs, readings);
  const unsealing = packs.find(({ status, matters }) =>
    status === 'inForce' && matters.some(({ name }) => name === UNSEAL));
  const signer = await deploymentSigner(deployment, organ);
  return {
    deployment, exchange: deploymentExchange(deployment, signer, organDirectory(organs)),
    organs: sealOrgans(districts, [...organs.map(({ organ: one }) => one), ...names.keys()]),
    proposals, settings, act: sealingAct(deployment), names,
    decidersOn: (asOf) => packs.flatMap((pack) => {
      const decider = prepareDecider(pack, { asOf, switches: switchesOf(pack) });
      return decider.ok ? [decider.value] : [];
    }),
    ...(unsealing === undefined ? {} : { grounds: { pack: unsealing, switches: switchesOf(unsealing) } }),
    font: loadFont, now: deployment.clock, today: () => parseAsOf(at.today()),
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
    policies: textOption(given, 'policies'), today: terminal.today,
  })));
};
