import type { BusinessRecord } from '@fengcun/judgment';
import { addDays, civil } from '@fengcun/kernel';
import { messagesFromRecord } from '@fengcun/registry';
import type { IntakeItem } from '../../src/intake/intake-item.ts';

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

const identityNumber = (at: number): Readonly<{ idNumber: string; bornOn: ReturnType<typeof civil> }> => {
  const bornOn = addDays(civil('1985-01-01'), at % 5000);
  const digits = `110105${bornOn.replaceAll('-', '')}${String(Math.floor(at / 5000)).padStart(3, '0')}`;
  const sum = [...digits].reduce((total, digit, place) => total + Number(digit) * (WEIGHTS[place] ?? 0), 0);
  return { idNumber: `${digits}${'10X98765432'[sum % 11]}`, bornOn };
};

/** Invented records, each of a person and a case of its own: a judgment and that it is in force. */
export const inventedItem = (at: number): IntakeItem => {
  const { idNumber, bornOn } = identityNumber(at);
  const record: BusinessRecord = {
    id: `row-${at}`, row: at + 2, personName: `禾${at}`, idNumber, organ: '云岭省某县人民法院',
    documentNumber: `（2024）岭0000刑初${at + 1}号`,
    facts: {
      recordKind: 'conviction', decidedOn: civil('2024-05-11'), bornOn, charges: ['盗窃罪'], penalty: 'fixedTermImprisonment',
      executedTermMonths: 8, suspended: false, effectiveOn: civil('2024-06-01'),
    },
  };
  const source = { organ: { type: 'court', code: '00' }, system: 'invented', version: 1 } as const;
  const { messages } = messagesFromRecord({ record, source });
  return {
    key: record.id, place: record.id, problems: [], input: { name: '禾' },
    messages: messages.map((message) => ({ message, decisions: [], personAt: 0 })),
  };
};
