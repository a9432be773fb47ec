import { useWords } from '../../app/language.tsx';
import { SavePaper } from '../save-paper.tsx';
import { Statutes } from '../statute.tsx';
import { INQUIRY_PAPERS, type Inquiry } from './words.ts';

/** Why an application was decided as it was, each ground with its sentence of law. */
export const Grounds = ({ grounds = [] }: Pick<Inquiry, 'grounds'>) => (
  <ul className="grounds">{grounds.map(({ code, zh, cites }) => (
    <li key={code}><p lang="zh-CN">{zh}</p><Statutes cites={cites} /></li>
  ))}</ul>
);

/** Papers of an application, to be saved. */
export const InquiryPapers = ({ inquiry: { inquiryId, papers } }: Readonly<{ inquiry: Inquiry }>) => {
  const { t } = useWords();
  return (
    <div className="form-acts">{papers.map(({ paper }) => (
      <SavePaper
        key={paper} route="inquiryPaper" call={{ params: { id: inquiryId, paper } }} name="document.pdf"
        label={t(INQUIRY_PAPERS[paper])}
      />
    ))}</div>
  );
};
