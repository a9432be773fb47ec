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

/** Our 109 hand-annotated judgments and the 26 given ones, with their texts. */
export const goldDocuments = (): readonly GoldDocument[] => {
  const texts = sharedJudgments();
  const own = JSON.parse(readFileSync(`${root}tests/gold/annotated.json`, 'utf8')) as readonly Row[];
  const byHash = new Map(own.map((row) => [row['idSha256'], row]));
  const ours = [...texts].flatMap(([id, text]): GoldDocument[] => {
    const gold = byHash.get(sha256(id));
    return gold === undefined ? [] : [{ id, text, gold, scope: 'full', isHashed: true }];
  });
  const given = JSON.parse(readFileSync(`${DATA}gold.dev.special.json`, 'utf8')) as readonly Row[];
  return [...ours, ...given.map((gold): GoldDocument => {
    const id = String(gold['id']);
    return { id, text: texts.get(id) ?? '', gold, scope: gold['scope'] === 'full' ? 'full' : 'disposition', isHashed: false };
  })];
};
