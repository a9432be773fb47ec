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

/** A serialisation failure or deadlock: the same transaction may simply be run again. */
export const isRerunnable = (error: unknown): boolean => /^(40001|40P01)$/.test(sqlState(error));

/**
 * A database error as a fault. Only the state, table and constraint are kept: the driver's text repeats
 * rows ("Failing row contains …", "Key (…)=(…)"), and rows are about people.
 */
export const databaseFault = (error: unknown): Fault => {
  if (error instanceof Fault) return error;
  const state = sqlState(error);
  const of = (member: string): string => (typeof error === 'object' && error !== null ? textMember(error, member) : '');
  if (state === '') {
    const system = of('code');
    const where = /^E[A-Z]+$/.test(system) ? ` (${system})` : '';
    return new Fault('DATABASE_UNREACHABLE', `the database does not answer${where}`, { retryable: true });
  }
  const place = [of('schema'), of('table'), of('constraint')].filter((name) => /^\w+$/.test(name)).join('.');
  const message = `the database refused a statement: SQLSTATE ${state}${place === '' ? '' : ` at ${place}`}`;
  return new Fault('DATABASE_ERROR', message, { retryable: RETRYABLE.test(state) });
};
