import { present } from '@fengcun/kernel';
import type { Condition } from '../templates/template.ts';
import type { PrintedFields } from './facts.ts';

const PLACE = /\{([A-Za-z]+)\}/g;

/** Whether a block is printed. */
export const holds = (condition: Condition | undefined, fields: PrintedFields): boolean => {
  if (condition === undefined) return true;
  const field = fields.get(condition.field);
  if (condition.given === false) return field === undefined;
  return field !== undefined && (condition.is === undefined || condition.is.includes(field.raw));
};

/** The text with its values; a value is put in once and never read for places again. */
export const fill = (text: string, fields: PrintedFields): string =>
  text.replace(PLACE, (_, name: string) => present(fields.get(name), `the value of ${name}`).text);
