import '../../../styles/keeper.css';
import { useWords } from '../../../app/language.tsx';
import { useAnswer } from '../../../api/answers.ts';
import type { BodyOf } from '../../../api/interface.ts';
import { useSession } from '../../../api/session.tsx';
import { PageHead } from '../../../parts/page-head.tsx';
import { Read } from '../../../parts/read.tsx';
import { AskRotation } from './ask-rotation.tsx';
import { KeyPlaces, Trees } from './key-tables.tsx';
import { ByCommand, Rotations, StandingRotation } from './rotations.tsx';

type Keys = BodyOf<'readKeys'>;

/** While keys are wrapped anew the page follows; otherwise nobody is asked again and again. */
const FOLLOW_MILLIS = 3000;
const isUnderWay = ({ rotations, trees }: Keys): boolean =>
  rotations.some(({ state }) => state === 'agreed')
  && (trees.every(({ rotation }) => rotation === undefined)
    || trees.some(({ rotation }) => (rotation?.waiting ?? 0) > 0));

/** Keys: where they are, how old, what hangs from them; rotation by two. Never a key, never its number. */
const KeysPage = () => {
  const { t } = useWords();
  const { roles } = useSession();
  const reading = useAnswer('readKeys', {}, {
    every: (keys) => (keys !== undefined && isUnderWay(keys) ? FOLLOW_MILLIS : false),
  });
  return (
    <>
      <PageHead
        title={t({ zh: '密钥', en: 'Keys' })}
        lead={t({ zh: '轮换由安全管理员提出、系统管理员同意，平台在后台分批完成；审计管理员只看。密钥本身从不出现在这里。',
          en: 'Asked for by the security administrator, agreed to by the system administrator; done in pieces.' })}
      />
      <Read reading={reading}>{(keys) => {
        const standing = keys.rotations.find(({ state }) => state === 'asked' || state === 'agreed');
        return (
          <>
            {standing !== undefined
              && <StandingRotation act={standing} keys={keys} mayDecide={roles.includes('sysadmin')} />}
            <Trees keys={keys} />
            {standing === undefined && roles.includes('securityAdmin') && <AskRotation keys={keys} />}
            <Rotations items={keys.rotations} />
            <KeyPlaces keys={keys} />
            <ByCommand />
          </>
        );
      }}</Read>
    </>
  );
};

export default KeysPage;
