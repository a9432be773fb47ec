import { Link } from 'wouter';
import { useWords } from '../../app/language.tsx';
import { useAnswer } from '../../api/answers.ts';
import { Nothing } from '../../parts/nothing.tsx';
import { OrganName } from '../../parts/organ-name.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { Read } from '../../parts/read.tsx';

/** Inquiries out of pattern: the rule in its own sentence, the number and its bound; each can become a matter. */
const Patterns = () => {
  const { t } = useWords();
  const reading = useAnswer('readPatterns', {});
  return (
    <>
      <PageHead
        title={t({ zh: '异常查询', en: 'Patterns of inquiry' })}
        lead={t({
          zh: '规则公开、可以调整；它只提示，是否不当由人判断。',
          en: 'The rules are open and can be changed; they point, people judge.',
        })}
      />
      <Read reading={reading}>{({ findings }) => (findings.length === 0
        ? <Nothing>{t({ zh: '没有发现异常。', en: 'Nothing is out of pattern.' })}</Nothing>
        : findings.map(({ rule, says, about, measured, bound, inquiryIds }) => (
          <article className="sheet" key={rule + about}>
            <h2 lang="zh-CN">{says}</h2>
            <p className="pseudonym"><OrganName organ={about} /></p>
            <p>
              <b>{measured}</b>
              <span className="faint">{t({ zh: `（界限 ${bound}，涉及 ${inquiryIds.length} 项查询）`,
                en: ` (bound ${bound}, ${inquiryIds.length} inquiries)` })}</span>
            </p>
            <Link
              href="/matters/new" className="plain"
              state={{ matter: 'inquiryPattern', about: inquiryIds.slice(0, 200), facts: says }}
            >{t({ zh: '立监督事项', en: 'Open a matter' })}</Link>
          </article>
        )))}</Read>
    </>
  );
};

export default Patterns;
