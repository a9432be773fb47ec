import assert from 'node:assert/strict';
import { test } from 'node:test';
import { placeInRecord } from './record-places.ts';

test('what is wrong with a message of a row has its place in the row, where the row has one', () => {
  const places: readonly (readonly [string, string | undefined])[] = [
    ['/data/content/court', '/organ'], ['/data/content/procuratorate', '/organ'], ['/data/content/decidedOn', '/facts/decidedOn'],
    ['/data/content/charges/2', '/facts/charges/2'], ['/data/content/sentence/termMonths', '/facts/executedTermMonths'],
    ['/data/content/penalties/0', '/publicOrderPenalties/0'], ['/data/content/documentNumber', '/documentNumber'],
    ['/data/case', '/documentNumber'], ['/data/case/references/0/number', '/documentNumber'], ['/data/person', '/personName'],
    ['/data/person/names/0/text', '/personName'], ['/data/person/bornOn', '/facts/bornOn'], ['/data/person/documents/0/number', '/idNumber'],
    ['/data/content/annulledOn', undefined], ['/data/content/constructor', undefined], ['/data/source/system', undefined], ['', undefined],
  ];
  for (const [at, place] of places) assert.equal(placeInRecord(at), place, at);
});
