import type { FactField } from '../facts/fact-fields.ts';
import type { ValueType } from './expression.ts';

/** Type of a fact, or of a field of an entry, in a condition. */
export const typeOfFact = ({ name, type }: FactField): ValueType => {
  switch (type.kind) {
    case 'boolean': case 'date': case 'integer': return { kind: type.kind };
    case 'enum': return { kind: 'enum', of: name, values: type.values };
    case 'set': return { kind: 'set', of: name, values: type.values };
    case 'strings': return { kind: 'set', of: name };
    case 'list': return { kind: 'list', of: name };
  }
};
