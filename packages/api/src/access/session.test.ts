import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { browserFamily, cookieOf, SESSION_COOKIE, sessionCookie } from './session.ts';

test('a session is bound to a kind of browser and system, and survives an update of both', () => {
  for (const [userAgent, family] of [
    ['Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 'firefox/linux'], ['Mozilla/5.0 (X11; Linux x86_64; rv:141.0) Gecko/20100101 Firefox/141.0', 'firefox/linux'],
    ['Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36', 'chrome/windows'],
    ['Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0', 'edge/windows'],
    ['Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Mobile/15E148 Safari/604.1', 'safari/iphone'],
    ['node', 'other/other'], ['', 'other/other'], [undefined, 'other/other'], [`${'x'.repeat(400)}Firefox/1 Linux`, 'other/other'],
  ] as const) assert.equal(browserFamily(userAgent), family);
});

test('a cookie is found among others, once or not at all', () => {
  const value = 'A'.repeat(43);
  for (const [header, found] of [
    [`${SESSION_COOKIE}=${value}`, value], [`a=b; ${SESSION_COOKIE}=${value}; c=d`, value], [`${SESSION_COOKIE}=${value}; ${SESSION_COOKIE}=${value}`, undefined],
    [`${SESSION_COOKIE}=${value}, ${SESSION_COOKIE}=${value}`, undefined], [`x${SESSION_COOKIE}=${value}`, undefined], [`${SESSION_COOKIE}x=${value}`, undefined],
    [`${SESSION_COOKIE.toLowerCase()}=${value}`, undefined], [`${SESSION_COOKIE}=`, undefined], [`${SESSION_COOKIE}=short`, undefined], [`${SESSION_COOKIE}="${value}"`, undefined],
    [`${SESSION_COOKIE}=${'A'.repeat(257)}`, undefined], ['', undefined], [undefined, undefined],
  ] as const) assert.equal(cookieOf(header, SESSION_COOKIE), found, header ?? 'no header');
});

test('no text makes a cookie of something else, and none takes long', () => {
  fc.assert(fc.property(fc.string({ maxLength: 2000 }), (text) => {
    const found = cookieOf(text, SESSION_COOKIE);
    assert.ok(found === undefined || (text.includes(`${SESSION_COOKIE}=${found}`) && /^[A-Za-z0-9_-]+$/.test(found)));
  }), { seed: 42 });
});

test('what a browser is given is out of reach of scripts and of other sites', () => {
  const cookie = sessionCookie('B'.repeat(43), 900);
  for (const part of ['__Host-', 'Path=/', 'Secure', 'HttpOnly', 'SameSite=Strict', 'Max-Age=900']) assert.ok(cookie.includes(part), part);
  assert.ok(!/domain/i.test(cookie));
});
