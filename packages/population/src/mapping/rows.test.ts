import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseFacts } from '@fengcun/policy';
import { factsOfRow } from './rows.ts';

const cail = (months: number, charges: readonly string[] = ['盗窃'], more = {}) => ({
  accusation: charges, term_of_imprisonment: { death_penalty: false, life_imprisonment: false, imprisonment: months, ...more },
});

test('CAIL: what it does not say stays unknown; a term that could be 管制 has no kind, one above it has', () => {
  const table: readonly (readonly [string, object, string | undefined, number | undefined])[] = [
    ['0 months: a fine, an exemption or unread', cail(0), undefined, undefined],
    ['24 months may be 管制', cail(24), undefined, 24],
    ['25 months may not', cail(25), 'fixedTermImprisonment', 25],
    ['36 months for two crimes may be 管制', cail(36, ['盗窃', '诈骗']), undefined, 36],
    ['37 months for two crimes may not', cail(37, ['盗窃', '诈骗']), 'fixedTermImprisonment', 37],
    ['life', cail(0, ['盗窃'], { life_imprisonment: true }), 'lifeImprisonment', undefined],
    ['death: suspended or not is not told', cail(0, ['盗窃'], { death_penalty: true }), undefined, undefined],
  ];
  for (const [name, row, penalty, months] of table) {
    const [facts] = factsOfRow('cail', { ...row }, []);
    assert.deepEqual([facts?.penalty, facts?.executedTermMonths], [penalty, months], name);
    assert.equal(facts?.bornOn, undefined);
    assert.ok(parseFacts(facts).ok, name);
  }
});

test('assumptions fill only what is unknown, and only when named', () => {
  const [strict] = factsOfRow('cail', cail(7), []);
  const [assumed] = factsOfRow('cail', cail(7), ['firstOffender', 'termKind']);
  const [short] = factsOfRow('cail', cail(6), ['termKind']);
  assert.deepEqual([strict?.firstOffender, strict?.penalty], [undefined, undefined]);
  assert.deepEqual([assumed?.firstOffender, assumed?.penalty, assumed?.bornOn], [true, 'fixedTermImprisonment', undefined]);
  assert.equal(short?.penalty, undefined);
  const [known] = factsOfRow('facts', { firstOffender: false }, ['firstOffender']);
  assert.equal(known?.firstOffender, false);
});

test('traffic: a term of 0 months has no kind; a row that is none gives nothing', () => {
  const [suspended] = factsOfRow('traffic', { 有期徒刑: 12, 缓刑: 18 }, []);
  assert.deepEqual([suspended?.penalty, suspended?.suspended, suspended?.mensRea], ['fixedTermImprisonment', true, 'negligent']);
  const [open] = factsOfRow('traffic', { 有期徒刑: 0, 缓刑: 0 }, []);
  assert.deepEqual([open?.penalty, open?.executedTermMonths], [undefined, undefined]);
  assert.deepEqual([...factsOfRow('cail', { fact: 'x' }, []), ...factsOfRow('traffic', {}, []), ...factsOfRow('judgments', {}, [])], []);
});
