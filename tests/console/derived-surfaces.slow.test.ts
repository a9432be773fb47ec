import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { unmarkedChinese } from './english.ts';
import { type Console, DESK, type Seat, skip, startConsole } from './started.ts';

// What is left behind by looking: titles, addresses, storage, caches, histories, names of files. And that an
// empty page and a forbidden one are the same page. Pages are walked in English: no Chinese stands there unmarked.

type Listed = Readonly<{ path: string; roles: readonly string[]; title: Readonly<{ zh: string; en: string }> }>;

// The list of pages itself, so that a page that is added is walked without being named here.
const pagesThere = async (): Promise<readonly Listed[]> => {
  const { PAGES }: { PAGES: readonly Listed[] } = await import(new URL('../../apps/web/src/app/pages.ts', import.meta.url).href);
  return PAGES;
};

const PEOPLE: Readonly<Record<string, string>> = {
  clerk: 'police-clerk', reviewer: 'police-reviewer', approver: 'court-approver', supervisor: 'procurator', inquirer: 'school-inquirer',
  citizen: 'citizen', researcher: 'researcher', sysadmin: 'system-administrator', securityAdmin: 'security-administrator',
  auditor: 'audit-administrator',
};
const NOBODYS = '00000000-0000-7000-8000-000000000000';
/** Numbers of identity documents and of cases, and Chinese letters as addresses carry them. */
const PERSONAL = /\d{17}[\dX]|%E[4-9]%|[\u4e00-\u9fff]|（\d{4}）/i;

let running: Console | undefined;
before(async () => { if (skip === false) running = await startConsole(); });
after(async () => { await running?.stop(); });

/** The page has said what it has to say; a second factor is given where it is asked for. */
const settle = async ({ page, confirmItIsMe }: Seat): Promise<void> => {
  // One look at both: of two that race, the one that loses goes on looking for twenty seconds.
  const settled = await page.waitForFunction(() => {
    if (document.querySelector('#second-factor-code')?.checkVisibility() === true) return 'asked';
    const isSaid = document.querySelector('main h1, main .nothing, main .notice') !== null && document.querySelector('.waiting') === null;
    return isSaid ? 'said' : undefined;
  });
  if (await settled.jsonValue() !== 'asked') return;
  await confirmItIsMe();
  await page.waitForSelector('.waiting', { state: 'detached' });
};

/** Goes on to a page as a link of the menu does, without loading everything again. */
const goOn = ({ page }: Seat, path: string): Promise<void> => page.evaluate((to) => {
  history.pushState(null, '', to);
}, path);

type Kept = Readonly<{ local: readonly string[]; session: readonly string[]; caches: readonly string[]; databases: number; workers: number; history: string }>;

const keptBy = ({ page }: Seat): Promise<Kept> => page.evaluate(async () => ({
  local: Object.keys(localStorage).filter((key) => key !== 'fengcun-language'), session: Object.keys(sessionStorage),
  caches: await caches.keys(), databases: (await indexedDB.databases()).length,
  workers: (await navigator.serviceWorker.getRegistrations()).length, history: JSON.stringify(history.state),
}));

for (const [role, person] of Object.entries(PEOPLE)) {
  test(`nothing of what a ${role} looked at is left behind`, { skip }, async () => {
    assert.ok(running);
    const { signIn } = running;
    const pages = (await pagesThere()).filter(({ roles }) => roles.includes(role));
    assert.ok(pages.length > 0, 'a role without pages');
    const seat = await signIn(person, { ...DESK, locale: 'en-GB' });
    const { page } = seat;
    const addresses: string[] = [];
    const kept: string[] = [];
    page.on('request', (request) => { addresses.push(request.url()); });
    page.on('response', (response) => {
      const path = new URL(response.url()).pathname;
      if (path.startsWith('/v1/') && !/no-store/.test(response.headers()['cache-control'] ?? '')) kept.push(path);
    });
    for (const { path, title } of pages) {
      await goOn(seat, path.replace(':id', NOBODYS));
      await page.waitForFunction((wanted) => document.title === wanted, `${title.en} · Fengcun`);
      await settle(seat);
      assert.deepEqual(await unmarkedChinese(page), [], path);
      assert.deepEqual(await keptBy(seat), { local: [], session: [], caches: [], databases: 0, workers: 0, history: 'null' }, path);
      const first = page.locator(`main tbody a[href^="${path === '/' ? '/nowhere' : path}/"]`).first();
      if (path.includes(':') || await first.count() === 0) continue;
      await first.click();
      await settle(seat);
      assert.doesNotMatch(new URL(page.url()).pathname, PERSONAL, path);
      assert.match(await page.title(), /^[^\d]+ · Fengcun$/, `${path}: a title names a kind of thing`);
      assert.deepEqual(await unmarkedChinese(page), [], `one of ${path}`);
      assert.equal((await keptBy(seat)).history, 'null', path);
    }
    assert.deepEqual(addresses.filter((one) => PERSONAL.test(new URL(one).pathname + new URL(one).search)), []);
    assert.deepEqual([...new Set(kept)], [], 'no answer may be kept by the browser');
    assert.deepEqual(seat.mistakes, []);
    await seat.context.close();
  });
}

/** What a page shows, to the letter and to the mark. */
const shown = async (seat: Seat, address: string): Promise<string> => {
  await seat.page.goto(address);
  await settle(seat);
  return seat.page.innerHTML('main');
};

/** Somebody of another organ, their list, and who must not learn whether a thing of theirs is there. */
const OTHERS = [
  { owner: 'police-reviewer', stranger: 'court-reviewer', list: '/desk/requests' },
  { owner: 'court-reviewer', stranger: 'police-reviewer', list: '/desk/inquiries' },
  { owner: 'police-reviewer', stranger: 'court-reviewer', list: '/desk/certificates' },
  { owner: 'court-reviewer', stranger: 'police-approver', list: '/seals' },
  { owner: 'police-reviewer', stranger: 'court-approver', list: '/incidents' },
] as const;

test('what is another’s and what nobody has are one and the same page', { skip }, async () => {
  assert.ok(running);
  const { origin, signIn } = running;
  const seats = new Map<string, Seat>();
  const seatOf = async (person: string): Promise<Seat> => {
    const seat = seats.get(person) ?? await signIn(person, DESK);
    seats.set(person, seat);
    return seat;
  };
  for (const { owner, stranger, list } of OTHERS) {
    const one = await seatOf(owner);
    await one.page.goto(origin + list);
    await settle(one);
    if (list === '/incidents') await one.page.selectOption('select', 'opened').catch(() => undefined);
    await one.page.waitForSelector('main tbody a');
    const there = await one.page.getAttribute('main tbody a', 'href') ?? '';
    const other = await seatOf(stranger);
    const forbidden = await shown(other, origin + there);
    assert.equal(forbidden, await shown(other, `${origin}${list}/${NOBODYS}`), list);
    assert.match(forbidden, /class="nothing"/, list);
  }
  for (const { context } of seats.values()) await context.close();
});

test('a page of another role and a page that is none are one and the same page', { skip }, async () => {
  assert.ok(running);
  const { origin, signIn } = running;
  for (const [role, person] of Object.entries(PEOPLE)) {
    const seat = await signIn(person, DESK);
    const none = await shown(seat, `${origin}/there-is-no-such-page`);
    const title = await seat.page.title();
    const other = (await pagesThere()).find(({ path, roles }) => path !== '/' && !path.includes(':') && !roles.includes(role));
    assert.ok(other);
    assert.equal(await shown(seat, origin + other.path), none, `${role}: ${other.path}`);
    assert.equal(await seat.page.title(), title);
    await seat.context.close();
  }
});

test('a paper is saved under a name that says nothing', { skip }, async () => {
  assert.ok(running);
  const seat = await running.signIn('police-reviewer', DESK);
  await seat.page.goto(`${running.origin}/desk/requests`);
  await settle(seat);
  await seat.page.selectOption('select', 'answered');
  await seat.page.click('main tbody a');
  const [saved] = await Promise.all([seat.page.waitForEvent('download'), seat.page.click('main button:has-text("保存文书")')]);
  assert.equal(saved.suggestedFilename(), 'document.pdf');
  await seat.context.close();
});
