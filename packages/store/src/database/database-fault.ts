import { Fault } from '@fengcun/kernel';

/** A state that the next try can meet differently: serialisation, deadlock, a node that went away. */
const RETRYABLE = /^(40001|40P01|55P03|57P0[123]|53300|08\w{3})$/;

const textMember = (error: object, member: string): string => {
  const value: unknown = Reflect.get(error, member);
  return typeof value === 'string' ? value : '';
};

/** SQLSTATE of a driver's error, or an empty string. */
export const sqlState = (error: unknown): string => {
  const code = typeof error === 'object' && error !== null ? textMember(error, 'code') : '';
  return /^[0-9A-Z]{5}$/.test(code) ? code : '';
};

/**
 * A serialisation failure or deadlock, or a row another transaction gave or took away meanwhile (a person who
 * is being sealed while a message about them comes in): the same transaction may simply be run again.
 */
export const isRerunnable = (error: unknown): boolean =>
  /^(40001|40P01|23503|23505)$/.test(sqlState(error));

/** pg's own words for a session that is gone; they carry no code. */
const LOST_CONNECTION = new RegExp(`^(?:${[
  'Connection terminated', 'timeout exceeded', 'Cannot use a pool',
  'Client has encountered a connection error', 'Client was closed',
].join('|')})`);

/** An error of a driver, of the network below it, or of its pool; everything else is not the database's. */
const isDriverError = (error: object): boolean => {
  if (sqlState(error) !== '' || /^E[A-Z]+$/.test(textMember(error, 'code'))) return true;
  return LOST_CONNECTION.test(textMember(error, 'message'));
};

/**
 * A driver's error as a fault; other errors as they are. Only the state, table and constraint are kept: the
 * driver's text repeats rows ("Failing row contains …", "Key (…)=(…)"), and rows are about people.
 */
export const databaseFault = (error: unknown): unknown => {
  if (typeof error !== 'object' || error === null || error instanceof Fault) return error;
  if (!isDriverError(error)) return error;
  const state = sqlState(error);
  if (state === '') {
    const system = textMember(error, 'code');
    const where = system === '' ? '' : ` (${system})`;
    return new Fault('DATABASE_UNREACHABLE', `the database does not answer${where}`, { retryable: true });
  }
  const names = ['schema', 'table', 'constraint'].map((member) => textMember(error, member));
  const place = names.filter((name) => /^\w+$/.test(name)).join('.');
  const message = `the database refused a statement: SQLSTATE ${state}${place === '' ? '' : ` at ${place}`}`;
  return new Fault('DATABASE_ERROR', message, { retryable: RETRYABLE.test(state) });
};
