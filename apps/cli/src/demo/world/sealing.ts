import { dispatchOnce, dispatcherOf, followAllSealed, tick } from '@fengcun/application';
import { addDays, type CivilDate } from '@fengcun/kernel';
import { afterWorkingDays, instantOf } from './calendar.ts';
import { type Answer, type HolderKeys, type Holders, playHolders, type TakenOrder } from './holders.ts';
import { COURT, POLICE, PROCURATORATE } from './organs.ts';
import { drawFrom } from './random.ts';
import type { Stage } from './stage.ts';

/** When a holder answers an order: so many days later, as the order wants or with nothing; or not yet. */
type Fate = Readonly<{ days: number; result: Answer['result'] }> | undefined;

/** Organs whose people sign in: what they have not answered is theirs to carry out. */
const WITH_PEOPLE: ReadonlySet<string> = new Set([COURT, POLICE, PROCURATORATE]);
/** Of a hundred orders so many are answered late; with nothing held; of the newest, never. */
const LATE_PERCENT = 9;
const WITHOUT_COPY_PERCENT = 4;
const UNANSWERED_PERCENT = 22;
const RECENT_DAYS = 45;
const LATE_DAYS = 6;

/** Drawn from the paper and the holder: the same in every world of a seed, in whatever order they come. */
const fateOf = (stage: Stage, { holder, number, order }: TakenOrder, until: CivilDate): Fate => {
  const draw = drawFrom(`${holder}|${number}|${order.sequence}`);
  const isRecent = addDays(stage.clock.today(), RECENT_DAYS) > until;
  if (isRecent && WITH_PEOPLE.has(holder) && draw.chance(UNANSWERED_PERCENT)) return undefined;
  if (draw.chance(LATE_PERCENT)) return { days: LATE_DAYS, result: 'applied' };
  return { days: isRecent ? 1 + draw.below(2) : 2,
    result: draw.chance(WITHOUT_COPY_PERCENT) ? 'noCopy' : 'applied' };
};

/** The sealing service and its holders in the world. */
export type WorldSealing = Readonly<{
  holders: Holders;
  /** Sends what waits; holders answer on the days their fate says. */
  send: () => Promise<void>;
  /** Reminds and escalates what is late by today. */
  look: () => Promise<void>;
  /** Follows what was told of sealed cases: executions that ended, new judgments. */
  follow: () => Promise<void>;
}>;

/** Answers of one holder on one day go together. */
const answerLater = (stage: Stage, holders: () => Holders): ((order: TakenOrder, on: Fate) => void) => {
  const waiting = new Map<string, Answer[]>();
  const taken = new Set<string>();
  return ({ holder, order }, fate) => {
    const name = `${holder}|${order.recordId}|${order.sequence}`;
    // What is sent again was taken before: its answer is on its way, or never comes.
    if (fate === undefined || taken.has(name)) return;
    taken.add(name);
    const day = afterWorkingDays(stage.clock.today(), fate.days);
    const key = `${holder}|${day}`;
    const known = waiting.get(key);
    const answer = { order, result: order.target === 'open' ? 'applied' as const : fate.result };
    if (known !== undefined) {
      known.push(answer);
      return;
    }
    const answers = [answer];
    waiting.set(key, answers);
    const hour = 9 + drawFrom(key).below(8);
    stage.agenda.put(instantOf(day, hour, drawFrom(holder).below(60)), () => holders().answer(holder,
      answers));
  };
};

/** Sets up sealing on a stage; `until`: the last day of the world. */
export const worldSealing = (stage: Stage, keys: HolderKeys, until: CivilDate): WorldSealing => {
  const later = answerLater(stage, () => holders);
  const holders: Holders = playHolders(stage.seals, keys, (taken) => later(taken, fateOf(stage, taken,
    until)));
  const dispatcher = dispatcherOf(stage.seals.exchange, holders.transport);
  const send = async (): Promise<void> => {
    for (let sent = true; sent;) sent = (await dispatchOnce(dispatcher)).claimed > 0;
  };
  return {
    holders, send,
    look: async () => {
      await tick(stage.seals);
      await send();
    },
    follow: async () => {
      const { grounds } = stage.seals;
      if (grounds !== undefined) await followAllSealed(stage.seals, grounds);
      await send();
    },
  };
};
