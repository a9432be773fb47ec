import type { RecognisedField } from './labelled-text.ts';
import { redact } from './redact.ts';

// Before these words stands reasoning, after them the disposition; a scan may have lost one of the four.
const OPENINGS: readonly string[] = ['判决如下', '判决如', '决如下', '判如下', '判决下'];
// After these come rights of appeal, names and appended statutes, which name every kind of sentence.
const ENDINGS: readonly string[] = ['如不服', '不服本', '审判长', '审判员', '书记员'];

// Where no opening can be read, the disposition is still in this last part of a judgment.
const LAST_PART = 0.45;

const startOf = (text: string): number => {
  const found = Math.max(...OPENINGS.map((words) => text.lastIndexOf(words)));
  return found >= 0 ? found : Math.floor(text.length * (1 - LAST_PART));
};

const dispositionOf = (text: string): string => {
  const rest = text.slice(startOf(text));
  const ends = ENDINGS.map((words) => rest.indexOf(words)).filter((at) => at > 0);
  return ends.length === 0 ? rest : rest.slice(0, Math.min(...ends));
};

/**
 * What of a text a recogniser of this field may look at, redacted. The charge and whether somebody was a
 * minor are told by the whole; kind of sentence and suspension by the disposition, or by the last part
 * where a scan does not let it be found.
 */
export const viewOf = (field: RecognisedField, text: string): string =>
  redact(field === 'sentenceKind' || field === 'suspended' ? dispositionOf(text) : text);
