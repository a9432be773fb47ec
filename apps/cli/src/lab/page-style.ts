const DRAWING = '--later:#d9827c;--open:#8b94a1;--outside:#d4d9e0;--missing:#7f9fd0;';
const DRAWING_DARK = '--later:#b0574f;--open:#7b8593;--outside:#3c4654;--missing:#4f6c99;';

/** Rules of the lab's page, after those of the reports. */
export const LAB_STYLE = `
:root{${DRAWING}}
@media (prefers-color-scheme:dark){:root{${DRAWING_DARK}}}
@media print{:root{${DRAWING}}}
.lab main>section{padding:12px 0 28px}
.lab h2{margin:20px 0 12px}
.lab h3{font-size:16px;line-height:26px;font-weight:600;margin:24px 0 6px}
.lab h3 small,.lab small{font-weight:400;font-size:12px;color:var(--quiet)}
.lab .note{color:var(--quiet);margin:8px 0;max-width:80ch}
.lab .plain{margin:4px 0}
.lab .kind{padding:8px 14px;border-left:4px solid var(--ink);background:var(--inkWash);font-weight:600}
.lab .kind.real{border-left-style:double}
.lab .status{font-size:12px;font-weight:400;border:1px dashed var(--quiet);padding:0 6px;border-radius:3px}
.basis-list{margin:16px 0;display:grid;gap:2px}
.basis-list div{display:grid;grid-template-columns:9em minmax(0,1fr)}
.basis-list dt{color:var(--quiet)}
figure{margin:12px 0}
.chart svg{display:block;width:100%;height:auto}
.chart.wide{max-width:1040px}
.chart.narrow{display:none}
body:has(#show-zh:checked) .chart.en,body:has(#show-en:checked) .chart.zh{display:none}
.scroll{overflow-x:auto;margin:8px 0 20px}
.lab table{border-collapse:collapse;width:100%;overflow-wrap:normal}
.lab caption{text-align:left;font-weight:600;padding:4px 0;color:var(--quiet)}
.lab th,.lab td{padding:6px 10px;border-bottom:1px solid var(
  --line);text-align:left;vertical-align:top;font-weight:400}
.lab thead th{color:var(--quiet);font-size:13px;border-bottom:2px solid var(--line);vertical-align:bottom}
.lab th:first-child,.lab td:first-child{padding-left:0}
.lab .number{text-align:right;white-space:nowrap}
.lab thead .number{white-space:normal}
.lab>header,.lab>main,.lab>footer{max-width:1168px}
.lab .whole{white-space:nowrap}
.lab .cell-head{display:none}
@media (max-width:760px){
  .chart.wide{display:none}
  .chart.narrow{display:block}
  body:has(#show-zh:checked) .chart.en,body:has(#show-en:checked) .chart.zh{display:none}
  .lab th,.lab td{padding:6px 8px;min-width:5em}
  .lab th:not(.number){min-width:9em}
  .lab td:not(.number){min-width:12em}
  .basis-list div{grid-template-columns:1fr}
  .lab .stacked :is(table,tbody,tr,th,td,caption){display:block}
  .lab .stacked thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
  .lab .stacked tr{padding:8px 0 12px;border-bottom:1px solid var(--line)}
  .lab .stacked tbody th,.lab .stacked td{padding:2px 0;border:0;min-width:0;text-align:left}
  .lab .stacked tbody th,.lab .stacked td{overflow-wrap:anywhere}
  .lab .stacked tbody th{font-weight:600}
  .lab .stacked .cell-head{display:block;font-size:12px;line-height:18px;color:var(--quiet)}
  .lab .stacked td:empty{display:none}
}
@media print{
  @page{size:A4;margin:14mm}
  html{font-size:11px;line-height:16px}
  header,main,footer{padding-left:0;padding-right:0;max-width:none}
  .choice{display:none}
  .scroll{overflow:visible}
  .chart.wide{display:block}
  .chart.narrow{display:none}
  body:has(#show-zh:checked) .chart.en,body:has(#show-en:checked) .chart.zh{display:none}
  figure,tr,.basis-list{break-inside:avoid}
  h2,h3,caption{break-after:avoid}
  thead{display:table-header-group}
  .lab th,.lab td{padding:3px 5px}
  .lab table code{overflow-wrap:anywhere}
  .lab table,.lab thead th,.lab small,.lab code{font-size:9.5px;line-height:14px}
  .lab th,.lab td{overflow-wrap:normal}
  a{color:inherit;text-decoration:none}
}
`;
