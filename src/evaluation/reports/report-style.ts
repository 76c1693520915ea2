/** The report page's only style sheet; it follows the reader's light or dark setting. */
export const reportStyle = `
:root { color-scheme: light dark; --ink: light-dark(#1c1c1a, #ecebe6); --soft: light-dark(#5d5c57, #a9a79f);
  --paper: light-dark(#fbfaf7, #191917); --rule: light-dark(#dddad2, #3a3935);
  --accent: light-dark(#0b5fa5, #7cb8ee); --bar: light-dark(#a9c9e6, #35597a); }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 64rem; padding: 2rem 1.25rem 4rem; background: var(--paper); color: var(--ink);
  font: 1rem/1.55 system-ui, sans-serif; }
h1 { font-size: 1.6rem; line-height: 1.2; margin: 0 0 .25rem; }
h2 { font-size: 1.2rem; margin: 2.5rem 0 .75rem; }
h3 { font-size: 1rem; margin: 0 0 .5rem; }
p { margin: 0 0 .75rem; }
.soft, figcaption { color: var(--soft); }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th, td { padding: .35rem .75rem .35rem 0; text-align: left; border-bottom: 1px solid var(--rule); }
td.figure, th.figure { text-align: right; white-space: nowrap; }
code { font: .875em ui-monospace, monospace; }
.charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 20rem), 1fr)); gap: 1.5rem; }
figure { margin: 0; }
svg { width: 100%; height: auto; display: block; }
svg text { fill: var(--soft); font: 12px system-ui, sans-serif; }
svg .grid { stroke: var(--rule); }
svg .line { fill: none; stroke: var(--accent); stroke-width: 2; }
svg .mark { fill: var(--accent); }
svg .bar { fill: var(--bar); }
svg .ideal { stroke: var(--soft); stroke-dasharray: 4 4; }
article { border-top: 1px solid var(--rule); padding: 1rem 0; }
dl { margin: 0; display: grid; grid-template-columns: 6rem 1fr; gap: .35rem 1rem; }
dt { color: var(--soft); }
dd { margin: 0; overflow-wrap: anywhere; }
dd p { margin: 0 0 .35rem; }
@media (max-width: 36rem) { dl { grid-template-columns: 1fr; } dd { margin-bottom: .35rem; } }
`;
