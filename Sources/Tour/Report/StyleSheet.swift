/// The page's style. Colours c1 to c5 tell curves and classes apart; c0 is the text's.
let styleSheet = """
    :root {
      color-scheme: light dark;
      --paper: #ffffff; --ink: #1c2024; --muted: #5f6b76; --grid: #e3e7eb; --box: #f5f7f9;
      --c1: #1f6feb; --c2: #c2410c; --c3: #1a7f37; --c4: #8250df; --c5: #b0207a;
    }
    @media (prefers-color-scheme: dark) {
      :root {
        --paper: #14181d; --ink: #e4e8ec; --muted: #97a3af; --grid: #2b323a; --box: #1d232a;
        --c1: #6cb0ff; --c2: #ff9a5c; --c3: #5fd37e; --c4: #c3a1ff; --c5: #ff8ac8;
      }
    }
    * { box-sizing: border-box; }
    body {
      margin: 0 auto; padding: 2rem 1.25rem 4rem; max-width: 62rem; background: var(--paper); color: var(--ink);
      font: 16px/1.55 system-ui, "Segoe UI", "DejaVu Sans", sans-serif;
    }
    h1 { font-size: 1.7rem; margin: 0 0 .5rem; }
    h2 { font-size: 1.3rem; margin: 3rem 0 .5rem; border-top: 1px solid var(--grid); padding-top: 1.5rem; }
    nav { display: flex; flex-wrap: wrap; gap: .3rem 1rem; }
    a { color: var(--c1); }
    h2::first-letter { text-transform: uppercase; }
    .scroll { overflow-x: auto; margin: 1rem 0; }
    table { border-collapse: collapse; font-variant-numeric: tabular-nums; font-size: .87rem; }
    th { color: var(--muted); font-weight: 600; border-bottom: 1px solid var(--muted); }
    th, td { padding: .22rem .7rem .22rem 0; text-align: left; white-space: nowrap; }
    td { border-bottom: 1px solid var(--grid); }
    .right { text-align: right; padding-left: .7rem; }
    pre { background: var(--box); padding: .8rem 1rem; overflow-x: auto; font-size: .82rem; line-height: 1.45; }
    figure { margin: 1.6rem 0; }
    figcaption { color: var(--muted); font-size: .9rem; margin-top: .4rem; }
    figcaption b { color: var(--ink); }
    svg { display: block; width: 100%; height: auto; }
    text { fill: var(--ink); font: 12px system-ui, "Segoe UI", "DejaVu Sans", sans-serif; }
    text.mark, text.axis, text.small { fill: var(--muted); }
    text.small { font-size: 11px; }
    text.name { font-size: 14px; font-weight: 700; }
    text.strong { font-weight: 700; }
    text.adjoint { fill: var(--c2); }
    text.partial { fill: var(--muted); font-size: 11px; paint-order: stroke; stroke: var(--paper); stroke-width: 5px; }
    .grid { stroke: var(--grid); }
    .frame { fill: none; stroke: var(--muted); }
    .box { fill: var(--box); stroke: var(--muted); }
    .edge { fill: none; stroke: var(--muted); stroke-width: 1.3; }
    .head { fill: var(--muted); }
    .curve { fill: none; stroke-width: 2; stroke-linejoin: round; }
    .thin { fill: none; stroke-width: 1; }
    .dashes { stroke-dasharray: 6 4; }
    .c0 { stroke: var(--ink); } .c1 { stroke: var(--c1); } .c2 { stroke: var(--c2); }
    .c3 { stroke: var(--c3); } .c4 { stroke: var(--c4); } .c5 { stroke: var(--c5); }
    .dot { stroke: var(--paper); stroke-width: .8; }
    .dot.c0 { fill: var(--ink); } .dot.c1 { fill: var(--c1); } .dot.c2 { fill: var(--c2); }
    .dot.c3 { fill: var(--c3); } .dot.c4 { fill: var(--c4); } .dot.c5 { fill: var(--c5); }
    .area { stroke: none; fill-opacity: .22; shape-rendering: crispEdges; }
    .area.c1 { fill: var(--c1); } .area.c2 { fill: var(--c2); } .area.c3 { fill: var(--c3); }
    .area.c4 { fill: var(--c4); } .area.c5 { fill: var(--c5); }
    .s1 { fill-opacity: .10; } .s2 { fill-opacity: .22; } .s3 { fill-opacity: .36; } .s4 { fill-opacity: .5; }
    .s5 { fill-opacity: .8; }
    """
