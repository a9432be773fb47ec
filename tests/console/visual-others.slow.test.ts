import { testLayout } from './visual-layout.ts';

testLayout(['clerk', 'inquirer', 'citizen', 'researcher', 'sysadmin', 'securityAdmin', 'auditor']);
