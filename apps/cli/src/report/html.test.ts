import assert from 'node:assert/strict';
import { test } from 'node:test';
import { escapeText, html } from './html.ts';

test('texts are escaped, markup is kept, lists are joined, undefined and false print nothing', () => {
  const inner = html`<b>${'<&>"\''}</b>`;
  assert.equal(inner.markup, '<b>&lt;&amp;&gt;&quot;&#39;</b>');
  assert.equal(html`${[inner, inner]}${undefined}${false}${3}`.markup, `${inner.markup}${inner.markup}3`);
});

test('tab and line ends stay; controls and reordering characters are printed by name', () => {
  assert.equal(escapeText('a\t\n\r'), 'a\t\n\r');
  assert.equal(escapeText('a\u0007b\u200e\u202ec\u0085'), 'a[U+0007]b[LRM][U+202E]c[U+0085]');
  assert.equal(escapeText('封存𠮷😀'), '封存𠮷😀');
});
