import { type Suite, SUITES } from '@fengcun/crypto';
import { present } from '@fengcun/kernel';

/**
 * The two families of keys. They share no key at any level, so a process that holds the keys of open
 * records cannot read one sealed record. @see 《刑事诉讼法》(2018) 第286条 (封存)
 */
export type KeyTree = 'open' | 'sealed';

/** Name of a suite as rows carry it. */
export type SuiteName = Suite['name'];

/** The byte that names a suite in every header. */
export const suiteIdOf = (name: SuiteName): number => suiteByName(name).id;

/** The suite of a name. */
export const suiteByName = (name: SuiteName): Suite =>
  present(SUITES.find((suite) => suite.name === name), 'suite');
