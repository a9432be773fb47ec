import '../../styles/keeper.css';
import { useWords } from '../../app/language.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { RoleHistory, WaitingRoles } from './accounts/role-changes.tsx';

/** Changes of accounts, for the three administrators: one asks, another agrees, the third looks. */
const RoleChanges = () => {
  const { t } = useWords();
  return (
    <>
      <PageHead
        title={t({ zh: '账号变更', en: 'Changes of accounts' })}
        lead={t({ zh: '开设账号、变更角色由安全管理员提出、系统管理员同意；停用由安全管理员立即执行。同意后其登录全部终止，重新登录才有新角色。',
          en: 'The security administrator asks, the system administrator agrees; a suspension holds at once. '
            + 'Sessions end with each.' })}
      />
      <WaitingRoles />
      <RoleHistory />
    </>
  );
};

export default RoleChanges;
