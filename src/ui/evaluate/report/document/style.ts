/** The look of the report: light, for paper first; nothing is loaded. */
export const REPORT_STYLE = `
:root{color-scheme:light;--ink:#16202b;--quiet:#4d5a68;--line:#d5dbe2;--soft:#f3f5f8;--accent:#0060a8;--train:#0072b2;--val:#c2410c}
*{box-sizing:border-box}
body{margin:0 auto;padding:32px 24px 64px;max-width:960px;background:#fff;color:var(--ink);font:14px/1.5 Inter,system-ui,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif;font-variant-numeric:tabular-nums;overflow-wrap:break-word}
bdi,dd{overflow-wrap:anywhere}
h1{font-size:28px;line-height:1.2;margin:0 0 4px}
h2{font-size:20px;line-height:1.3;margin:40px 0 12px;padding-top:12px;border-top:1px solid var(--line)}
h3{font-size:16px;margin:24px 0 8px}
p{margin:0 0 10px;max-width:76ch}
.quiet,figcaption,caption,dt{color:var(--quiet)}
.small{font-size:12px}
.who{margin:16px 0;padding:12px 16px;background:var(--soft);border-left:3px solid var(--accent);max-width:none}
.beside{font-size:12px;color:var(--quiet);margin-top:-6px}
.scroll{overflow-x:auto;margin:0 0 16px}
table{border-collapse:collapse;width:100%}
caption{text-align:left;padding:0 0 6px;font-size:12px}
th,td{padding:5px 14px 5px 0;border-bottom:1px solid var(--line);text-align:left;vertical-align:top;font-weight:400}
thead th{color:var(--quiet);font-size:12px;border-bottom-color:var(--quiet)}
.n{text-align:right}
th:last-child,td:last-child{padding-right:0}
.s{white-space:nowrap}
pre{overflow-x:auto;margin:0 0 16px}
.matrix{width:auto}
.matrix caption{white-space:nowrap}
.matrix td{min-width:120px}
.words td,.words th{text-align:left}
dl{display:grid;grid-template-columns:repeat(auto-fill,minmax(240px,1fr));gap:8px 24px;margin:0 0 16px}
dt{font-size:12px}
dd{margin:0}
.key dd{font-size:20px;line-height:1.3}
.key dd small{display:block;font-size:12px;color:var(--quiet)}
.charts{display:flex;flex-wrap:wrap;gap:16px 32px;margin:0 0 8px}
figure{margin:0;max-width:100%}
figcaption{font-size:12px;text-align:center}
svg{display:block;max-width:100%;height:auto;font-size:11px}
svg text{fill:var(--quiet)}
svg .name{fill:var(--ink)}
.grid line{stroke:var(--line)}
path{fill:none;stroke-width:1.6;stroke-linejoin:round}
.train{stroke:var(--train)}
.val{stroke:var(--val);stroke-dasharray:5 3}
.curve{stroke:var(--accent)}
.chance{stroke:var(--quiet);stroke-width:1;stroke-dasharray:2 3}
.band{fill:var(--accent);fill-opacity:.14;stroke:none}
.dot{fill:var(--accent)}
.bar{stroke:var(--accent);stroke-width:1.2}
.films{display:grid;grid-template-columns:repeat(auto-fill,minmax(150px,1fr));gap:16px;padding:0;list-style:none}
.films img{width:100%;height:150px;object-fit:contain;background:#000;display:block}
.open{color:#9a3412}
.done{color:#166534}
@media print{@page{margin:16mm 14mm}body{padding:0;max-width:none;font-size:11px}h2{break-after:avoid;margin-top:24px}h3,caption{break-after:avoid}tr,figure,.who,.films li,dl div{break-inside:avoid}.scroll{overflow:visible}.scroll:not(:has(.words)),.charts,pre{break-inside:avoid}p:has(+.charts){break-after:avoid}.charts{display:grid;grid-template-columns:1fr 1fr;gap:8px 16px}thead{break-after:avoid}a{color:inherit}}
`;
