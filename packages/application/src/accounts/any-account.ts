import type { AccountRow, AccountStores } from '@fengcun/store';

// LIMIT: accounts read at once.
const PAGE = 200;

/** Whether any account fits, in the order of names; every account is looked at until one does. */
export const isAnyAccount = async (
  { list }: Pick<AccountStores, 'list'>, fits: (row: AccountRow) => boolean,
): Promise<boolean> => {
  for (let afterName = ''; ;) {
    const rows = await list({ afterName, limit: PAGE });
    if (rows.some(fits)) return true;
    const last = rows.at(-1);
    if (last === undefined || rows.length < PAGE) return false;
    afterName = last.accountName;
  }
};
