import type { InquiryStage } from '../../parts/inquiry/words.ts';
import type { Words } from '../../app/language.tsx';

/** What comes next, said to whoever asked: whose turn it is, and what that person can do. */
export const NEXT_WORDS: Readonly<Record<InquiryStage, Words>> = {
  applied: { zh: '机关正在检查材料是否齐全，现在不需要您做什么。',
    en: 'The organ looks whether everything is there; there is nothing to do now.' },
  supplementing: { zh: '请补齐下面的材料，机关才能继续。', en: 'The organ goes on once what is below is there.' },
  supplemented: { zh: '补充的材料已经收到，机关正在检查。', en: 'What you handed in is there; the organ looks at it.' },
  accepted: { zh: '机关正在审查，决定作出后在本页告诉您。', en: 'The organ examines it; the decision will stand here.' },
  verifying: { zh: '机关正在核实，决定作出后在本页告诉您。', en: 'The organ verifies it; the decision will stand here.' },
  proposed: { zh: '承办人已经提出意见，正由另一人审批。', en: 'A proposal was made; another person decides.' },
  granted: { zh: '请由经办人签署保密承诺书，然后机关准备告知内容。',
    en: 'The officer signs the undertaking; then the organ prepares the answer.' },
  undertaken: { zh: '机关正在准备告知内容，现在不需要您做什么。',
    en: 'The organ prepares the answer; there is nothing to do now.' },
  prepared: { zh: '结果只显示一次，三分钟后关闭；需要留存的是告知函。',
    en: 'The result is shown once, for three minutes; the letter is what is kept.' },
  disclosed: { zh: '结果不再显示；需要留存的，请保存查询告知函。',
    en: 'The result is not shown again; the letter is what is kept.' },
  refused: { zh: '理由、依据和您还能做什么，写在下面。', en: 'Why, by which article, and what you can do stands below.' },
  notAccepted: { zh: '理由、依据和您还能做什么，写在下面。',
    en: 'Why, by which article, and what you can do stands below.' },
  referred: { zh: '本人、受托人、监护人不走查询程序：请由本人登录后办理无犯罪记录证明，或者到公安机关的受理窗口办理。',
    en: 'People, agents and guardians do not inquire: apply for a certificate, signed in yourself or at a window.' },
  expired: { zh: '许可没有在有效期内使用；仍然需要的，请重新提出。',
    en: 'The grant was not used in time; ask anew if you still need it.' },
  withdrawn: { zh: '仍然需要的，可以重新提出。', en: 'You may ask anew.' },
};
