import type { Actor } from '@fengcun/api';
import {
  type AccountParts, alarmOver, attachmentParts, type AttachmentParts, blobsIn, decideDaily,
  DEFAULT_SIGN_IN, type Deployment, expireInquiries, listAccounts, type SealsParts, servicePorts,
} from '@fengcun/application';
import { Fault, present } from '@fengcun/kernel';
import type { Pack } from '@fengcun/policy';
import { cedarAuthorizer } from '@fengcun/server';
import { loadPacks, packsInForce } from '../../packs-folder.ts';
import { sealsParts } from '../../seal/with-seals.ts';
import { certificatesOver } from '../../serve/certificate-configuration.ts';
import type { Configured } from '../../serve/configured.ts';
import { demoAccount, inviteDemoPeople } from '../../serve/demo-people.ts';
import { desksOfPersons } from '../../serve/desks-of-persons.ts';
import { inquiriesFor } from '../../serve/inquiry-configuration.ts';
import { sealingLaw } from '../../serve/law-settings.ts';
import { serviceTimer } from '../../serve/timer.ts';
import type { Agenda, WorldClock } from './clock.ts';
import { type Desk, deskOver } from './desk.ts';
import type { Draw } from './random.ts';

/** Where the world is made: its data, its time, its desks and who sits at them. */
export type Stage = Readonly<{
  deployment: Deployment; seals: SealsParts; desk: Desk; clock: WorldClock; agenda: Agenda; draw: Draw;
  packs: readonly Pack[]; accounts: AccountParts; attachments: AttachmentParts;
  /** Somebody of the demonstration who can sign in, by the name the sign-in page has. */
  person: (name: string) => Actor;
  /** Somebody of another organ, who cannot. */
  colleague: (name: string, organ: string, role: Actor['roles'][number]) => Actor;
  /** Ends grants whose day is over. */
  expire: () => Promise<unknown>;
  /** Ends what the stage started. */
  stop: () => void;
}>;

/** What a stage is set up with. `dataDirectory`: where attachments would lie. */
export type StageSetting = Readonly<{
  clock: WorldClock; agenda: Agenda; draw: Draw; dataDirectory: string; configured: Configured;
}>;

const unpublished = (): never => {
  throw new Fault('DEMO_LEDGER_LATER', 'the log is signed when the world is made');
};

/** Puts the people of the demonstration into the directory; each as they act with a second factor. */
const actorsOf = async (deployment: Deployment): Promise<ReadonlyMap<string, Actor>> => {
  await inviteDemoPeople(deployment);
  const listed = await listAccounts(deployment, 'demonstration');
  return new Map(listed.map(({ account, person, organ, roles }) =>
    [account, { id: account, person, organ, roles, hasSecondFactor: true }]));
};

/** The desks of a service over a deployment, for whoever is on the stage. */
export const setStage = async (deployment: Deployment, setting: StageSetting): Promise<Stage> => {
  const { clock, agenda, draw, dataDirectory, configured: { sealing, certificates, inquiries } } = setting;
  const packs = packsInForce(await loadPacks());
  const timer = serviceTimer();
  const seals = await sealsParts(deployment, sealing, { policies: undefined, today: clock.today });
  const actors = await actorsOf(deployment);
  const asked = await inquiriesFor(deployment, {
    inquiries, certificates, proposals: sealing.proposals, policies: undefined, timer, tell: () => undefined,
    law: await sealingLaw(deployment, sealing),
  });
  const accounts = { deployment, settings: DEFAULT_SIGN_IN, alarm: alarmOver(seals) };
  const attachments = attachmentParts(deployment, blobsIn(dataDirectory));
  const ports = servicePorts({
    deployment, attachments, accounts, decideAll: decideDaily(packs, clock.today), ledger: unpublished,
    isLedgerKept: () => true, seals,
    ...desksOfPersons(deployment, seals),
    certificates: await certificatesOver(deployment, certificates),
    inquiries: asked,
  });
  return {
    deployment, seals, clock, agenda, draw, packs, accounts, attachments, stop: timer.stop,
    expire: () => expireInquiries(asked),
    desk: deskOver({ deployment, ports, authorizer: cedarAuthorizer() }),
    person: (name) => present(actors.get(demoAccount(name)), 'a person of the demonstration'),
    colleague: (id, organ, role) => ({ id, person: id, organ, roles: [role], hasSecondFactor: true }),
  };
};
