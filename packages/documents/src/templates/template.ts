/** Bounds of a field. Lengths are in characters as people count them, lists in items. */
export type Field = Readonly<{ name: string; label: string; required: boolean }> & Readonly<
  | { type: 'text'; max: number }
  | { type: 'date' }
  | { type: 'count'; min: number; max: number }
  | { type: 'choice'; options: Readonly<Record<string, string>> }
  | { type: 'list'; max: number; maxItems: number }
>;

/**
 * A block is printed always, where a field is given, where it is not (`given` false: a line to fill in by
 * hand stands for it), or where a choice has one of the values.
 */
export type Condition = Readonly<{ field: string; is?: readonly string[]; given?: false }>;

/** Label and text of a cell; `{field}` stands for the printed value. */
export type CellTemplate = readonly [label: string, text: string];

/** A piece of the paper, in its order. */
export type Block = Readonly<{ when?: Condition }> & Readonly<
  | { kind: 'to'; text: string }
  | { kind: 'text'; text: string }
  | { kind: 'heading'; text: string }
  | { kind: 'table'; rows: readonly (readonly CellTemplate[])[] }
  | { kind: 'list'; field: string }
  | { kind: 'fill'; labels: readonly string[]; shares?: readonly number[] }
>;

/**
 * Where the wording comes from, by the tags of the law digest: V the statute's own words, P seen in part,
 * M from memory, I a design of ours where no text gives a form.
 */
export type Basis = Readonly<{ cite: string; tag: 'V' | 'P' | 'M' | 'I' }>;

/** Whether the official form has been laid beside this one. Until then the paper says so in its margin. */
export type FormStatus = 'official-form-to-be-compared' | 'official-form-compared';

/**
 * A kind of paper as data. A change of any printed word is a new version; old versions stay, so that a paper
 * can be made again byte for byte.
 */
export type Template = Readonly<{
  id: string;
  version: number;
  title: string;
  titleEn: string;
  layout: 'paper' | 'mark';
  seriesWord: string;
  status: FormStatus;
  basis: readonly Basis[];
  fields: readonly Field[];
  blocks: readonly Block[];
  /** The list field of those who get a copy: 抄送. */
  copies?: string;
  /** The text field that stands across every page, under the text: who was shown this, and when. */
  watermark?: string;
  /** Handed out as one sheet: set closer than others where that keeps it on one. */
  isOneSheet?: true;
  /** Whoever gets it signs it: the organ that draws it up puts no name and seal below. */
  isSignedByRecipient?: true;
  receipt?: Readonly<{ title: string; blocks: readonly Block[] }>;
}>;
