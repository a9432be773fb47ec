import type { BodyOf } from '../../api/interface.ts';
import { useWords } from '../../app/language.tsx';
import { headOfPart } from '../../app/place.ts';

/** What a check says, and what it does not say: of the day of issue alone, and of nobody's record. */
export const CheckAnswer = ({ answer }: Readonly<{ answer: BodyOf<'verifyCertificatePaper'> }>) => {
  const { t } = useWords();
  const isValid = answer.status === 'valid';
  return (
    <section className={isValid ? 'sheet outcome outcome-good' : 'sheet outcome'} role="status">
      <h2 ref={headOfPart} tabIndex={-1}>{t(isValid
        ? { zh: '核验通过', en: 'It was issued as it stands' }
        : { zh: '核验未通过', en: 'No such paper is known' })}</h2>
      <p>{isValid
        ? t({
          zh: `这份证明于${answer.issuedOn ?? ''}出具，所填内容与出具时一致。它只说明出具当日的情况；以后有没有变化，这里查不到，也不会显示。`,
          en: `Issued on ${answer.issuedOn ?? ''}; what you entered is what was printed. It tells of that day `
            + 'alone: what came later is neither looked up nor shown here.',
        })
        : t({
          zh: '请逐项对照证明再输一次，尤其是括号、证件号码和出具日期。仍不通过的，请向证明上的出具机关核实。核验未通过不说明当事人有犯罪记录。',
          en: 'Compare each line and enter it once more, brackets, numbers and the day above all. If it still '
            + 'fails, ask the organ named on the paper. It does not say that anybody has a record.',
        })}</p>
    </section>
  );
};
