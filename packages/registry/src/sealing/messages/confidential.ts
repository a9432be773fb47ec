import type { Field } from '../../intake/messages/field.ts';
import { list, optional, text } from '../../intake/messages/field.ts';
import { documentJson } from '../../intake/messages/envelope.ts';
import { type CaseReference, personField, referencesField } from '../../intake/messages/message.ts';
import { object } from '../../intake/messages/object-field.ts';
import type { PersonClaims } from '../../intake/identity/person.ts';

/**
 * What an organ needs to find its copies, apart from the pseudonymous part: the vault encrypts it at rest,
 * the transport on its way, and no table, index or log holds it in the clear.
 */
export type OrderConfidential = Readonly<{
  person: PersonClaims;
  /** Numbers by which organs know the case. */
  references?: readonly CaseReference[];
  /** Numbers of judgments, decisions and notices as printed. */
  documentNumbers?: readonly string[];
}>;

// LIMIT: papers of one case that name one order.
const NUMBERS_MAX = 32;

/** The confidential part of an order. */
export const orderConfidentialField: Field<OrderConfidential> = object({
  person: personField,
  references: optional(referencesField),
  documentNumbers: optional(list(text({ max: 80, title: '文书编号 number as printed' }),
    { min: 1, max: NUMBERS_MAX, keyOf: (number) => number })),
});

/** The confidential part as JSON that reads back to the same. */
export const confidentialJson = (
  { person, ...numbers }: OrderConfidential,
): Readonly<Record<string, unknown>> =>
  ({ ...numbers, person: { ...person, documents: person.documents.map(documentJson) } });
