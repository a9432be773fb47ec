import { addDays, type CivilDate, err, ok, type Result } from '@fengcun/kernel';
import { addCivilMonths } from '@fengcun/statute';

/** Tiers of proposal pack B: 微罪 and 轻罪. */
export type ObservationTier = 'petty' | 'light';

/**
 * Months of observation by tier and how service shortens it. Numbers of this deployment: the proposal names
 * none (S004_OBSERVATION, S004_SHORTENING).
 */
export type ObservationSettings = Readonly<{
  months: Readonly<Record<ObservationTier, number>>;
  /** Hours of public service that shorten by one month. */
  hoursPerMonth: number;
  /** 有限缩减: at most this part of the period, 0–1. */
  shortenedMax: number;
}>;

/** Six and eighteen months, a month for forty hours, at most half of the period. */
export const DEFAULT_OBSERVATION: ObservationSettings =
  { months: { petty: 6, light: 18 }, hoursPerMonth: 40, shortenedMax: 0.5 };

/** LAW: 微罪 is 可处拘役或以下; 轻罪 has a statutory maximum of three years. Others are not in the proposal. */
const LIGHT_MAX_MONTHS = 36;

/** The tier of an offence by the penalty that it carries; undefined where pack B does not cover it. */
export const tierOf = (offence: Readonly<{
  /** Whether 拘役 or less can be imposed and nothing heavier. */
  detentionAtMost: boolean; statutoryMaxMonths: number;
}>): ObservationTier | undefined => {
  if (offence.detentionAtMost) return 'petty';
  return offence.statutoryMaxMonths <= LIGHT_MAX_MONTHS ? 'light' : undefined;
};

type Event<T extends string, F = unknown> = Readonly<{ type: T; on: CivilDate }> & Readonly<F>;

/** Everything that happens in an observation; the record has been sealed before. */
export type ObservationEvent =
  | Event<'ObservationStarted', { tier: ObservationTier; until: CivilDate; earliest: CivilDate }>
  | Event<'ServiceCredited', { hours: number; document: string; until: CivilDate }>
  /** A fact that may be a breach; two people decide, the seal ends by an order of its own. */
  | Event<'BreachFound', { ground: BreachGround; document: string }>
  | Event<'BreachDismissed'>
  | Event<'BreachConfirmed'>
  | Event<'ObservationPassed'>;

/** 再犯新罪、漏罪, or the conditions of observation. */
export type BreachGround = 'newCrime' | 'omittedCrime' | 'conditions';

/** An observation as its events tell. */
export type ObservationState =
  | Readonly<{ status: 'none' }>
  | Readonly<{
    status: 'running' | 'breachInQuestion' | 'breached' | 'passed';
    startedOn: CivilDate; until: CivilDate; earliest: CivilDate; hours: number; since: CivilDate;
  }>;

/** Before anything happened. */
export const NO_OBSERVATION: ObservationState = { status: 'none' };

/** Total. */
export const evolveObservation = (state: ObservationState, event: ObservationEvent): ObservationState => {
  if (event.type === 'ObservationStarted') {
    const { on, until, earliest } = event;
    return state.status !== 'none' ? state
      : { status: 'running', startedOn: on, until, earliest, hours: 0, since: on };
  }
  if (state.status === 'none') return state;
  const since = event.on;
  switch (event.type) {
    case 'ServiceCredited': return { ...state, hours: state.hours + event.hours, until: event.until, since };
    case 'BreachFound': return { ...state, status: 'breachInQuestion', since };
    case 'BreachDismissed': return { ...state, status: 'running', since };
    case 'BreachConfirmed': return { ...state, status: 'breached', since };
    case 'ObservationPassed': return { ...state, status: 'passed', since };
  }
};

/** Commands of an observation. */
export type ObservationCommand =
  | Readonly<{ type: 'Start'; on: CivilDate; tier: ObservationTier }>
  | Readonly<{ type: 'CreditService'; on: CivilDate; hours: number; document: string }>
  | Readonly<{ type: 'FindBreach'; on: CivilDate; ground: BreachGround; document: string }>
  | Readonly<{
    type: 'DecideBreach'; on: CivilDate; confirmed: boolean; requestedBy: string; approvedBy: string;
  }>
  | Readonly<{ type: 'Pass'; on: CivilDate }>;

/** Why a command does nothing. */
export type ObservationRefusal = Readonly<{
  code: 'ALREADY_STARTED' | 'NOT_RUNNING' | 'NO_BREACH_IN_QUESTION' | 'PERIOD_RUNNING' | 'PERIOD_OVER'
    | 'HOURS_INVALID' | 'PROOF_MISSING' | 'FOUR_EYES' | 'DAY_BEFORE_LAST_EVENT';
}>;

type Decided = Result<readonly ObservationEvent[], ObservationRefusal>;
const refuse = (code: ObservationRefusal['code']): Decided => err({ code });

const start = (on: CivilDate, tier: ObservationTier, settings: ObservationSettings): Decided => {
  const months = settings.months[tier];
  const shortest = months - Math.floor(months * settings.shortenedMax);
  const [until, earliest] = [addCivilMonths(on, months), addCivilMonths(on, shortest)];
  return ok([{ type: 'ObservationStarted', on, tier, until, earliest }]);
};

type Observed = Exclude<ObservationState, { status: 'none' }>;
type CreditService = Extract<ObservationCommand, { type: 'CreditService' }>;

/** Service counts by whole months over all hours, and never beyond what may be shortened. */
const credit = (state: Observed, command: CreditService, settings: ObservationSettings): Decided => {
  const { on, hours, document } = command;
  if (!(Number.isInteger(hours) && hours > 0)) return refuse('HOURS_INVALID');
  if (document === '') return refuse('PROOF_MISSING');
  const monthsOf = (all: number): number => Math.floor(all / settings.hoursPerMonth);
  const wanted = addCivilMonths(state.until, monthsOf(state.hours) - monthsOf(state.hours + hours));
  const until = wanted < state.earliest ? state.earliest : wanted;
  return ok([{ type: 'ServiceCredited', on, hours, document, until }]);
};

/**
 * What a command does to an observation: sealed first, observed after, and opened by two people alone.
 * @see proposal pack B (S004_OBSERVATION, S004_SHORTENING)
 */
export const decideObservation = (
  command: ObservationCommand, state: ObservationState, settings: ObservationSettings = DEFAULT_OBSERVATION,
): Decided => {
  const { on } = command;
  if (command.type === 'Start') {
    return state.status === 'none' ? start(on, command.tier, settings) : refuse('ALREADY_STARTED');
  }
  if (state.status === 'none') return refuse('NOT_RUNNING');
  if (on < state.since) return refuse('DAY_BEFORE_LAST_EVENT');
  if (command.type === 'DecideBreach') {
    if (state.status !== 'breachInQuestion') return refuse('NO_BREACH_IN_QUESTION');
    if (command.requestedBy === command.approvedBy) return refuse('FOUR_EYES');
    return ok([{ type: command.confirmed ? 'BreachConfirmed' : 'BreachDismissed', on }]);
  }
  if (state.status !== 'running') return refuse('NOT_RUNNING');
  const isOver = on >= addDays(state.until, 1);
  switch (command.type) {
    case 'Pass': return isOver ? ok([{ type: 'ObservationPassed', on }]) : refuse('PERIOD_RUNNING');
    case 'CreditService': return isOver ? refuse('PERIOD_OVER') : credit(state, command, settings);
    case 'FindBreach': return command.document === '' ? refuse('PROOF_MISSING')
      : ok([{ type: 'BreachFound', on, ground: command.ground, document: command.document }]);
  }
};
