import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { readJudgment } from '@fengcun/judgment';
import { type LabelledText, RECOGNISED_FIELDS, type RecognisedField, regionOf,
  textOfCailRow } from '@fengcun/privacy';
import { UnusableInput } from '../../exit.ts';
import { type Arguments, textOption } from '../../options.ts';

/** Forms of lines that a recogniser is trained from. */
export const ROW_FORMS = ['texts', 'cail', 'judgments'] as const;

/** One of them. */
export type RowForm = (typeof ROW_FORMS)[number];

type Raw = Readonly<Record<string, unknown>>;

const labelsOf = (row: Raw): LabelledText['labels'] => Object.fromEntries(
  RECOGNISED_FIELDS.flatMap((field: RecognisedField) => {
    const value = row[field];
    return typeof value === 'string' && value !== '' ? [[field, value]] : [];
  }));

const textOfRow = (row: Raw, id: string): LabelledText | undefined => {
  const { text, region } = row;
  if (typeof text !== 'string') return undefined;
  const known = typeof region === 'string' ? region : regionOf(text);
  return { id, text, labels: labelsOf(row), ...(known === undefined ? {} : { region: known }) };
};

/**
 * A whole judgment with the fields its reader finds: teaches what scans of the same kind hide. Judgments
 * of several defendants teach nothing, for nobody knows whose sentence a field would be.
 */
const textOfJudgment = (row: Raw, id: string): LabelledText | undefined => {
  const { text } = row;
  const reading = typeof text === 'string' ? readJudgment(text) : undefined;
  const [defendant, ...others] = reading?.ok === true ? reading.value.defendants : [];
  if (typeof text !== 'string' || defendant?.combined === undefined || others.length > 0) return undefined;
  const region = regionOf(text);
  return {
    id, text, ...(region === undefined ? {} : { region }),
    labels: {
      sentenceKind: defendant.combined.value.type,
      suspended: defendant.probationMonths === undefined ? '否' : '是',
      minor: defendant.findings.juvenileAtOffence === undefined ? '否' : '是',
    },
  };
};

const READERS: Readonly<Record<RowForm, (row: Raw, id: string) => LabelledText | undefined>> =
  { texts: textOfRow, cail: textOfCailRow, judgments: textOfJudgment };

/** Texts of a file of JSON lines, and how many lines gave none. */
export type TrainingTexts = Readonly<{ texts: readonly LabelledText[]; unread: number }>;

/** Reads lines of this form. @throws UnusableInput for a file that cannot be read or has no usable line */
export const readTrainingTexts = async (paths: readonly string[], form: RowForm): Promise<TrainingTexts> => {
  const texts: LabelledText[] = [];
  let unread = 0;
  for (const path of paths) {
    const lines = createInterface({ input: createReadStream(path, 'utf8'), crlfDelay: Infinity });
    try {
      for await (const line of lines) {
        if (line.trim() === '') continue;
        const found = READERS[form](JSON.parse(line) as Raw, `${texts.length + unread + 1}`);
        if (found === undefined) unread += 1;
        else texts.push(found);
      }
    } catch {
      throw new UnusableInput(`${path}: not a readable file of JSON lines, one object a line`);
    }
  }
  if (texts.length === 0) {
    throw new UnusableInput(`no line has the form ${form}; --rows ${ROW_FORMS.join('|')} names the form`);
  }
  return { texts, unread };
};

/** The form of lines that `--rows` names; `texts` if it is not given. @throws UnusableInput for another */
export const formOption = (given: Arguments): RowForm => {
  const name = textOption(given, 'rows') ?? 'texts';
  const form = ROW_FORMS.find((known) => known === name);
  if (form === undefined) throw new UnusableInput(`--rows: one of ${ROW_FORMS.join(', ')}`);
  return form;
};
