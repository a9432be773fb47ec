import { EXCHANGE_EVENTS_MAX, type ExchangeEvent, exchangeEvent } from '@fengcun/api';
import { present } from '@fengcun/kernel';

type Form = Readonly<{ max: number; pattern?: RegExp; values?: readonly string[] }>;

const textForm = (schema: unknown): Form => {
  const member = (name: string): unknown => Reflect.get(Object(schema), name);
  const [max, pattern, values] = [member('maxLength'), member('pattern'), member('enum')];
  return {
    max: typeof max === 'number' ? max : Number.POSITIVE_INFINITY,
    ...(typeof pattern === 'string' ? { pattern: new RegExp(pattern) } : {}),
    ...(Array.isArray(values) ? { values: values.map(String) } : {}),
  };
};

/** The text members of the schema the interface publishes; one source for both doors. */
const FORMS: readonly (readonly [string, Form])[] = Object
  .entries(Object(present(exchangeEvent.json['properties'], 'the members of an event')))
  .filter(([name]) => name !== 'data')
  .map(([name, schema]) => [name, textForm(schema)]);

const fits = (value: unknown, { max, pattern, values }: Form): boolean =>
  typeof value === 'string' && value.length > 0 && value.length <= max
  && (pattern?.test(value) ?? true) && (values?.includes(value) ?? true);

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isEvent = (value: unknown): value is ExchangeEvent =>
  isObject(value) && isObject(Reflect.get(value, 'data'))
  && FORMS.every(([name, form]) => fits(Reflect.get(value, name), form));

/** The events of a JSON value, a list or a single one; undefined when it is not what the schema says. */
export const parseEvents = (json: unknown): readonly ExchangeEvent[] | undefined => {
  const events: unknown = Array.isArray(json) ? json : [json];
  if (!Array.isArray(events) || events.length === 0 || events.length > EXCHANGE_EVENTS_MAX) return undefined;
  return events.every(isEvent) ? events : undefined;
};
