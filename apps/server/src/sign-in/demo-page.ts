/** Somebody invented, as the page of the demonstration shows them. */
export type DemoPerson = Readonly<{ name: string; title: string }>;

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
  .replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const STYLE = 'body{font:16px/1.6 system-ui,sans-serif;max-width:40rem;margin:3rem auto;padding:0 1rem}'
  + 'button{display:block;width:100%;text-align:left;padding:.6rem .8rem;margin:.4rem 0;font:inherit;'
  + 'border:1px solid #999;border-radius:.4rem;background:#fff;cursor:pointer}'
  + 'button:hover,button:focus{border-color:#1a5fb4}code{float:right;color:#555}p{color:#555}';

/** The page on which one chooses who to be; no script, nothing from elsewhere. */
export const demoPage = (people: readonly (DemoPerson & Readonly<{ code?: string }>)[]): string => {
  const rows = people.map(({ name, title, code }) =>
    `<button name="person" value="${escaped(name)}">${escaped(title)}`
    + `${code === undefined ? '' : `<code>${escaped(code)}</code>`}</button>`).join('\n');
  return `<!doctype html><html lang="zh-CN"><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>演示登录</title>
<style>${STYLE}</style><h1>演示登录 · Demonstration sign-in</h1>
<p>人物均为虚构，仅供本机演示；右侧为当前动态口令。</p>
<form method="post">${rows}</form></html>
`;
};
