import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { civil, type Result } from '@fengcun/kernel';
import {
  type DocumentFacts, issueDocument, type IssuedDocument, newDevelopmentIdentity, parseFont, softwareSigner, templateById, type Workshop,
} from '../src/index.ts';

const valueOf = <T>(result: Result<T, unknown>): T => {
  if (!result.ok) throw new Error('refused');
  return result.value;
};

/** Font and signer as a process has them that makes papers: read and made once. */
export const openWorkshop = (): Workshop => {
  let counter = 0;
  const random = (length: number): Uint8Array => createHash('sha512').update(`bench/${counter += 1}`).digest().subarray(0, length);
  const { name, privateKeyPem, certificate, root } = newDevelopmentIdentity('bench', { random, now: Date.UTC(2026, 0, 1) });
  const font = valueOf(parseFont(readFileSync(new URL('../fonts/NotoSerifSC-Regular.ttf', import.meta.url))));
  return { font, signer: valueOf(softwareSigner({ name, privateKeyPem, certificates: [certificate, root] })) };
};

/** The paper with most on it: two pages, a table, a receipt, a QR symbol; every one for another invented person. */
export const benchFacts = (index: number): DocumentFacts => ({
  organ: '虚构市松江口区人民法院', organWord: '虚0101', sequence: index + 1, issuedOn: civil('2026-11-21'), subject: `sub_${index}`,
  caseCode: { printed: '8H3K-2M4P-9QRS-TV0X-57', payload: 'FENGCUN:CASE:8H3K2M4P9QRSTV0X57' },
  fields: {
    recipients: ['虚构市松江口区人民检察院', '虚构市公安局松江口分局'], caseNumber: `（2026）虚0101刑初${index + 1}号`,
    // A surname and two characters that differ from one paper to the next, so that no subset is like the last.
    personName: `林${String.fromCharCode(0x4e00 + (index * 37) % 20000)}${String.fromCharCode(0x4e00 + (index * 91) % 20000)}`,
    sex: 'male', birthDate: '2008-03-02', idNumber: '000000200803020015', disposition: `（2026）虚0101刑初${index + 1}号刑事判决书`,
    effectiveOn: '2026-11-18', result: '犯盗窃罪，判处有期徒刑三年，缓刑四年，并处罚金人民币三千元', ground: 'juvenileSentence',
  },
});

/** One signed notice of sealing. */
export const benchPaper = async (workshop: Workshop, index: number): Promise<IssuedDocument> => {
  const template = templateById('seal-notice');
  if (template === undefined) throw new Error('no template');
  return valueOf(await issueDocument(workshop, { template, facts: benchFacts(index) }));
};
