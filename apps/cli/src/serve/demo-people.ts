import {
  type AccountRefusal, addAccount, type Deployment, listAccounts, parseNewAccount, setUpDemoCodes,
} from '@fengcun/application';
import { Fault, mod112Character } from '@fengcun/kernel';
import type { DemoPerson } from '@fengcun/server';

/** Under this name accounts know the issuer of the demonstration, whatever port it has. */
export const DEMO_ISSUER = 'http://demo.invalid';

type Somebody = DemoPerson & Readonly<{
  organ: string; roles: readonly string[]; displayName: string; identityNumber?: string;
  wards?: readonly Readonly<{ name: string; identityNumber: string; until: string }>[];
}>;

/** An invented resident number: seventeen digits and the character that belongs to them. */
const invented = (digits: string): string => `${digits}${mod112Character(digits)}`;

const COURT = 'court/530202';
const PROCURATORATE = 'procuratorate/530202J';
const POLICE = 'police/530202000000';

const officer = (
  name: string, [title, organ, role]: readonly [title: string, organ: string, role: string],
): Somebody => ({ name, title, organ, roles: [role], displayName: title });

/** Everybody in the demonstration; all of them invented, none of them with the number of anybody. */
const PEOPLE: readonly Somebody[] = [
  officer('court-clerk', ['法院 · 书记员', COURT, 'clerk']),
  officer('court-reviewer', ['法院 · 承办法官', COURT, 'reviewer']),
  officer('court-approver', ['法院 · 院领导', COURT, 'approver']),
  officer('police-clerk', ['公安机关 · 窗口民警', POLICE, 'clerk']),
  officer('police-reviewer', ['公安机关 · 承办民警', POLICE, 'reviewer']),
  officer('police-approver', ['公安机关 · 审批人', POLICE, 'approver']),
  officer('procurator', ['检察院 · 检察官', PROCURATORATE, 'supervisor']),
  officer('procurator-second', ['检察院 · 检察官（第二人）', PROCURATORATE, 'supervisor']),
  officer('procurator-clerk', ['检察院 · 书记员', PROCURATORATE, 'clerk']),
  officer('procurator-approver', ['检察院 · 检察长', PROCURATORATE, 'approver']),
  officer('school-inquirer', ['学校 · 查询经办人', 'school/S01', 'inquirer']),
  officer('unit-inquirer', ['用人单位 · 查询经办人', 'employer/E01', 'inquirer']),
  officer('notary-inquirer', ['公证机构 · 查询经办人', 'notary/N01', 'inquirer']),
  officer('lawyer-inquirer', ['律师', 'lawFirm/L01', 'inquirer']),
  officer('researcher', ['研究人员', 'institute/R01', 'researcher']),
  officer('system-administrator', ['系统管理员', 'platform/P01', 'sysadmin']),
  officer('security-administrator', ['安全管理员', 'platform/P01', 'securityAdmin']),
  officer('audit-administrator', ['审计管理员', 'platform/P01', 'auditor']),
  {
    name: 'citizen', title: '公民 · 骆听苇', organ: 'none', roles: ['citizen'], displayName: '骆听苇',
    identityNumber: invented('53020219900101001'),
  },
  {
    name: 'guardian', title: '公民 · 监护人沈问禾', organ: 'none', roles: ['citizen'], displayName: '沈问禾',
    identityNumber: invented('53020219850202002'),
    wards: [{ name: '沈拾禾', identityNumber: invented('53020220110303003'), until: '2029-03-02' }],
  },
];

/** The people as the page of the issuer shows them. */
export const DEMO_PEOPLE: readonly DemoPerson[] = PEOPLE.map(({ name, title }) => ({ name, title }));

/** Account of somebody in the demonstration: never that of a system. */
export const demoAccount = (name: string): string => `demo-${name}`;

const KEEPER = 'demonstration';

const refused = ({ code, message }: AccountRefusal): Fault => new Fault(code, message);

/**
 * Puts the people of the demonstration into the directory, with codes everybody knows; those who are there
 * stay as they are. Their issuer is one that no configuration can name, so that they exist in demonstrations
 * alone.
 */
export const inviteDemoPeople = async (deployment: Deployment): Promise<void> => {
  const known = new Set((await listAccounts(deployment, KEEPER)).map(({ account }) => account));
  for (const { name, title: _title, ...somebody } of PEOPLE) {
    const account = demoAccount(name);
    if (known.has(account)) continue;
    const subjects = [{ issuer: DEMO_ISSUER, subject: name }];
    const parsed = parseNewAccount({ ...somebody, account, subjects });
    if (!parsed.ok) throw refused(parsed.error);
    const added = await addAccount(deployment, KEEPER, parsed.value);
    if (!added.ok) throw refused(added.error);
    await setUpDemoCodes(deployment, account);
  }
};
