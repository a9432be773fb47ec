import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { root } from '../tidy/source.ts';

/** A JSON object of the gold set or of `parse --json`. */
export type Row = Readonly<Record<string, unknown>>;

/** One document: its text, the hand annotation, and how the annotation names things. */
export type GoldDocument = Readonly<{ id: string; text: string; gold: Row; scope: 'full' | 'disposition'; isHashed: boolean }>;

const DATA = `${root}../shared/data/`;

/** Whether the shared material stands beside the repository. */
export const hasSharedData = existsSync(`${DATA}judgments.dev.jsonl`);

/** Real judgments beside the repository: id → text. They name real people and never enter it. */
export const sharedJudgments = (): ReadonlyMap<string, string> =>
  new Map(readFileSync(`${DATA}judgments.dev.jsonl`, 'utf8').trim().split('\n').map((line) => {
    const row = JSON.parse(line) as { id: string; text: string };
    return [row.id, row.text];
  }));

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Names, courts, case numbers and birth dates stand in our annotation only as SHA-256 salted with the document id. */
export const hashOf = (id: string, value: unknown): string | undefined =>
  typeof value === 'string' ? sha256(`${id}\n${value}`) : undefined;

const annotated = (file: string, texts: ReadonlyMap<string, string>): readonly GoldDocument[] => {
  const rows = JSON.parse(readFileSync(`${root}tests/gold/${file}`, 'utf8')) as readonly Row[];
  const byHash = new Map(rows.map((row) => [row['idSha256'], row]));
  return [...texts].flatMap(([id, text]): GoldDocument[] => {
    const gold = byHash.get(sha256(id));
    return gold === undefined ? [] : [{ id, text, gold, scope: 'full', isHashed: true }];
  });
};

/** 44 judgments annotated after the reader was written, by somebody who had not seen it: first reading was blind. */
export const laterDocuments = (): readonly GoldDocument[] => annotated('annotated-later.json', sharedJudgments());

/** Our 109 judgments annotated before tuning, and the 26 given ones, with their texts. */
export const goldDocuments = (): readonly GoldDocument[] => {
  const texts = sharedJudgments();
  const ours = annotated('annotated.json', texts);
  const given = JSON.parse(readFileSync(`${DATA}gold.dev.special.json`, 'utf8')) as readonly Row[];
  return [...ours, ...given.map((gold): GoldDocument => {
    const id = String(gold['id']);
    return { id, text: texts.get(id) ?? '', gold, scope: gold['scope'] === 'full' ? 'full' : 'disposition', isHashed: false };
  })];
};
