import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  type DocumentFacts, issueDocument, parseFont, templateById, type Workshop,
} from '@fengcun/documents';
import { civil, Fault, present } from '@fengcun/kernel';
import { caseCodeUri, formatCaseCode, parseCaseCode } from '@fengcun/registry';
import { writeWhole } from '../../atomic-write.ts';
import { openSigningFolder } from '../../documents/signing-folder.ts';
import { DAYS, NUMBERS, PERSON } from './scenario.ts';

const COURT = '云岭省沧河市临渡区人民法院';
const PROCURATORATE = '云岭省沧河市临渡区人民检察院';
const POLICE = '沧河市公安局临渡分局';
const CORRECTION = '临渡区社区矫正机构';

const PERSONAL = {
  personName: PERSON.name, sex: 'male', birthDate: PERSON.bornOn, idNumber: PERSON.idNumber,
} as const;

const FACTS = {
  'seal-notice': {
    ...PERSONAL, recipients: [PROCURATORATE, POLICE], caseNumber: NUMBERS.court,
    disposition: `${NUMBERS.court}刑事判决书`, effectiveOn: DAYS.effective, ground: 'juvenileSentence',
    result: '犯盗窃罪，判处拘役三个月，缓刑四个月，并处罚金人民币一千元',
  },
  'rights-and-duties': {
    personName: PERSON.name, guardianName: '闻青山', caseNumber: NUMBERS.court,
    disposition: `${NUMBERS.court}刑事判决书`, contact: `${COURT}少年审判庭`,
  },
  'overdue-supervision': {
    recipient: POLICE, notice: '（2026）岭0202封通字第1号', matter: '封存案卷材料和电子档案信息并送回回执',
    receivedOn: DAYS.effective, dueOn: '2026-12-10', daysOverdue: 1, replyBy: '2026-12-14',
    deadline: '收到通知书之日起三日内（实施办法第十一条）', reminder: '（2026）岭0202催办字第1号', copies: [COURT],
  },
  'unseal-notice': {
    ...PERSONAL, recipients: [PROCURATORATE, POLICE, CORRECTION], caseNumber: NUMBERS.court,
    sealNotice: '（2026）岭0202封通字第1号', newDisposition: `${NUMBERS.secondCourt}刑事判决书`,
    decidedTerm: '数罪并罚，决定执行有期徒刑五年六个月', conditionMetOn: DAYS.second, ground: 'newCrimeAsMinor',
  },
} as const;

/** Papers of the demonstration. */
export type Paper = keyof typeof FACTS;

/** Makes signed papers into a folder; the path of each. */
export type PaperMaker = (paper: Paper, day: string, caseCode: string) => Promise<string>;

const workshop = async (folder: string): Promise<Workshop> => {
  const font = parseFont(await readFile(fileURLToPath(import.meta.resolve('@fengcun/documents/font'))));
  if (!font.ok) throw new Fault('FONT_UNUSABLE', font.error.message);
  return { font: font.value, signer: (await openSigningFolder(folder)).signer };
};

const printed = (caseCode: string): Pick<DocumentFacts, 'caseCode'> => {
  const code = parseCaseCode(caseCode);
  return code.ok
    ? { caseCode: { printed: formatCaseCode(code.value), payload: caseCodeUri(code.value) } } : {};
};

/** A maker of papers under a development key, which every reader shows as no official seal. */
export const paperMaker = (folder: string): PaperMaker => {
  let made: Promise<Workshop> | undefined;
  return async (paper, day, caseCode) => {
    made ??= workshop(join(folder, 'signing'));
    const supervises = paper === 'overdue-supervision';
    const issued = await issueDocument(await made, {
      template: present(templateById(paper), 'a template of the package'),
      facts: {
        organ: supervises ? PROCURATORATE : COURT, organWord: supervises ? '临渡检' : '岭0202', sequence: 1,
        issuedOn: civil(day), fields: FACTS[paper], ...printed(caseCode),
      },
    });
    const path = join(folder, `${day}-${paper}.pdf`);
    await writeWhole(path, present(issued.ok ? issued.value : undefined, 'a paper with all its facts').bytes);
    return path;
  };
};
