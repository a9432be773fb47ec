import { type Font, issueDocument, templateById, type Workshop } from '@fengcun/documents';
import { err, ok, present, type Result } from '@fengcun/kernel';
import type { HolderKey } from '@fengcun/registry';
import { loadSideKeys } from '../../sealing/side-keys.ts';
import { recordsOfCode } from '../look-at-seals.ts';
import { beginSealAct, type SealActor } from '../person-act.ts';
import { owedPapers, owedWithoutOrder } from './owed-papers.ts';
import { paperSigner } from './paper-identity.ts';
import type { CaseSource, OwedPaper, PaperSource, ToldOfPapers } from './paper-making.ts';
import { type PapersFrom, type PapersRefused, readPaperSource } from './read-source.ts';

/** A signed paper; neither its name nor its number holds anything of a person. */
export type MadePaper = Readonly<{
  fileName: string; template: string; recipient: string; number: string; sha256: string; bytes: Uint8Array;
  holder?: HolderKey;
}>;

/** A paper that is owed and could not be made: a sentence for each field that nobody told. */
export type UnmadePaper = Readonly<{ template: string; recipient: string; reasons: readonly string[] }>;

/**
 * What one record owes; `unmade` must be made by hand, with `fengcun document`. Without an order its papers
 * bear the one-case code.
 */
export type RecordPapers = Readonly<{
  recordId: string; orderNumber?: string; papers: readonly MadePaper[]; unmade: readonly UnmadePaper[];
}>;

/** Papers asked for: of one record, or of every record under a one-case code. */
export type PapersWanted = Readonly<{ recordId: string } | { caseCode: string }>;

type Answer = Readonly<{ recordId: string; source: PaperSource | CaseSource | PapersRefused }>;

const makeOne = async (
  workshop: Workshop, paper: OwedPaper,
): Promise<MadePaper | UnmadePaper> => {
  const { template: id, recipient, facts, holder } = paper;
  const template = present(templateById(id), 'a template of the package');
  const issued = await issueDocument(workshop, { template, facts });
  if (!issued.ok) return { template: id, recipient, reasons: issued.error.map(({ message }) => message) };
  const { bytes, line: { number, sha256 } } = issued.value;
  const fileName = `${facts.organWord}-${id}-${facts.sequence}-${recipient}.pdf`;
  const to = holder === undefined ? {} : { holder };
  return { fileName, template: id, recipient, number, sha256, bytes, ...to };
};

const makeAll = async (
  workshop: Workshop, recordId: string, source: PaperSource | CaseSource,
): Promise<RecordPapers> => {
  const number = 'order' in source ? { orderNumber: source.order.orderNumber } : {};
  const { papers: owed, others } = 'order' in source ? owedPapers(source) : owedWithoutOrder(source);
  const papers: MadePaper[] = [];
  const unmade: UnmadePaper[] = others.map(({ duty, recipient }) =>
    ({ template: duty, recipient, reasons: ['there is no template for this paper; make it by hand'] }));
  for (const paper of owed) {
    const made = await makeOne(workshop, paper);
    if ('bytes' in made) papers.push(made);
    else unmade.push(made);
  }
  return { recordId, ...number, papers, unmade };
};

const readAll = async (
  parts: PapersFrom, by: SealActor, wanted: PapersWanted,
): Promise<readonly Answer[]> => {
  const { deployment } = parts;
  const request = JSON.stringify(wanted);
  const act = await beginSealAct(deployment, { by, act: 'seal.papers', basis: 'sealing', request });
  const keys = {
    open: await loadSideKeys(deployment, 'open'), sealed: await loadSideKeys(deployment, 'sealed'),
  };
  const { pseudonyms } = deployment;
  const entryId = act.mint();
  const done = await deployment.database.seal({ entryId }, async (stores) => {
    const records = 'recordId' in wanted ? [wanted] : await recordsOfCode(stores, wanted.caseCode);
    const answers: Answer[] = [];
    for (const { recordId } of records) {
      const source = await readPaperSource(parts, { stores, act, keys, pseudonyms }, recordId);
      answers.push({ recordId, source });
    }
    await stores.audit.append([act.outcome(entryId)]);
    return ok(answers);
  });
  return present(done.ok ? done : undefined, 'reading is never refused').value;
};

/**
 * The papers that an order owes, signed. Nothing of them is kept: they follow from order, case and what is
 * told with the wish, so that the same order gives the same bytes again (reminders: on the same day). The
 * intent is committed before anything is opened, and one outcome after. Records without an order owe only the
 * notice of an end of execution; where nothing is owed, NO_ORDER, as for a code that nobody was given.
 * @see 2022 Measures arts 5–8, 11–13, 18, 19, 22; 法发〔2012〕10号 二（二）
 */
export const makePapers = async (
  parts: PapersFrom,
  asked: Readonly<{ by: SealActor; wanted: PapersWanted; font: Font; told?: ToldOfPapers }>,
): Promise<Result<readonly RecordPapers[], PapersRefused>> => {
  const answers = await readAll(parts, asked.by, asked.wanted);
  const workshop = { font: asked.font, signer: await paperSigner(parts.deployment) };
  const told = asked.told === undefined ? {} : { asked: asked.told };
  const made: RecordPapers[] = [];
  for (const { recordId, source } of answers) {
    if (!('code' in source)) {
      const one = await makeAll(workshop, recordId, { ...source, ...told });
      if (one.orderNumber !== undefined || one.papers.length + one.unmade.length > 0) made.push(one);
    } else if (source.code === 'CASE_UNREADABLE') return err(source);
  }
  return made.length === 0 ? err({ code: 'NO_ORDER' }) : ok(made);
};
