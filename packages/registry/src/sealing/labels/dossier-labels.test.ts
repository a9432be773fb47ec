import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { resolveCitation } from '@fengcun/statute';
import { token } from '../../intake/testing/messages.ts';
import { RECORD_STATUSES, type RecordStatus } from '../lifecycle/record-status.ts';
import { COVER_LABEL, type Dossier, type DossierPart, type DossierState, dossierViews, labelChanges } from './dossier-labels.ts';

const part = (digit: string, status: DossierPart['status']): DossierPart => ({ subject: token(digit), status });
const dossier = (changed: Partial<Dossier> = {}): Dossier =>
  ({ dossierId: 'd', holder: 'court/1', defendants: [], severed: [], isSplit: false, used: [], ...changed });

const ROWS: readonly (readonly [rule: string, Partial<Dossier>, shown: DossierState, marked: boolean, reasons: readonly string[]])[] = [
  ['W-17 (办法5), split: the minor’s own dossier is sealed', { defendants: [part('a', 'sealed')], severed: [part('b', 'open')], isSplit: true }, 'sealed', false, []],
  ['W-17 (办法5), split: the adult’s dossier stays open and its cover is marked', { defendants: [part('b', 'open')], severed: [part('a', 'sealed')], isSplit: true }, 'labelled', true, ['splitJointCase']],
  ['办法5: the mark comes with the order, not with the last receipt', { defendants: [part('b', 'open')], severed: [part('a', 'pending')], isSplit: true }, 'labelled', true, ['splitJointCase']],
  ['办法5, not split: the whole dossier is marked', { defendants: [part('a', 'sealed'), part('b', 'open')] }, 'labelled', true, ['unsplitJointCase']],
  ['办法5: not known whether split: marked', { defendants: [part('b', 'open')], severed: [part('a', 'sealed')], isSplit: 'unknown' }, 'labelled', true, ['unsplitJointCase']],
  ['办法5: both sealed: the whole dossier is', { defendants: [part('a', 'sealed'), part('b', 'sealed')] }, 'sealed', false, []],
  ['nobody sealed: no mark', { defendants: [part('a', 'open'), part('b', 'open')] }, 'open', false, []],
  ['办法18: unsealed, rescinded and exempt records mark nothing', { defendants: [part('a', 'unsealed'), part('b', 'rescinded')], severed: [part('c', 'exempt')] }, 'open', false, []],
  ['a state that nobody told marks the cover', { defendants: [part('a', 'unknown'), part('b', 'open')] }, 'labelled', true, ['statusUnknown']],
  ['an erased record counts for nothing', { defendants: [part('a', 'erased'), part('b', 'sealed')] }, 'sealed', false, []],
  ['办法6: a civil case that used sealed information', { used: [{ recordId: 'r1', status: 'sealed' }] }, 'labelled', true, ['usedSealedInformation']],
  ['办法6: the record was unsealed since', { used: [{ recordId: 'r1', status: 'unsealed' }] }, 'open', false, []],
  ['explicitly open: the mark stays while sealed information is inside', { defendants: [part('a', 'sealed')], explicit: 'open' }, 'open', true, []],
  ['explicitly sealed: closed though its person is not', { defendants: [part('b', 'open')], explicit: 'sealed' }, 'sealed', false, []],
];
for (const [rule, changed, shown, marked, reasons] of ROWS) {
  test(`dossier: ${rule}`, () => {
    const [view] = dossierViews([dossier(changed)]);
    assert.ok(view !== undefined);
    assert.deepEqual([view.shown, view.label, view.reasons.map((one) => one.rule)], [shown, marked ? COVER_LABEL : undefined, reasons]);
    for (const { cites } of view.reasons) for (const id of cites) assert.ok(resolveCitation(id).ok, id);
  });
}

test('explicit and derived states are both shown', () => {
  const [view] = dossierViews([dossier({ defendants: [part('a', 'sealed')], explicit: 'open' })]);
  assert.deepEqual([view?.explicit, view?.derived, view?.shown], ['open', 'sealed', 'open']);
});

const joint = (first: RecordStatus, second: RecordStatus): readonly Dossier[] => [dossier({ defendants: [part('a', first), part('b', second), part('c', 'open')] })];
const UNSEALED: readonly (readonly [rule: string, before: readonly Dossier[], after: readonly Dossier[], changes: readonly string[], kept: readonly string[]])[] = [
  ['one of two is unsealed: the mark stays for the other', joint('sealed', 'sealed'), joint('unsealed', 'sealed'), [], ['b']],
  ['the last one is unsealed: the mark comes off', joint('unsealed', 'sealed'), joint('unsealed', 'unsealed'), ['unmark'], []],
  ['one is sealed: the cover is marked', joint('open', 'open'), joint('open', 'pending'), ['mark'], ['b']],
];
for (const [rule, before, after, changes, kept] of UNSEALED) {
  test(`办法5、18: ${rule}`, () => {
    const [was, is] = [dossierViews(before), dossierViews(after)];
    assert.deepEqual(labelChanges(was, is).map(({ change }) => change), changes);
    assert.deepEqual(is[0]?.protectedParts, kept.map((digit) => token(digit)));
  });
}

test('办法2: a case inside a sealed case is closed with it, unless a person decided otherwise', () => {
  const outer = dossier({ dossierId: 'outer', defendants: [part('a', 'sealed')] });
  const inner = dossier({ dossierId: 'inner', defendants: [part('b', 'open')], within: 'outer' });
  const deep = dossier({ dossierId: 'deep', defendants: [part('c', 'open')], within: 'inner' });
  const shown = (...all: readonly Dossier[]): readonly DossierState[] => dossierViews(all).map((view) => view.shown);
  assert.deepEqual(shown(outer, inner, deep), ['sealed', 'sealed', 'sealed']);
  assert.deepEqual(shown(outer, { ...inner, explicit: 'open' }, deep), ['sealed', 'open', 'open']);
  assert.deepEqual(shown({ ...outer, defendants: [part('a', 'unsealed')] }, inner, deep), ['open', 'open', 'open']);
  assert.deepEqual(shown({ ...outer, defendants: [part('a', 'open')], within: 'deep' }, inner, deep), ['open', 'open', 'open'], 'a chain that closes on itself contains nothing');
});

test('as long as anything sealed is in a dossier it is closed or marked', () => {
  const status = fc.constantFrom(...RECORD_STATUSES, 'unknown' as const);
  const parts = fc.array(status, { maxLength: 4 }).map((all) => all.map((one, i) => part('abcd'[i] ?? 'a', one)));
  fc.assert(fc.property(parts, parts, fc.constantFrom(true, false, 'unknown' as const), fc.constantFrom('open' as const, 'sealed' as const, undefined), (defendants, severed, isSplit, explicit) => {
    const [view] = dossierViews([dossier({ defendants, severed, isSplit, ...(explicit === undefined ? {} : { explicit }) })]);
    const isInside = [...defendants, ...severed].some((one) => one.status === 'sealed' || one.status === 'pending');
    if (isInside) assert.ok(view?.shown === 'sealed' || view?.label === COVER_LABEL);
  }), { numRuns: 300 });
});
