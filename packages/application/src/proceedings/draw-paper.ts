import { type Font, issueDocument, type IssuedDocument, templateById } from '@fengcun/documents';
import { type CivilDate, Fault, present } from '@fengcun/kernel';
import { resolveCitation } from '@fengcun/statute';
import type { Deployment } from '../deployment/open-deployment.ts';
import { organWords } from '../seals/papers/case-facts.ts';
import { paperSigner } from '../seals/papers/paper-identity.ts';
import type { OrganNames } from '../seals/organ-names.ts';

/** A paper that a procedure has come to, before it is drawn; the number is that of the organ's register. */
export type ProceedingPaper = Readonly<{
  id: string; number: string; organ: string; issuedOn: CivilDate; fields: Readonly<Record<string, unknown>>;
}>;

/** What papers are made with: the font, read when the first is drawn, and names of organs. */
export type PaperRoom = Readonly<{ deployment: Deployment; font: () => Promise<Font>; names: OrganNames }>;

/** LIMIT: characters of an organ in the head of a paper. */
const ORGAN_MAX = 40;

/** An organ as papers name it: registered, else by kind and code. */
export const organNamed = (organ: string, names: OrganNames): string =>
  [...organWords(organ, names) ?? organ].slice(0, ORGAN_MAX).join('');

/** Citations as papers print them, each once. */
export const citesNamed = (ids: readonly string[]): readonly string[] => [...new Set(ids)].map((id) => {
  const found = resolveCitation(id);
  return found.ok ? found.value.labelZh : id;
});

/** LIMIT: as the templates have it; ten pieces hold the 4,000 characters that the interface takes. */
const PIECE = 400;
const PIECES_MAX = 10;
const LINE_END = /[\r\n\u2028\u2029]+/u;
// Half characters and invisible ones could make a paper read as something else; tests of papers refuse them.
const INVISIBLE = /[\p{Cc}\p{Cs}\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\u00ad]/gu;

const piecesOf = (line: string): readonly string[] => {
  const letters = [...line];
  return Array.from({ length: Math.ceil(letters.length / PIECE) }, (_, i) =>
    letters.slice(i * PIECE, (i + 1) * PIECE).join(''));
};

/** What somebody wrote, as the list of a paper: a line an item while they fit, else without their ends. */
export const paragraphs = (written: string): readonly string[] => {
  const lines = written.split(LINE_END).map((line) => line.replace(INVISIBLE, '').trim())
    .filter((line) => line !== '');
  const pieces = lines.flatMap(piecesOf);
  return pieces.length <= PIECES_MAX ? pieces : piecesOf(lines.join('；')).slice(0, PIECES_MAX);
};

/** Draws and signs a paper; the same facts give the same bytes. Fault: PAPER_UNMADE. */
export const drawPaper = async (
  { deployment, font, names }: PaperRoom, { id, number, organ, issuedOn, fields }: ProceedingPaper,
): Promise<IssuedDocument> => {
  const template = present(templateById(id), 'a template of the package');
  const workshop = { font: await font(), signer: await paperSigner(deployment) };
  const head = { organ: organNamed(organ, names), organWord: '—', sequence: 1, number, issuedOn };
  const issued = await issueDocument(workshop, { template, facts: { ...head, fields } });
  if (issued.ok) return issued.value;
  throw new Fault('PAPER_UNMADE', `A paper cannot be made: ${issued.error[0]?.message ?? ''}`);
};

/** Names and numbers of papers, as they are listed. */
export const listedPapers = (
  papers: readonly ProceedingPaper[],
): readonly Readonly<{ paper: string; number: string }>[] =>
  papers.map(({ id: paper, number }) => ({ paper, number })).slice(-LISTED_MAX);

/** LIMIT: papers listed of one procedure, the newest. */
const LISTED_MAX = 12;

/** The newest paper of a name, drawn; undefined where there is none. */
export const paperNamed = async (
  room: PaperRoom, papers: readonly ProceedingPaper[], name: string,
): Promise<Readonly<{ fileName: string; bytes: Uint8Array }> | undefined> => {
  const paper = papers.findLast(({ id }) => id === name);
  if (paper === undefined) return undefined;
  const { bytes } = await drawPaper(room, paper);
  return { fileName: `${name}-${paper.issuedOn}.pdf`, bytes };
};
