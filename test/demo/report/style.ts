export const STYLE = `
body { font: 14px/1.4 system-ui, sans-serif; color: #222; max-width: 1240px; margin: 16px auto; padding: 0 16px; background: #fff; }
h1 { font-size: 22px; margin: 0 0 2px; } h2 { font-size: 17px; margin: 26px 0 6px; } h3 { font-size: 14px; margin: 10px 0 4px; }
p { margin: 4px 0; } svg { display: block; width: 100%; min-width: 1100px; height: auto; overflow: visible; }
.picture, .scroll { overflow-x: auto; } .unproven { margin: 6px 0; padding: 6px 10px; border: 1px solid #bbb; }
.verdict { display: flex; flex-wrap: wrap; gap: 2px 16px; align-items: baseline; margin: 8px 0 2px; padding: 4px 10px; font-size: 13px; border-left: 6px solid; }
.pass { border-color: #2e8b3d; background: #eef7ef; } .fail { border-color: #d62728; background: #fdeeee; }
.mark { font-weight: 700; } .pass .mark { color: #2e8b3d; } .fail .mark { color: #d62728; } .title { font-weight: 600; min-width: 185px; }
.figure b { font-size: 19px; font-variant-numeric: tabular-nums; } .broken { flex-basis: 100%; color: #a01b1c; font-size: 13px; }
text { font: 11px system-ui, sans-serif; fill: #444; } text.tick { fill: #777; } text.inside { fill: #fff; font-size: 10px; }
text.state { font-size: 9px; fill: #444; } text.state.light { fill: #fff; } text.caption { fill: #777; font-style: italic; }
line.act { stroke: #333; stroke-dasharray: 2 3; stroke-width: 0.8; } line.grid { stroke: #ddd; }
.legend { color: #555; font-size: 12px; } .key { display: inline-block; width: 11px; height: 11px; margin: 0 4px 0 12px; vertical-align: -1px; }
table { border-collapse: collapse; font-size: 13px; margin: 6px 0; } td, th { padding: 2px 10px 2px 0; text-align: left; border-bottom: 1px solid #eee; vertical-align: top; }
th { font-weight: 600; } th.group { border-bottom: 2px solid #ccc; } td.number { text-align: right; } .wrong, .wrong td { color: #c21f20; }
.columns { display: grid; grid-template-columns: 1fr 1fr; gap: 24px; } footer { margin-top: 26px; color: #666; font-size: 12px; overflow-wrap: anywhere; }
@media (max-width: 800px) { .columns { grid-template-columns: 1fr; } }
`;
