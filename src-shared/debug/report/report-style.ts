/** The look of a report: no file but itself, from a phone to a printer, light and dark. */
export const reportStyle = `
:root{color-scheme:light dark;--bg:#fff;--soft:#f4f6f7;--line:#dfe4e8;--text:#1b2329;--muted:#56626d;--ok:#1f7f43;--bad:#c0322b;--wait:#7a4fc4;--work:#1f6fd1;--off:#7a8590;--again:#a55b00}
@media(prefers-color-scheme:dark){:root{--bg:#14181b;--soft:#1d2327;--line:#30393f;--text:#e4e9ec;--muted:#9aa7b0;--ok:#58c27d;--bad:#f0746c;--wait:#b394ee;--work:#6aa9f2;--off:#8b98a2;--again:#e0a04d}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:1080px;padding:20px 16px 60px;background:var(--bg);color:var(--text);font:14px/1.5 system-ui,sans-serif}
h1{font-size:22px;line-height:1.25;margin:0 0 4px}h2{font-size:16px;margin:28px 0 8px}h3{font-size:14px;margin:0}
.muted{color:var(--muted)}.num{font-variant-numeric:tabular-nums}
.facts{display:grid;grid-template-columns:repeat(auto-fit,minmax(150px,1fr));gap:8px;margin:16px 0;padding:0}
.facts div{padding:8px 12px;border:1px solid var(--line);border-radius:8px}.facts dt{color:var(--muted);font-size:12px}.facts dd{margin:0;font-size:15px}
.state{font-weight:600}.s-completed{color:var(--ok)}.s-failed,.s-interrupted{color:var(--bad)}.s-waiting{color:var(--wait)}.s-open,.s-running{color:var(--work)}.s-skipped,.s-cancelled{color:var(--off)}.s-retried{color:var(--again)}
.error{padding:10px 12px;border-left:3px solid var(--bad);background:var(--soft);overflow-wrap:anywhere}
.picture{overflow-x:auto;border:1px solid var(--line);border-radius:8px;background:var(--soft)}.picture svg{display:block;min-width:640px}
.failures{margin:0;padding:0 0 0 18px}.failures li{margin:4px 0;overflow-wrap:anywhere}.failures li::marker{color:var(--bad)}
details,.row{border-bottom:1px solid var(--line)}summary,.row{display:flex;gap:2px 10px;align-items:baseline;padding:7px 2px 7px 20px;flex-wrap:wrap}summary{position:relative;cursor:pointer;list-style:none;border-radius:4px}
summary::-webkit-details-marker{display:none}summary::before{content:'';position:absolute;left:5px;top:14px;width:6px;height:6px;border:solid var(--muted);border-width:0 1.5px 1.5px 0;transform:rotate(-45deg)}details[open]>summary::before{transform:rotate(45deg)}
summary:hover{background:var(--soft)}summary:focus-visible{outline:2px solid var(--work);outline-offset:-2px}summary h3,.row h3{overflow-wrap:anywhere}
details>div{padding:0 0 12px 20px}.d1{margin-left:14px}.d2{margin-left:28px}.d3{margin-left:42px}.d4{margin-left:56px}.d5{margin-left:70px}.d6{margin-left:84px}
.table{overflow-x:auto;margin-top:12px}details .table{margin-top:0}table{border-collapse:collapse;width:100%;margin:4px 0 10px;font-size:13px}caption{text-align:left;font-weight:600;padding:4px 0}
th,td{border:1px solid var(--line);padding:3px 8px;text-align:left;vertical-align:top;overflow-wrap:anywhere}th{font-weight:500;color:var(--muted);white-space:nowrap}tbody th{width:1%}td{font-family:ui-monospace,monospace;font-size:12px;white-space:pre-wrap}
@media(max-width:480px){.d1,.d2,.d3,.d4,.d5,.d6{margin-left:10px}}
@media print{details::details-content{content-visibility:visible;block-size:auto}}
`;
