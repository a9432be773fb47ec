import type { Role } from '../../../api/session.tsx';
import { useWords } from '../../../app/language.tsx';
import { ROLE_WORDS } from '../../../app/role-words.ts';

// Keys of a table of ours: the names are the type.
const ROLES = Object.keys(ROLE_WORDS) as readonly Role[];
const ADMINISTRATORS: readonly Role[] = ['sysadmin', 'securityAdmin', 'auditor'];

const chosenWith = (chosen: readonly Role[], role: Role): readonly Role[] => {
  if (ADMINISTRATORS.includes(role)) return [role];
  return ROLES.filter((one) => one === role || (chosen.includes(one) && !ADMINISTRATORS.includes(one)));
};

/** Roles of an account; one of 三员 stands alone, so that choosing it takes the others away. */
export const RoleChecks = ({ chosen, onChange }: Readonly<{
  chosen: readonly Role[]; onChange: (roles: readonly Role[]) => void;
}>) => {
  const { t } = useWords();
  return (
    <fieldset className="checks role-checks">
      <legend>{t({ zh: '角色（管理员不能兼任）', en: 'Roles (an administrator has no other)' })}</legend>
      {ROLES.map((role) => (
        <label key={role}>
          <input
            type="checkbox" name="role" value={role} checked={chosen.includes(role)}
            onChange={({ target }) =>
              onChange(target.checked ? chosenWith(chosen, role) : chosen.filter((one) => one !== role))}
          />{t(ROLE_WORDS[role])}
        </label>
      ))}
    </fieldset>
  );
};
