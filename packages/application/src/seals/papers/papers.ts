import { type Font, issueDocument, templateById, type Workshop } from '@fengcun/documents';
import { err, ok, present, type Result } from '@fengcun/kernel';
import { loadSideKeys } from '../../sealing/side-keys.ts';
import { recordsOfCode } from '../look-at-seals.ts';
import { beginSealAct, type SealActor } from '../person-act.ts';
import type { SealsParts } from '../seals-parts.ts';
import { type OwedPaper, owedPapers, type PaperSource, type ToldOfOpening } from './owed-papers.ts';
import { paperSigner } from './paper-identity.ts';
import { type PapersRefused, readPaperSource } from './read-source.ts';

/** A signed paper; neither its name nor its number holds anything of a person. */
export type MadePaper = Readonly<{
  fileName: string; template: string; recipient: string; number: string; sha256: string; bytes: Uint8Array;
}>;

/** A paper that is owed and could not be made: a sentence for each field that nobody told. */
export type UnmadePaper = Readonly<{ template: string; recipient: string; reasons: readonly string[] }>;

/** What one record owes; `unmade` must be made by hand, with `fengcun document`. */
export type RecordPapers = Readonly<{
  recordId: string; orderNumber: string; papers: readonly MadePaper[]; unmade: readonly UnmadePaper[];
}>;

/** Papers asked for: of one record, or of every record under a one-case code. */
export type PapersWanted = Readonly<{ recordId: string } | { caseCode: string }>;

type Answer = Readonly<{ recordId: string; source: PaperSource | PapersRefused }>;

const makeOne = async (
  workshop: Workshop, orderNumber: string, paper: OwedPaper,
): Promise<MadePaper | UnmadePaper> => {
  const { template: id, recipient, facts } = paper;
  const template = present(templateById(id), 'a template of the package');
  const issued = await issueDocument(workshop, { template, facts });
  if (!issued.ok) return { template: id, recipient, reasons: issued.error.map(({ message }) => message) };
  const { bytes, line: { number, sha256 } } = issued.value;
  const fileName = `${orderNumber}-${id}-${facts.sequence}-${recipient}.pdf`;
  return { fileName, template: id, recipient, number, sha256, bytes };
};

const makeAll = async (workshop: Workshop, recordId: string, source: PaperSource): Promise<RecordPapers> => {
  const { orderNumber } = source.order;
  const { papers: owed, others } = owedPapers(source);
  const papers: MadePaper[] = [];
  const unmade: UnmadePaper[] = others.map(({ duty, recipient }) =>
    ({ template: duty, recipient, reasons: ['there is no template for this paper; make it by hand'] }));
  for (const paper of owed) {
    const made = await makeOne(workshop, orderNumber, paper);
    if ('bytes' in made) papers.push(made);
    else unmade.push(made);
  }
  return { recordId, orderNumber, papers, unmade };
};

const readAll = async (
  parts: Pick<SealsParts, 'deployment' | 'today' | 'settings'>, by: SealActor, wanted: PapersWanted,
): Promise<readonly Answer[]> => {
  const { deployment } = parts;
  const request = JSON.stringify(wanted);
  const act = await beginSealAct(deployment, { by, act: 'seal.papers', basis: 'sealing', request });
  const keys = {
    open: await loadSideKeys(deployment, 'open'), sealed: await loadSideKeys(deployment, 'sealed'),
  };
  const entryId = act.mint();
  const done = await deployment.database.seal({ entryId }, async (stores) => {
    const records = 'recordId' in wanted ? [wanted] : await recordsOfCode(stores, wanted.caseCode);
    const answers: Answer[] = [];
    for (const { recordId } of records) {
      answers.push({ recordId, source: await readPaperSource(parts, { stores, act, keys }, recordId) });
    }
    await stores.audit.append([act.outcome(entryId)]);
    return ok(answers);
  });
  return present(done.ok ? done : undefined, 'reading is never refused').value;
};

/**
 * The papers that an order owes, signed. Nothing of them is kept: they follow from order, case and what is
 * told with the wish, so that the same order gives the same bytes again (reminders: on the same day). The
 * intent is committed before anything is opened, and one outcome after. Under a code, records without an
 * order owe nothing; where no record has one, NO_ORDER, the same as for a code that nobody was given.
 * @see 2022 Measures arts 8, 11, 12, 18, 19
 */
export const makePapers = async (
  parts: Pick<SealsParts, 'deployment' | 'today' | 'settings'>,
  asked: Readonly<{ by: SealActor; wanted: PapersWanted; font: Font; told?: ToldOfOpening }>,
): Promise<Result<readonly RecordPapers[], PapersRefused>> => {
  const answers = await readAll(parts, asked.by, asked.wanted);
  const workshop = { font: asked.font, signer: await paperSigner(parts.deployment) };
  const told = asked.told === undefined ? {} : { told: asked.told };
  const made: RecordPapers[] = [];
  for (const { recordId, source } of answers) {
    if (!('code' in source)) made.push(await makeAll(workshop, recordId, { ...source, ...told }));
    else if (source.code === 'CASE_UNREADABLE') return err(source);
  }
  return made.length === 0 ? err({ code: 'NO_ORDER' }) : ok(made);
};
