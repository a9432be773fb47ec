import { assertNever, err, ok, parseCivilDate, type Result } from '@fengcun/kernel';
import { plainDate } from '../number/chinese-date.ts';
import { printedNumber } from '../number/document-number.ts';
import type { Field, Template } from '../templates/template.ts';
import type { DocumentFacts, FactRefusal, PrintedField, PrintedFields } from './facts.ts';

/**
 * Line ends, invisible direction marks and half characters: they could make a paper read as something else.
 */
const UNPRINTABLE = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\u00ad]/u;
const ORGAN_MAX = 40;
const ORGAN_WORD_MAX = 20;
const SEQUENCE_MAX = 9_999_999;
const LIST_SEPARATOR = '、';

type Checked = Result<PrintedField, Readonly<Pick<FactRefusal, 'code' | 'message'>>>;

const form = (message: string): Checked => err({ code: 'FIELD_FORM', message });

const checkText = (value: unknown, max: number): Checked => {
  if (typeof value !== 'string' || value.trim() === '') return form(`give text of 1 to ${max} characters`);
  if (UNPRINTABLE.test(value)) {
    return form('has a line end or an invisible character; give one line of plain text');
  }
  const length = [...value].length;
  if (length <= max) return ok({ raw: value, text: value });
  return err({ code: 'FIELD_TOO_LONG', message: `has ${length} characters; at most ${max} fit` });
};

const checkList = (
  value: unknown, { max, maxItems }: Readonly<{ max: number; maxItems: number }>,
): Checked => {
  if (!Array.isArray(value) || value.length === 0) return form(`give a list of 1 to ${maxItems} texts`);
  if (value.length > maxItems) {
    return err({ code: 'FIELD_TOO_LONG', message: `has ${value.length} items; at most ${maxItems} fit` });
  }
  const items: string[] = [];
  for (const [i, item] of value.entries()) {
    const checked = checkText(item, max);
    if (!checked.ok) return err({ ...checked.error, message: `item ${i + 1}: ${checked.error.message}` });
    items.push(checked.value.text);
  }
  const text = items.join(LIST_SEPARATOR);
  return ok({ raw: text, text, items });
};

const checkDate = (value: unknown): Checked => {
  const date = parseCivilDate(typeof value === 'string' ? value : '');
  return date.ok
    ? ok({ raw: date.value, text: plainDate(date.value) }) : form('give an existing day as YYYY-MM-DD');
};

const checkValue = (field: Field, value: unknown): Checked => {
  switch (field.type) {
    case 'text': return checkText(value, field.max);
    case 'list': return checkList(value, field);
    case 'date': return checkDate(value);
    case 'count': {
      const isWhole = typeof value === 'number' && Number.isInteger(value);
      return isWhole && value >= field.min && value <= field.max
        ? ok({ raw: String(value), text: String(value) })
        : form(`give a whole number from ${field.min} to ${field.max}`);
    }
    case 'choice': {
      const isOption = typeof value === 'string' && Object.hasOwn(field.options, value);
      const text = isOption ? field.options[value] : undefined;
      return isOption && text !== undefined
        ? ok({ raw: value, text }) : form(`give one of: ${Object.keys(field.options).join(', ')}`);
    }
    default: return assertNever(field);
  }
};

type Tally = Readonly<{ printed: Map<string, PrintedField>; refusals: FactRefusal[] }>;

const take = ({ printed, refusals }: Tally, field: Field, value: unknown): void => {
  if (value === undefined || value === null) {
    if (!field.required) return;
    const wanted = checkValue(field, value);
    const right = wanted.ok ? '' : `; ${wanted.error.message}`;
    const message = `«${field.name}» (${field.label}) is missing${right}`;
    refusals.push({ code: 'FIELD_MISSING', field: field.name, message });
    return;
  }
  const checked = checkValue(field, value);
  if (checked.ok) printed.set(field.name, checked.value);
  else {
    const { code, message } = checked.error;
    refusals.push({ code, field: field.name, message: `«${field.name}» (${field.label}): ${message}` });
  }
};

/** The fields every paper has. */
const HEAD: readonly Field[] = [
  { name: 'organ', label: '制作机关', required: true, type: 'text', max: ORGAN_MAX },
  { name: 'organWord', label: '机关代字', required: true, type: 'text', max: ORGAN_WORD_MAX },
  { name: 'sequence', label: '顺序号', required: true, type: 'count', min: 1, max: SEQUENCE_MAX },
  { name: 'issuedOn', label: '制作日期', required: true, type: 'date' },
  { name: 'number', label: '文号', required: false, type: 'text', max: 80 },
];

/**
 * The values of a paper, ready to print, or every refusal at once. A field the template does not have is
 * refused too: it would be a fact somebody believes to stand on the paper.
 */
export const checkFacts = (
  template: Template, facts: DocumentFacts,
): Result<PrintedFields, readonly FactRefusal[]> => {
  const tally: Tally = { printed: new Map(), refusals: [] };
  const head: Readonly<Record<string, unknown>> = facts;
  for (const field of HEAD) take(tally, field, head[field.name]);
  for (const field of template.fields) {
    take(tally, field, Object.hasOwn(facts.fields, field.name) ? facts.fields[field.name] : undefined);
  }
  for (const name of Object.keys(facts.fields)) {
    if (template.fields.some((field) => field.name === name)) continue;
    const known = template.fields.map((field) => field.name).join(', ');
    // The stranger's name is not repeated: it comes from outside like a value.
    const message = `there is a field that ${template.id} does not have; it has: ${known}`;
    tally.refusals.push({ code: 'FIELD_UNKNOWN', field: 'fields', message });
  }
  if (tally.refusals.length > 0) return err(tally.refusals);
  const { organWord, sequence, issuedOn } = facts;
  const { seriesWord } = template;
  const number = facts.number
    ?? printedNumber({ organWord, sequence, seriesWord, year: Number(issuedOn.slice(0, 4)) });
  tally.printed.set('number', { raw: number, text: number });
  return ok(tally.printed);
};
