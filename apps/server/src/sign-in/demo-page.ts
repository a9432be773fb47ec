/** Somebody invented, as the page of the demonstration shows them. */
export type DemoPerson = Readonly<{ name: string; title: string }>;

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
  .replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const STYLE = ':root{color-scheme:light dark;--line:#c9d0d9;--ink:#1d3557;--faint:#57606a}'
  + '@media(prefers-color-scheme:dark){:root{--line:#3a4452;--ink:#8fb4e3;--faint:#a2abb8}}'
  + 'body{font:16px/1.6 system-ui,"PingFang SC","Noto Sans CJK SC",sans-serif;max-width:60rem;'
  + 'margin:2rem auto;padding:0 1rem}'
  + 'h1{font-size:1.5rem;margin:0}h2{font-size:.95rem;margin:0 0 .4rem;color:var(--faint)}'
  + 'p{color:var(--faint);margin:.2rem 0 1.5rem}form{display:grid;gap:1.2rem;'
  + 'grid-template-columns:repeat(auto-fit,minmax(min(17rem,100%),1fr));align-items:start}'
  + 'button{display:block;width:100%;text-align:left;padding:.6rem .8rem;margin:0 0 .4rem;font:inherit;'
  + 'border:1px solid var(--line);border-radius:.4rem;background:none;color:inherit;cursor:pointer}'
  + 'button:hover,button:focus-visible{border-color:var(--ink);outline:1px solid var(--ink)}'
  + 'code{font-size:1.4rem;letter-spacing:.2em}.big{font-size:3rem;display:block;margin:1rem 0}';

const HEAD = (title: string, refreshSeconds?: number): string => `<!doctype html>
<html lang="zh-CN"><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">${refreshSeconds === undefined ? ''
  : `<meta http-equiv="refresh" content="${refreshSeconds}">`}<title>${title}</title><style>${STYLE}</style>`;

/** People under the first part of their titles, in the order they come in: 法院 · 书记员 stands under 法院. */
const groupsOf = (people: readonly DemoPerson[]): ReadonlyMap<string, readonly DemoPerson[]> =>
  Map.groupBy(people, ({ title }) => title.split(' · ')[0] ?? title);

const buttonOf = ({ name, title }: DemoPerson): string =>
  `<button name="person" value="${escaped(name)}">${escaped(title.split(' · ')[1] ?? title)}</button>`;

/**
 * The page on which one chooses who to be; no script, nothing from elsewhere. `code` is the one of everybody
 * just now.
 */
export const demoPage = (people: readonly DemoPerson[], code?: string): string => {
  const groups = [...groupsOf(people)].map(([group, members]) =>
    `<section><h2>${escaped(group)}</h2>${members.map(buttonOf).join('')}</section>`).join('\n');
  const told = code === undefined ? '' : ` · 动态口令 code <code>${escaped(code)}</code>`;
  return `${HEAD('演示登录')}<main><h1>演示登录 · Demonstration sign-in</h1>
<p>选择以谁的身份登录。人物均为虚构，仅供本机演示。 · Choose who to be; all are invented.${told}</p>
<form method="post">${groups}</form></main></html>
`;
};

/** The code of everybody just now, on a page that stays right by itself. */
export const demoCodePage = (code: string): string =>
  `${HEAD('演示动态口令', 3)}<main><h1>演示动态口令 · Demonstration code</h1>
<p>代替手机上的验证器，仅供本机演示。 · In place of an authenticator; this machine only.</p>
<code class="big">${escaped(code)}</code></main></html>
`;
