import {
  type Deployment, deploymentExchange, deploymentSigner, organDirectory, sealingAct, sealOrgans,
  type SealsParts,
} from '@fengcun/application';
import type { CivilDate } from '@fengcun/kernel';
import { type Pack, prepareDecider } from '@fengcun/policy';
import { parseAsOf } from '../decide-record.ts';
import { loadFont } from '../documents/load-font.ts';
import { UnusableInput } from '../exit.ts';
import { dataFolder, onData } from '../open-data.ts';
import { type Arguments, textOption } from '../options.ts';
import { loadPacks } from '../packs-folder.ts';
import { sealingConfiguration } from '../serve/configuration.ts';
import type { SealingConfiguration } from '../serve/exchange-configuration.ts';
import type { LawSettings } from '../serve/law-of-day.ts';
import { sealingLaw } from '../serve/law-settings.ts';
import type { Terminal } from '../terminal.ts';

const UNSEAL = 'unseal';

/**
 * Refuses readings that no pack knows. @throws UnusableInput for one that no pack knows, or an option it has
 * not
 */
const assertReadings = (packs: readonly Pack[], readings: SealingConfiguration['readings']): void => {
  for (const [name, option] of Object.entries(readings)) {
    const known = packs.flatMap(({ switches }) => switches.filter(({ id }) => id === name));
    if (known.some(({ options }) => options.includes(option))) continue;
    const right = known.flatMap(({ options }) => options).join(', ');
    const words = right === '' ? 'no such question' : `one of ${right}`;
    throw new UnusableInput(`exchange.readings.${name}: ${words}`);
  }
};

/**
 * Where packs are, the day, and what the law leaves open; that is read from the data where nobody gives it.
 */
type SealsAt = Readonly<{ policies: string | undefined; today: () => string; law?: LawSettings }>;

/** The sealing service of a deployment as its configuration says; the caller closes the deployment. */
export const sealsParts = async (
  deployment: Deployment, configuration: SealingConfiguration, at: SealsAt,
): Promise<SealsParts> => {
  const { organ, organs, districts, proposals, readings, names, supervisor } = configuration;
  const law = at.law ?? await sealingLaw(deployment, configuration);
  const today = (): CivilDate => parseAsOf(at.today());
  const packs = [...(await loadPacks(at.policies)).values()]
    .filter(({ id, status }) => status === 'inForce' || proposals.includes(id));
  assertReadings(packs, readings);
  const unsealing = packs.find(({ status, matters }) =>
    status === 'inForce' && matters.some(({ name }) => name === UNSEAL));
  const signer = await deploymentSigner(deployment, organ);
  return {
    deployment, exchange: deploymentExchange(deployment, signer, organDirectory(organs)),
    organs: sealOrgans(districts, [...organs.map(({ organ: one }) => one), ...names.keys()], supervisor),
    proposals, get settings() { return law.termsOn(today()); }, act: sealingAct(deployment), names,
    decidersOn: (asOf) => packs.flatMap((pack) => {
      const decider = prepareDecider(pack, { asOf, switches: law.switchesOn(pack, asOf) });
      return decider.ok ? [decider.value] : [];
    }),
    ...(unsealing === undefined ? {} : {
      grounds: { pack: unsealing, get switches() { return law.switchesOn(unsealing, today()); } },
    }),
    font: loadFont, now: deployment.clock, today,
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
