/** The list of documents, the panels that open, the marked text, and print. */
export const ENTRY_STYLE = `
.columns,.row{display:grid;
  grid-template-columns:140px 96px minmax(0,1.3fr) minmax(0,1.2fr) minmax(0,1.2fr);gap:0 16px}
.columns{position:sticky;top:0;z-index:2;padding:8px 12px 8px 32px;background:var(--raised);
  border:1px solid var(--line);
  border-width:1px 0;color:var(--quiet);font-size:13px}
/* block, not list-item: browsers renumber every hidden item, which takes seconds with 1,000 documents */
.entry{display:block;border-bottom:1px solid var(--line);content-visibility:auto;
  contain-intrinsic-size:auto 60px}
.entry>details>summary{list-style:none;cursor:pointer;padding:8px 12px 8px 32px;position:relative}
.entry>details>summary::-webkit-details-marker{display:none}
.entry>details>summary::before{content:"";position:absolute;left:13px;top:16px;width:7px;height:7px;
  border:solid var(--quiet);border-width:0 1.5px 1.5px 0;transform:rotate(-45deg)}
.entry>details[open]>summary::before{transform:rotate(45deg)}
.entry>details>summary:hover,.entry>details[open]>summary{background:var(--raised)}
/* drawn inwards: content-visibility clips everything outside an entry, the focus of its row included */
.entry>details>summary:focus-visible,.source:focus-visible{outline-offset:-3px}
.row+.row{margin-top:8px;padding-top:8px;border-top:1px dashed var(--line)}
.label{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.state{white-space:nowrap}
.mark{display:inline-block;width:1.3em;text-align:center}
.row.seal .state,.person.seal .mark,.person.seal .words,.person.seal .from{color:var(--seal);font-weight:600}
.row.review .state,.person.review .mark,.person.review .words{color:var(--ink);font-weight:600}
.row.open .state,.row.none .state,.person.open .mark,.person.open .words{color:var(--closed)}
.name{font-weight:600}
.c4{color:var(--quiet);font-size:13px}
.status{color:var(--ink)}
.panes{display:grid;grid-template-columns:minmax(0,1fr) minmax(0,1fr);gap:32px;
  padding:12px 12px 32px 32px;background:var(--raised)}
.panes>div:only-child{grid-column:1/-1}
.person{background:var(--paper);border:1px solid var(--line);border-left:4px solid var(--line);
  border-radius:4px;padding:16px 20px;margin-bottom:16px}
.person.seal{border-left-color:var(--seal)}
.person.review{border-left-color:var(--ink)}
.person h3{font-size:16px;line-height:24px;font-weight:600}
.person h3 .words,.person h3 .from{margin-left:4px;font-weight:600}
.decision{font-size:15px;line-height:25px;margin:6px 0 12px}
h4{font-size:14px;font-weight:600}
.clause blockquote{font:15px/26px "Songti SC","SimSun","Noto Serif CJK SC",serif;padding:8px 12px;
  background:var(--raised);border-radius:3px}
.clause blockquote::before{content:"“"}
.clause blockquote::after{content:"”"}
.clause blockquote.digest::before,.clause blockquote.digest::after{content:""}
.cite{display:block;font-size:12px;line-height:18px;color:var(--quiet)}
.clause>.cite{margin:2px 0 10px;padding:0 12px}
.findings li{display:grid;grid-template-columns:24px minmax(0,1fr);padding:4px 0}
.findings .truth{font-weight:700;color:var(--ink)}
.findings .fails .truth{color:var(--closed)}
.proof{display:block}
.fact{margin-right:10px;color:var(--quiet)}
.quote{display:inline-block;margin-right:8px;text-decoration:none;background:var(--inkWash);
  padding:0 4px;border-radius:3px}
.quote:hover{text-decoration:underline}
.questions{border:1px solid var(--ink);border-radius:4px;padding:10px 14px;margin:0 0 14px;
  background:var(--inkWash)}
.questions li+li{margin-top:6px}
.flags{margin:8px 0;padding-left:14px}
.flags li::before{content:"·";display:inline-block;width:14px;margin-left:-14px;color:var(--quiet)}
.law,.others{margin-top:8px}
.law summary,.others summary{cursor:pointer;color:var(--ink)}
.law dl{padding:6px 0 0 14px}
.law dt{font-weight:600;margin-top:8px}
.law dd{font:14px/24px "Songti SC","SimSun","Noto Serif CJK SC",serif;white-space:pre-line}
.digest{font-weight:400;color:var(--quiet)}
.others ul{padding:6px 0 0 14px;color:var(--quiet)}
.further{margin-top:10px;padding-top:8px;border-top:1px solid var(--line);color:var(--quiet);font-size:13px}
.problems{border:1px dashed var(--ink);border-radius:4px;padding:12px 16px;margin-bottom:16px;
  background:var(--paper)}
.problems h3,.original h3{font-size:14px;font-weight:600;margin-bottom:6px}
.problems li+li{margin-top:4px}
.original{align-self:start}
.source{white-space:pre-wrap;background:var(--paper);border:1px solid var(--line);border-radius:4px;
  padding:20px 24px;
  font-size:15px;line-height:30px;unicode-bidi:isolate;max-height:calc(100vh - 140px);overflow:auto}
.original{position:sticky;top:56px}
mark{color:inherit;background:none;border-bottom:1.5px solid var(--line)}
mark.evidence{background:var(--inkWash);border-bottom:2px solid var(--ink)}
mark.problem{outline:1.5px dashed var(--ink);outline-offset:1px;background:var(--inkWash)}
.here{scroll-margin-top:120px}
.here:target+mark{outline:3px solid var(--ink);outline-offset:2px}
.tag{font-size:10px;line-height:0;color:var(--quiet);margin-right:2px;user-select:none;font-weight:400}
.tag.problem{color:var(--ink);font-weight:700}
.fields{display:grid;grid-template-columns:max-content minmax(0,1fr);gap:4px 20px;
  background:var(--paper);border:1px solid var(--line);
  border-radius:4px;padding:16px 20px}
.fields dt{color:var(--quiet)}
.note{color:var(--quiet);margin-top:8px}
@media (max-width:1000px){
  .panes{grid-template-columns:minmax(0,1fr)}
  .original{position:static}
}
@media (max-width:760px){
  .columns{display:none}
  .row{grid-template-columns:1fr auto;gap:2px 12px}
  .c0{order:1}.c1{order:0}.c2,.c3,.c4{order:2;grid-column:1/-1;display:grid;
    grid-template-columns:72px minmax(0,1fr)}
  .c2 .label,.c3 .label,.c4 .label{position:static;width:auto;height:auto;clip-path:none;
    color:var(--quiet);font-size:13px}
  .cell:has(>span:empty){display:none}
  .entry>details>summary{padding:10px 4px 10px 24px}
  .entry>details>summary::before{left:6px}
  .panes{padding:8px 0 20px;gap:16px}
  .person{padding:12px 14px}
  .source{padding:12px 14px;max-height:none}
}
@media print{
  @page{margin:16mm 14mm}
  html{font-size:10.5px;line-height:16px}
  .choice,.columns{display:none}
  .c4,.decision,.clause blockquote,.source,.law dd{font-size:inherit;line-height:1.6}
  .entry>details>summary{padding:5px 0}
  .columns,.row{grid-template-columns:92px 76px minmax(0,1.3fr) minmax(0,1.1fr) minmax(0,1.3fr);gap:0 10px}
  .entry{content-visibility:visible;break-inside:avoid-page}
  .entry:has(>details[open]){break-inside:auto}
  .entry>details:not([open])>summary::before{content:none}
  .panes{background:none;grid-template-columns:1fr}
  .original,.source{position:static;max-height:none;overflow:visible}
  .tiles{grid-template-columns:repeat(4,minmax(0,1fr))}
}
`;
