import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type MadeConsole, type MadeSeat, startMade } from './made-console.ts';
import { skip } from './started.ts';

// Whoever decides chooses: on no form of a decision is anything chosen before, and its button, pressed too early,
// sends nothing, says what is missing in a sentence, and goes there. Forms are reached by answers made in turn.

let made: MadeConsole | undefined;
before(async () => { if (skip === false) made = await startMade(); });
after(async () => { await made?.stop(); });

/** Every form of a decision: who sees it, where, under which names it asks; `open`: what has to be pressed first. */
const FORMS: readonly Readonly<{ role: string; path: string; names: readonly string[]; open?: string }>[] = [
  { role: 'reviewer', path: '/desk/inquiries/:id', names: ['outcome'] },
  { role: 'approver', path: '/desk/inquiries/:id', names: ['decision', 'prolongs'] },
  { role: 'reviewer', path: '/desk/certificates/:id', names: ['outcome', 'ground'] },
  { role: 'approver', path: '/desk/certificates/:id', names: ['agrees'] },
  { role: 'reviewer', path: '/desk/requests/:id', names: ['outcome'] },
  { role: 'approver', path: '/desk/requests/:id', names: ['agrees'] },
  { role: 'approver', path: '/incidents/:id', names: ['agrees', 'kind'], open: 'input[name=step][value=refer]' },
  { role: 'supervisor', path: '/matters/:id', names: ['opinion', 'agrees'] },
  { role: 'reviewer', path: '/matters/:id', names: ['reply'] },
  { role: 'supervisor', path: '/matters/new', names: ['matter', 'origin'] },
  // Where only one of several versions may stand; why one is set aside is chosen in clerk.slow.test.ts.
  { role: 'clerk', path: '/exceptions/:id', names: ['version', 'choice-reason'] },
];

/** Which form is shown is no decision. */
const NO_DECISION: readonly string[] = ['step'];
/** LIMIT: answers that are made for a form before it counts as unreachable. */
const TURNS_MAX = 60;

/** Names under which a choice is asked for, and those of them where something is chosen. */
const choicesOf = ({ page }: MadeSeat): Promise<Readonly<{ asked: readonly string[]; chosen: readonly string[] }>> =>
  page.evaluate((free) => {
    const all = [...document.querySelectorAll<HTMLInputElement | HTMLSelectElement>(
      'main input[type=radio], main select[name=matter], main select[name=origin], main select[name=choice-reason]')]
      .filter(({ name }) => !free.includes(name));
    const chosen = all.filter((one) => (one instanceof HTMLSelectElement ? one.value !== '' : one.checked));
    return { asked: [...new Set(all.map(({ name }) => name))], chosen: [...new Set(chosen.map(({ name }) => name))] };
  }, NO_DECISION);

/** Presses the button of the form that asks under a name; what is wrong with what follows. */
const pressedTooEarly = async ({ page }: MadeSeat, name: string): Promise<readonly string[]> => {
  const sent: string[] = [];
  const note = (request: { method: () => string; url: () => string }): void => { if (request.method() !== 'GET') sent.push(request.url()); };
  page.on('request', note);
  const form = page.locator('main :is(form, .form, [data-form])').filter({ has: page.locator(`[name="${name}"]`) }).last();
  await form.locator('button:is(.primary, [type=submit])').last().click();
  await page.waitForTimeout(30);
  page.off('request', note);
  const { isInside, isSaid, isRequired } = await form.evaluate((one) => ({
    isInside: one.contains(document.activeElement) && document.activeElement?.matches('input, select, textarea') === true,
    isSaid: [...one.querySelectorAll('.told[role=alert]')].filter(({ textContent }) => /^请(选择|填写)“.+”。$/.test(textContent)).length,
    isRequired: one.querySelector('select:required:invalid') !== null,
  }));
  return [
    ...sent.map((url) => `${name}: ${url} was sent`), ...(isInside ? [] : [`${name}: the hand is not led there`]),
    // A select that is required is told by the browser, in its own sentence.
    ...(isSaid === 1 || isRequired ? [] : [`${name}: ${isSaid} sentences say what is missing`]),
  ];
};

for (const { role, path, names, open } of FORMS) {
  test(`${role} at ${path}: ${names.join(', ')}: nothing is chosen before, and a button pressed too early says what is missing`, { skip }, async () => {
    assert.ok(made);
    const seat = await made.sit(role, { width: 390, height: 844 });
    await seat.open('/there-is-no-such-page');
    await seat.page.waitForSelector('main h1');
    const seen = new Set<string>();
    for (let turn = 0; turn < TURNS_MAX && !names.every((name) => seen.has(name)); turn += 1) {
      seat.say({ made: { rows: 2, letters: 12, turn } });
      await seat.go(path.replace(':id', `01890000-0000-7000-8000-0000000000${String(turn).padStart(2, '0')}`));
      if (open !== undefined && await seat.page.locator(open).count() > 0) await seat.page.check(open);
      const { asked, chosen } = await choicesOf(seat);
      assert.deepEqual(chosen, [], `chosen before anybody chose, at turn ${turn}`);
      for (const name of names.filter((one) => asked.includes(one) && !seen.has(one))) {
        assert.deepEqual(await pressedTooEarly(seat, name), [], `turn ${turn}`);
        seen.add(name);
      }
    }
    assert.deepEqual([...seen].toSorted(), names.toSorted(), 'every form was reached');
    assert.deepEqual(seat.mistakes, []);
    await seat.context.close();
  });
}
