/**
 * Page, head, summary. Languages and filters are chosen with plain radio buttons and `:has()`, so
 * nothing needs a script.
 */
export const PAGE_STYLE = `
*{box-sizing:border-box}
html{font:14px/22px "PingFang SC","Hiragino Sans GB","Microsoft YaHei","Noto Sans CJK SC",
  "Noto Sans SC",system-ui,sans-serif;
  background:var(--paper);color:var(--text);-webkit-text-size-adjust:100%;scroll-padding-top:56px}
body{margin:0;font-variant-numeric:tabular-nums;overflow-wrap:anywhere}
body:has(#show-zh:checked) .en,body:has(#show-en:checked) .zh{display:none}
h1,h2,h3,h4,p,ul,ol,dl,dd,blockquote,fieldset{margin:0;padding:0}
ul,ol{list-style:none}
fieldset{border:0;min-width:0}
.sr{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
header,main,footer{max-width:1440px;margin:0 auto;padding:0 32px}
header{display:flex;justify-content:space-between;align-items:center;gap:16px;padding-top:20px;
  padding-bottom:20px}
h1{font-size:20px;line-height:28px;font-weight:600;letter-spacing:.02em}
h2{font-size:22px;line-height:32px;font-weight:600}
a{color:var(--ink);text-underline-offset:3px}
:focus-visible{outline:3px solid var(--ink);outline-offset:2px;border-radius:3px}
code{font:12px/18px ui-monospace,"SFMono-Regular",Menlo,Consolas,monospace;color:var(--quiet)}
.choice{display:flex;flex-wrap:wrap;gap:4px}
.choice input{position:absolute;opacity:0;pointer-events:none}
.choice label{padding:4px 12px;border:1px solid var(--line);border-radius:16px;cursor:pointer;
  color:var(--quiet);background:var(--paper)}
.choice input:checked+label{border-color:var(--ink);color:var(--ink);background:var(--inkWash);
  font-weight:600}
.choice input:focus-visible+label{outline:3px solid var(--ink);outline-offset:2px}
.summary{padding:12px 0 28px}
.bar{display:block;width:100%;height:12px;margin:16px 0 20px;border-radius:6px;background:var(--raised)}
.bar .seal{fill:var(--seal)}
.bar .review{fill:var(--ink)}
.bar .open{fill:var(--line)}
.tiles{display:grid;grid-template-columns:repeat(4,minmax(0,1fr));gap:0}
.tile{padding:4px 24px;border-left:1px solid var(--line)}
.tile:first-child{border-left:0;padding-left:0}
.tile h3{font-size:14px;font-weight:600;color:var(--quiet)}
.tile .number{font-size:40px;line-height:52px;font-weight:300;color:var(--text)}
.tile.seal h3,.tile.seal .number{color:var(--seal)}
.tile.review h3,.tile.review .number{color:var(--ink)}
.tile.open .number{color:var(--closed)}
.tile li{display:flex;justify-content:space-between;gap:12px;color:var(--quiet);padding:1px 0}
.tile li b{font-weight:600;white-space:nowrap;overflow-wrap:normal;color:var(--text)}
.basis{display:flex;flex-wrap:wrap;gap:4px 16px;margin-top:20px;padding-top:12px;
  border-top:1px solid var(--line);color:var(--quiet)}
.packs{display:flex;flex-wrap:wrap;gap:4px 24px}
.packs strong{color:var(--text);font-weight:600}
.packs .proposal span,.packs .foreign span{border:1px dashed var(--quiet);padding:0 6px;border-radius:3px}
.list .head{display:flex;flex-wrap:wrap;justify-content:space-between;align-items:center;gap:12px;
  padding:12px 0}
body:has(#only-seal:checked) .entry:not(.is-seal),body:has(#only-review:checked) .entry:not(.is-review),
body:has(#only-open:checked) .entry:not(.is-open),body:has(#only-doubtful:checked) .entry:not(.is-doubtful),
body:has(#only-refused:checked) .entry:not(.is-refused){display:none}
footer{padding-top:24px;padding-bottom:40px;color:var(--quiet)}
@media (max-width:760px){
  header,main,footer{padding-left:16px;padding-right:16px}
  header{flex-wrap:wrap;gap:8px;padding-top:14px;padding-bottom:8px}
  h1{font-size:17px;line-height:24px}
  h2{font-size:18px;line-height:27px}
  .tiles{grid-template-columns:1fr}
  .tile,.tile:first-child{border-left:0;border-top:1px solid var(--line);padding:10px 0;display:grid;
    grid-template-columns:1fr auto}
  .tile .number{font-size:28px;line-height:32px}
  .tile ul{grid-column:1/-1}
}
`;
