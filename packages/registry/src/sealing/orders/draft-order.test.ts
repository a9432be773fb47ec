import assert from 'node:assert/strict';
import { test } from 'node:test';
import { civil } from '@fengcun/kernel';
import { decideSealing } from '../lifecycle/decide-sealing.ts';
import { NEVER_SEALED } from '../lifecycle/sealing-state.ts';
import { LAWFUL_PATHS } from '../triggers/testing/lawful-paths.ts';
import { BEFORE_TRIAL, effective, findingsOf, judged, type Scene, tell } from '../triggers/testing/scenes.ts';
import { draftOrder, type DraftedOrder } from './draft-order.ts';

const draftOf = (scene: Scene): DraftedOrder => {
  const { triggers } = findingsOf(scene);
  const drafted = draftOrder({ recordId: 'r1', triggers, orderNumber: 'F2026-1', orderedOn: civil(scene.asOf) });
  assert.ok(drafted.ok, JSON.stringify(drafted));
  return drafted.value;
};

const scene = (changed: Partial<Scene>): Scene => ({
  id: 'x', story: '', article: '', asOf: '2026-11-20', messages: [...BEFORE_TRIAL, judged(), effective()], ...changed,
});

test('办法11: court, procuratorate and police get one order; three days from a Friday end on Monday', () => {
  const { draft, waiting } = draftOf(scene({}));
  assert.equal(draft.ground, 'juvenileSentence');
  assert.equal(draft.orderedBy, 'court/110105');
  assert.deepEqual(draft.holders.map(({ holder, dueOn, rule }) => `${holder} ${rule} ${dueOn}`), [
    'court/110105 sealOwnCopy 2026-11-23', 'police/110105000000 sealAfterReceipt 2026-11-23',
    'procuratorate/110105J sealAfterReceipt 2026-11-23',
  ]);
  assert.deepEqual(waiting, []);
});

test('整体封存: measures before the trial are sealed by the order on the judgment, not by a second one', () => {
  const measures = tell('compulsoryMeasureRecorded', { measure: 'bail', from: '2023-05-11' }, { organ: 'police', code: '110105000000' });
  const with_ = scene({ messages: [...BEFORE_TRIAL, measures, judged(), effective()] });
  assert.ok(findingsOf(with_).triggers.length > 1, 'the scene has two records to seal');
  const { draft } = draftOf(with_);
  assert.equal(draft.ground, 'juvenileSentence');
  assert.equal(draft.holders.filter(({ holder }) => holder.startsWith('police/')).length, 1);
});

test('办法13: an organ that still corrects gets no order and keeps the record from being shown sealed', () => {
  const suspended = judged({ sentence: { penalty: 'fixedTermImprisonment', termMonths: 36, suspensionMonths: 48 } });
  const running = scene({
    messages: [...BEFORE_TRIAL, suspended, effective(),
      tell('executionStarted', { form: 'communityCorrection', startedOn: '2023-11-20' }, { organ: 'communityCorrection', code: '110105S' })],
    facts: { offenceFrom: civil('2023-05-02'), offenceTo: civil('2023-05-02'), suspended: true },
  });
  const { draft, waiting } = draftOf(running);
  assert.ok(!draft.holders.some(({ holder }) => holder.startsWith('communityCorrection/')));
  assert.deepEqual(waiting.map(({ holder, rule }) => `${holder} ${rule}`), ['communityCorrection/110105S sealAfterCorrection']);
});

test('a record whose determining organ nobody knows gets no order', () => {
  const { triggers } = findingsOf(scene({}));
  const unknown = triggers.map((one) => ({ ...one, determinedBy: { type: 'court' as const } }));
  assert.deepEqual(draftOrder({ recordId: 'r1', triggers: unknown, orderNumber: 'F2026-1', orderedOn: civil('2026-11-20') }),
    { ok: false, error: { code: 'DETERMINING_ORGAN_UNKNOWN' } });
});

for (const path of LAWFUL_PATHS) {
  const { triggers } = findingsOf(path);
  if (triggers.length === 0) continue;
  test(`the order drafted on lawful path ${path.id} is one that the lifecycle takes, or asks for the organ`, () => {
    const drafted = draftOrder({ recordId: 'r1', triggers, orderNumber: 'F2026-1', orderedOn: civil(path.asOf) });
    if (!drafted.ok) return assert.ok(triggers.some(({ determinedBy, recipients }) => determinedBy.code === undefined || recipients.length === 0));
    const decided = decideSealing({ type: 'OrderSeal', order: drafted.value.draft, at: `${path.asOf}T02:00:00.000Z`, actor: 'a' }, NEVER_SEALED);
    assert.ok(decided.ok, JSON.stringify(decided));
  });
}
