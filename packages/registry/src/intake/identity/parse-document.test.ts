import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { mod112Character } from '@fengcun/kernel';
import { creditCodeCharacter, travelCheckDigit } from './check-characters.ts';
import { DOCUMENT_TYPES, type DocumentType } from './document.ts';
import { type DocumentInput, documentKey, parseDocument } from './parse-document.ts';
import { stateCode } from './states.ts';
import { anyText } from '../../../../kernel/src/testing/any-text.ts';

const outcome = (type: DocumentType, number: string, issuingState?: string): string => {
  const parsed = parseDocument({ type, number, issuingState });
  return parsed.ok ? parsed.value.number : parsed.error.code;
};
const whole = (seventeen: string): string => seventeen + mod112Character(seventeen);

// Invented persons: regions with a sequence number nobody bears out of a specimen.
test('公民身份号码: form, region, birth date and check character, both sides of each', () => {
  const good = '11010519491231002X'; // specimen of GB 11643-1999
  const rows: readonly (readonly [string, string])[] = [
    [good, good], ['11010519491231002x', good], ['１１０１０５１９４９１２３１００２Ｘ', good], ['110105 19491231 002X', good],
    ['110105194912310021', 'NUMBER_CHECK'], ['110105194912310020', 'NUMBER_CHECK'], ['11010519491231002', 'NUMBER_FORM'],
    ['11010519491231002XX', 'NUMBER_FORM'], ['', 'NUMBER_EMPTY'], ['  ', 'NUMBER_EMPTY'],
    ['110105********002X', 'NUMBER_MASKED'], ['11010519491231****', 'NUMBER_MASKED'], ['110105XXXXXXXX002X', 'NUMBER_MASKED'],
    [whole('11010520000229001'), whole('11010520000229001')], [whole('11010520010229001'), 'NUMBER_BIRTH_DATE'],
    [whole('11010520011301001'), 'NUMBER_BIRTH_DATE'], [whole('11010518991231001'), 'NUMBER_BIRTH_DATE'],
    [whole('11010519000101001'), whole('11010519000101001')],
    [whole('16010519900101001'), 'NUMBER_REGION'], [whole('66010519900101001'), 'NUMBER_REGION'],
    [whole('65010519900101001'), whole('65010519900101001')], [whole('00010519900101001'), 'NUMBER_REGION'],
    [whole('81000019900101001'), 'NUMBER_OF_OTHER_TYPE'], [whole('91112419810803002'), 'NUMBER_OF_OTHER_TYPE'],
  ];
  for (const [text, expected] of rows) assert.equal(outcome('residentIdentityCard', text), expected, text);
});

test('15-digit numbers become 18, except those of persons of another century', () => {
  assert.equal(outcome('residentIdentityCard', '110105491231002'), '11010519491231002X');
  for (const sequence of ['996', '997', '998', '999']) {
    assert.equal(outcome('residentIdentityCard', `110105491231${sequence}`), 'NUMBER_CENTURY', sequence);
  }
  assert.equal(outcome('residentIdentityCard', '110105491231995').length, 18);
  assert.equal(outcome('residentIdentityCard', '110105490231002'), 'NUMBER_BIRTH_DATE');
  const parsed = parseDocument({ type: 'residentIdentityCard', number: '110105491231002' });
  assert.ok(parsed.ok);
  assert.deepEqual([parsed.value.form, parsed.value.checked, parsed.value.bornOn, parsed.value.sex], ['resident15', false, '1949-12-31', '女']);
});

test('every wrong digit and every swap of neighbours in a resident number is refused', () => {
  const good = '11010519491231002X';
  const refused = (text: string): boolean => !parseDocument({ type: 'residentIdentityCard', number: text }).ok;
  for (let at = 0; at < 18; at += 1) {
    for (const other of '0123456789X') {
      if (other !== good[at]) assert.ok(refused(good.slice(0, at) + other + good.slice(at + 1)), `${other} at ${at}`);
    }
  }
  for (let at = 0; at < 17; at += 1) {
    if (good[at] !== good[at + 1]) assert.ok(refused(good.slice(0, at) + good[at + 1] + good[at] + good.slice(at + 2)), `swap ${at}`);
  }
});

test('documents of Hong Kong, Macao, Taiwan and foreign residents, and of units', () => {
  const rows: readonly (readonly [DocumentType, string, string | undefined, string])[] = [
    ['residencePermit', whole('81000019900101001'), undefined, whole('81000019900101001')],
    ['residencePermit', whole('83000019900101001'), undefined, whole('83000019900101001')],
    ['residencePermit', whole('84000019900101001'), undefined, 'NUMBER_REGION'],
    ['residencePermit', whole('11010519900101001'), undefined, 'NUMBER_OF_OTHER_TYPE'],
    ['mainlandTravelPermit', 'H12345678', undefined, 'H12345678'], ['mainlandTravelPermit', 'h1234567802', undefined, 'H12345678'],
    ['mainlandTravelPermit', 'M12345678', undefined, 'M12345678'], ['mainlandTravelPermit', 'HA1234567', undefined, 'HA1234567'],
    ['mainlandTravelPermit', 'HB1234567', undefined, 'NUMBER_FORM'], ['mainlandTravelPermit', 'H1234567', undefined, 'NUMBER_FORM'],
    ['mainlandTravelPermit', 'K12345678', undefined, 'NUMBER_FORM'],
    ['taiwanTravelPermit', '12345678', undefined, '12345678'], ['taiwanTravelPermit', '1234567801(B)', undefined, '12345678'],
    ['taiwanTravelPermit', '1234567801（D）', undefined, '12345678'], ['taiwanTravelPermit', '1234567', undefined, 'NUMBER_FORM'],
    ['passport', 'e12345678', 'CHN', 'E12345678'], ['passport', 'E12345678', undefined, 'STATE_MISSING'],
    ['passport', 'E12345678', 'ZZZ', 'STATE_UNKNOWN'], ['passport', 'C01X00T47', 'D', 'C01X00T47'], ['passport', 'ABCDEF', 'USA', 'NUMBER_FORM'],
    ['permanentResidenceCard', '911124198108030024', undefined, '911124198108030024'], // specimen of the 2023 card
    ['permanentResidenceCard', 'CAN110081080310', undefined, 'CAN110081080310'], // the same person's old specimen
    ['permanentResidenceCard', 'QQQ110081080310', undefined, 'STATE_UNKNOWN'], ['permanentResidenceCard', 'CAN990081080310', undefined, 'NUMBER_REGION'],
    ['permanentResidenceCard', whole('91199919810803002'), undefined, 'STATE_UNKNOWN'], ['permanentResidenceCard', whole('99912419810803002'), undefined, 'NUMBER_REGION'],
    ['permanentResidenceCard', '911124198108030023', undefined, 'NUMBER_CHECK'],
    ['creditCode', `91350100M000100Y4${creditCodeCharacter('91350100M000100Y4')}`, undefined, '91350100M000100Y43'],
    ['creditCode', '91350100M000100Y44', undefined, 'NUMBER_CHECK'], ['creditCode', '91350100I000100Y43', undefined, 'NUMBER_FORM'],
  ];
  for (const [type, number, state, expected] of rows) assert.equal(outcome(type, number, state), expected, `${type} ${number}`);
});

test('an old permanent residence number whose check digit does not fit is read, but not as checked', () => {
  const read = (number: string): boolean | undefined => {
    const parsed = parseDocument({ type: 'permanentResidenceCard', number });
    return parsed.ok ? parsed.value.checked : undefined;
  };
  assert.equal(travelCheckDigit('CAN11008108031'), '0');
  assert.deepEqual([read('CAN110081080310'), read('CAN110081080311')], [true, false]);
});

test('what was read reads again to the same document, and the same passport number of two states is two keys', () => {
  const inputs: readonly DocumentInput[] = [
    { type: 'residentIdentityCard', number: '11010519491231002X' }, { type: 'passport', number: 'E12345678', issuingState: 'CHN' },
    { type: 'mainlandTravelPermit', number: 'H1234567802' }, { type: 'taiwanTravelPermit', number: '1234567801(B)' },
  ];
  for (const input of inputs) {
    const parsed = parseDocument(input);
    assert.ok(parsed.ok);
    assert.deepEqual(parseDocument({ ...parsed.value }), parsed);
  }
  const keys = ['CHN', 'USA'].map((issuingState) => {
    const parsed = parseDocument({ type: 'passport', number: 'E12345678', issuingState });
    return parsed.ok ? documentKey(parsed.value) : '';
  });
  assert.equal(new Set(keys).size, 2);
});

test('any text gives a document or a refusal that does not repeat it, quickly', () => {
  const odd = fc.oneof(anyText(60), fc.stringMatching(/^[0-9X*() -]{0,40}$/));
  fc.assert(fc.property(fc.constantFrom(...DOCUMENT_TYPES), odd, (type, number) => {
    const parsed = parseDocument({ type, number, issuingState: 'CHN' });
    if (!parsed.ok && number.trim().length > 6) assert.ok(!parsed.error.message.includes(number.trim()));
  }), { numRuns: 1000 });
});

test('states: ISO 3166-1 and the codes that only passports have', () => {
  const rows: readonly (readonly [string, string | undefined])[] =
    [['chn', 'CHN'], ['D<<', 'DEU'], ['XXA', 'XXA'], ['ROU', 'ROU'], ['ABC', undefined], ['', undefined], ['CN', undefined]];
  for (const [text, expected] of rows) assert.equal(stateCode(text), expected, text);
});
