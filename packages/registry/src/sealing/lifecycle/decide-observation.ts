import { ok } from '@fengcun/kernel';
import { OPEN_GROUND } from '../grounds.ts';
import { type Decided, refused, traceOf } from './decide-order.ts';
import { familyOf } from './lawful-ground.ts';
import type { SealingCommand } from './sealing-command.ts';
import type { SealingState } from './sealing-state.ts';

type Of<T extends SealingCommand['type']> = Extract<SealingCommand, { type: T }>;
type ObservationCommand =
  Of<'StartObservation' | 'ShortenObservation'> | Of<'BreachObservation'> | Of<'PassObservation'>;

const CITES = OPEN_GROUND.observationBreached.cites;

const start = (state: SealingState, command: Of<'StartObservation' | 'ShortenObservation'>): Decided => {
  const { until, today } = command;
  // No law in force knows an observation: it exists for seals under a proposal pack only.
  if (state.basis === undefined || familyOf(state.basis) !== 'proposal') return refused('NOT_A_PROPOSAL');
  if (state.observation !== undefined) return refused('OBSERVATION_RUNS');
  if (until < today) return refused('NOT_SHORTER');
  return ok([{ type: 'ObservationStarted', ...traceOf(command, 'observationOrdered', CITES), until }]);
};

const shorten = (state: SealingState, command: Of<'StartObservation' | 'ShortenObservation'>): Decided => {
  const { until, today } = command;
  const { observation } = state;
  if (observation === undefined) return refused('NOT_UNDER_OBSERVATION');
  if (observation.breachedOn !== undefined) return refused('BREACHED');
  // Never lengthened, and never to a day that is past: nobody passes backwards in time.
  if (until >= observation.until || until < today) return refused('NOT_SHORTER');
  return ok([{ type: 'ObservationShortened', ...traceOf(command, 'goodConduct', CITES), until }]);
};

const breach = (state: SealingState, command: Of<'BreachObservation'>): Decided => {
  const { breachedOn } = command;
  const { observation } = state;
  if (observation === undefined) return refused('NOT_UNDER_OBSERVATION');
  if (observation.breachedOn !== undefined) return ok([]);
  // What happens after the last day breaks no condition any more.
  if (breachedOn > observation.until) return refused('PERIOD_RUNS');
  return ok([{ type: 'ObservationBreached', ...traceOf(command, 'conditionBroken', CITES), breachedOn }]);
};

const pass = (state: SealingState, command: Of<'PassObservation'>): Decided => {
  const { today } = command;
  const { observation } = state;
  if (observation === undefined) return refused('NOT_UNDER_OBSERVATION');
  if (observation.breachedOn !== undefined) return refused('BREACHED');
  if (today <= observation.until) return refused('PERIOD_RUNS');
  return ok([{ type: 'ObservationPassed', ...traceOf(command, 'periodEnded', CITES), passedOn: today }]);
};

/** Observation under a proposal pack: sealed first, observed after. A breach opens nothing by itself. */
export const decideObservation = (state: SealingState, command: ObservationCommand): Decided => {
  switch (command.type) {
    case 'StartObservation': return start(state, command);
    case 'ShortenObservation': return shorten(state, command);
    case 'BreachObservation': return breach(state, command);
    case 'PassObservation': return pass(state, command);
  }
};
