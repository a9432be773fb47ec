import type { DocumentFacts, PrintedFields } from '../facts/facts.ts';
import type { Template } from '../templates/template.ts';

/** What a paper is set from. */
export type Copy = Readonly<{ template: Template; facts: DocumentFacts; fields: PrintedFields }>;
