"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const { bands, crates, edges, findings, owners, omitted } = data;
  const SVG = "http://www.w3.org/2000/svg";
  const OWNER_COLOURS = 7;             // the eighth stands for all further owners
  const SHOW_ALL_EDGES_UP_TO = 120;    // beyond it bundles between rows stand for edges, until a crate is focused
  const ROW = 34, BOX = 24, GAP = 10, PAD = 12, LABEL_LEAST = 110, LABEL_MOST = 170, MIDDLE_UP_TO = 260;
  const isSmall = edges.length <= SHOW_ALL_EDGES_UP_TO, isTall = bands.length > 10;
  const BAND_GAP = isTall ? 8 : isSmall ? 52 : 36;
  const LEGIBLE = 0.8;
  const MOST_BUNDLES = 60, BUNDLE_STEP = 34, MOST_STEPS = 9;
  const NORMAL = 1, DEV = 2, BUILD = 4, OPTIONAL = 8;
  const byId = (id) => document.getElementById(id);
  const svg = byId("picture"), stage = byId("stage"), panel = byId("panel"), search = byId("search");

  // Text goes in as text, never as markup.
  function html(name, attributes, ...children) {
    const node = document.createElement(name);
    for (const [key, value] of Object.entries(attributes || {})) node.setAttribute(key, value);
    node.append(...children.filter((c) => c !== null && c !== undefined));
    return node;
  }
  function draw(name, attributes, parent, text) {
    const node = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes || {})) node.setAttribute(key, value);
    if (text !== undefined) node.textContent = text;
    if (parent) parent.appendChild(node);
    return node;
  }
  const plural = (count, noun) => `${count} ${noun}${count === 1 ? "" : "s"}`;

  // ---- the graph
  const uses = crates.map(() => []), users = crates.map(() => []), findingsOf = crates.map(() => []), findingsOfEdge = edges.map(() => []);
  edges.forEach(([from, to], e) => { uses[from].push(e); users[to].push(e); });
  findings.forEach((f, i) => {
    if (f.edge >= 0) findingsOfEdge[f.edge].push(i);
    if (f.crate >= 0) findingsOf[f.crate].push(i);
  });
  // The worst of what is found: an error, something less, or only what is excused.
  const weightOf = (f) => (findings[f].excused !== null ? "excused" : findings[f].severity === "error" ? "broken" : "warned");
  const worst = (all) => ["broken", "warned", "excused"].find((w) => all.some((f) => weightOf(f) === w)) || "";
  const stateOf = edges.map((_, e) => worst(findingsOfEdge[e]));
  const stateOfCrate = crates.map((_, c) => worst(findingsOf[c]));
  // What a large picture draws by itself: the excused edges of a baseline would hide the few that count.
  const isWrong = (e) => stateOf[e] === "broken" || stateOf[e] === "warned" || (isSmall && stateOf[e] === "excused");
  const kindOf = (e) => (edges[e][2] & NORMAL ? "normal" : edges[e][2] & BUILD ? "build" : "dev");
  const brokenCount = findings.filter((f) => f.excused === null).length, baselinedCount = findings.filter((f) => f.baselined).length;
  const excusedCount = findings.length - brokenCount - baselinedCount;
  const kindsOf = (e) => [[NORMAL, "normal"], [BUILD, "build"], [DEV, "dev"], [OPTIONAL, "optional"]].filter(([bit]) => edges[e][2] & bit).map(([, name]) => name).join(", ");

  // ---- the layout: bands of rows, crates near what they use and are used by
  const pen = document.createElement("canvas").getContext("2d");
  pen.font = `13px ${getComputedStyle(document.body).fontFamily}`;
  const title = document.createElement("canvas").getContext("2d");
  title.font = `600 15px ${getComputedStyle(document.body).fontFamily}`;
  const labels = bands.map((band) => breakLines(band.name));
  const LABEL = Math.max(LABEL_LEAST, ...labels.flat().map((l) => Math.ceil(title.measureText(l).width) + PAD + GAP));
  const width = crates.map((c) => Math.ceil(pen.measureText(c.name).width) + (owners.length ? 27 : 22));
  const members = bands.map(() => []);
  crates.forEach((c, i) => members[c.band].push(i));
  const x = new Float64Array(crates.length), y = new Float64Array(crates.length), order = [];
  const rows = [];
  const total = width.reduce((sum, w) => sum + w + GAP, 0);
  const widest = Math.max(0, ...members.map((m) => m.reduce((sum, i) => sum + width[i] + GAP, 0)));
  const inner = Math.max(560, Math.min(widest, Math.sqrt(total * ROW * 2.6) + 240, 1450));
  let height = 0;

  // A layer's name on as few lines as its column allows, broken behind '-', '_' and blanks; what is longer still is cut.
  function breakLines(text) {
    const room = LABEL_MOST - PAD - GAP, lines = [""];
    for (const part of text.match(/[^-_\s]*[-_\s]?/g)) {
      const last = lines.length - 1;
      if (lines[last] !== "" && title.measureText(lines[last] + part).width > room) lines.push(part);
      else lines[last] += part;
    }
    const shown = lines.length <= 3 ? lines : [...lines.slice(0, 2), `${lines[2]}…`];
    return shown.map((line) => {
      let end = line.length;
      while (end > 1 && title.measureText(line.slice(0, end)).width > room) end--;
      return end === line.length ? line : `${line.slice(0, end - 1)}…`;
    });
  }

  function pack(band, top) {
    const lines = [];
    let line = [], used = 0;
    // Rows of even length: a last row with one crate looks lost.
    const sum = members[band].reduce((s, i) => s + width[i] + GAP, 0);
    const limit = Math.min(inner - 2 * GAP, sum / Math.ceil(sum / inner) + 90);
    for (const i of members[band]) {
      if (line.length > 0 && used + width[i] > limit) { lines.push(line); line = []; used = 0; }
      line.push(i);
      used += width[i] + GAP;
    }
    if (line.length > 0) lines.push(line);
    lines.forEach((crateRow, r) => {
      const long = crateRow.reduce((s, i) => s + width[i] + GAP, -GAP);
      // What room is left goes between the boxes of short rows, so that edges have ways through.
      const extra = Math.min(46, (inner - long) / (crateRow.length + 1));
      let at = LABEL + PAD + (inner - long - extra * (crateRow.length - 1)) / 2;
      for (const i of crateRow) { x[i] = at; y[i] = top + PAD + r * (ROW + rowGap); at += width[i] + GAP + extra; }
    });
    return lines;
  }
  const rowGap = isSmall ? 26 : 0;
  function layout() {
    rows.length = 0;
    let top = 0;
    bands.forEach((band, b) => {
      if (members[b].length === 0) { band.top = top; band.height = 0; return; }
      const lines = pack(b, top);
      rows.push(...lines);
      band.top = top;
      band.height = Math.max(lines.length * ROW + (lines.length - 1) * rowGap, isTall ? 0 : 24 + 16 * labels[b].length) + 2 * PAD - (ROW - BOX);
      if (lines.length === 1) lines[0].forEach((i) => { y[i] = top + (band.height - BOX) / 2; });
      top += band.height + BAND_GAP;
    });
    height = top - BAND_GAP;
  }
  const centre = (i) => x[i] + width[i] / 2;
  layout();
  for (let sweep = 0; sweep < 8; sweep++) {
    members.forEach((m) => {
      const wish = new Map(m.map((i) => {
        const near = uses[i].map((e) => edges[e][1]).concat(users[i].map((e) => edges[e][0]));
        return [i, near.length === 0 ? centre(i) : near.reduce((s, n) => s + centre(n), 0) / near.length];
      }));
      m.sort((a, b) => wish.get(a) - wish.get(b) || a - b);
    });
    layout();
  }
  rows.forEach((r) => order.push(...r));
  const place = new Map(order.map((i, at) => [i, at]));

  // ---- drawing
  const defs = draw("defs", {}, svg);
  for (const name of ["plain", "uses", "users", "broken", "warned", "excused"]) {
    const marker = draw("marker", { id: `a-${name}`, viewBox: "0 0 8 8", refX: 7, refY: 4, markerWidth: 9, markerHeight: 9, markerUnits: "userSpaceOnUse", orient: "auto" }, defs);
    draw("path", { d: "M0 0.6 8 4 0 7.4z" }, marker);
  }
  const bandLayer = draw("g", {}, svg), bundleLayer = draw("g", {}, svg), edgeLayer = draw("g", {}, svg), crateLayer = draw("g", {}, svg);
  const wide = LABEL + inner + 2 * PAD;
  const steps = (from, to) => Math.min(MOST_STEPS, Math.abs(from - to));
  const bundleRoom = isSmall ? 0 : 40 + 0.75 * BUNDLE_STEP * Math.min(MOST_STEPS, bands.length - 1);
  const full = wide + bundleRoom;
  bands.forEach((band, b) => {
    if (members[b].length === 0) return;
    const g = draw("g", { class: "band" }, bandLayer);
    draw("rect", { x: 0, y: band.top, width: wide, height: band.height, rx: 8 }, g);
    // A tall band is not seen whole: its name stands where it begins.
    const middle = band.top + Math.min(band.height, MIDDLE_UP_TO) / 2;
    const isLow = band.height < 44;
    const lines = isLow && labels[b].length > 1 ? [`${labels[b][0]}…`] : labels[b], first = middle - 1 - (lines.length - 1) * 8;
    const name = draw("text", {}, g);
    lines.forEach((line, n) => draw("tspan", { x: PAD, y: isLow ? middle + 5 : first + n * 16 }, name, line));
    draw("title", {}, name, band.at ? `${band.name} (${band.at})` : band.name);
    if (isLow) draw("text", { x: LABEL - 6, y: middle + 4, class: "count", "text-anchor": "end" }, g, String(band.total));
    else draw("text", { x: PAD, y: first + lines.length * 16, class: "count" }, g, members[b].length < band.total ? `${members[b].length} of ${band.total}` : plural(band.total, "crate"));
  });
  const boxes = crates.map((crate, i) => {
    const state = stateOfCrate[i] === "excused" ? "" : stateOfCrate[i];
    const g = draw("g", {
      class: `crate ${state}`, transform: `translate(${x[i]} ${y[i]})`, role: "button", tabindex: -1,
      "aria-label": `${crate.name}, ${bands[crate.band].name}${crate.owner >= 0 ? `, owner ${owners[crate.owner]}` : ""}, uses ${uses[i].length}, used by ${users[i].length}${findingsOf[i].length ? `, ${plural(findingsOf[i].length, "finding")}` : ""}`,
    });
    draw("rect", { class: "box", width: width[i], height: BOX, rx: 5 }, g);
    if (owners.length) draw("rect", { class: crate.owner < 0 ? "nowner" : `o${Math.min(crate.owner, OWNER_COLOURS)}`, x: 4, y: 4, width: 6, height: BOX - 8, rx: 2 }, g);
    draw("text", { x: owners.length ? 17 : 11, y: BOX / 2 + 4.5 }, g, crate.name);
    if (state) draw("circle", { class: "badge", cx: width[i] - 2, cy: 2, r: 4.5 }, g);
    g.dataset.i = i;
    return g;
  });
  order.forEach((i) => crateLayer.appendChild(boxes[i]));

  function curve(e) {
    const [from, to] = edges[e];
    const [fx, tx] = [spread(e, uses[from], 1, from), spread(e, users[to], 0, to)];
    if (y[to] > y[from]) {
      const [sy, ty] = [y[from] + BOX, y[to]], bend = Math.max(22, Math.min(90, (ty - sy) * 0.5));
      return `M${fx} ${sy}C${fx} ${sy + bend} ${tx} ${ty - bend} ${tx} ${ty}`;
    }
    if (y[to] < y[from]) {
      const [sy, ty] = [y[from], y[to] + BOX], bend = Math.max(22, Math.min(90, (sy - ty) * 0.5));
      return `M${fx} ${sy}C${fx} ${sy - bend} ${tx} ${ty + bend} ${tx} ${ty}`;
    }
    const dip = y[from] - Math.min(26, 12 + Math.abs(fx - tx) / 14);
    return `M${fx} ${y[from]}C${fx} ${dip} ${tx} ${dip} ${tx} ${y[to]}`;
  }
  // Ends are spread over the box by where the other end lies, so that few fall on one point.
  function spread(e, all, end, i) {
    const mine = crates.length > 200 ? [e] : all.slice().sort((a, b) => centre(edges[a][end]) - centre(edges[b][end]) || a - b);
    return Math.round((x[i] + (width[i] * (mine.indexOf(e) + 1)) / (mine.length + 1)) * 10) / 10;
  }
  function addEdge(e, role, layer) {
    const state = stateOf[e];
    const path = draw("path", {
      class: `edge ${kindOf(e)}${edges[e][2] & OPTIONAL ? " optional" : ""} ${state} ${role}`, d: curve(e),
      "marker-end": `url(#a-${state || (role === "uses" || role === "users" ? role : "plain")})`,
    }, layer);
    const said = findingsOfEdge[e].map((f) => `${findings[f].rule}: ${findings[f].message} (${findings[f].at})`);
    draw("title", {}, path, [`${crates[edges[e][0]].name} → ${crates[edges[e][1]].name} (${kindsOf(e)}), ${crates[edges[e][0]].manifest}:${edges[e][3]}`, ...said].join("\n"));
  }

  // Edges between two rows as one arc beside them, from the row that uses to the row that is used, with their number.
  function addBundles() {
    const counts = new Map();
    edges.forEach(([from, to], e) => {
      const key = crates[from].band * bands.length + crates[to].band;
      if (crates[from].band === crates[to].band || !shown[kindOf(e)]) return;
      const bundle = counts.get(key) || { from: crates[from].band, to: crates[to].band, all: 0, wrong: 0, state: "" };
      bundle.all++;
      if (isWrong(e)) { bundle.wrong++; bundle.state = bundle.state === "broken" ? "broken" : stateOf[e]; }
      counts.set(key, bundle);
    });
    const most = [...counts.values()].sort((a, b) => b.wrong - a.wrong || b.all - a.all).slice(0, MOST_BUNDLES);
    const ends = bands.map(() => []);
    most.forEach((b) => { ends[b.from].push({ b, other: b.to, start: true }); ends[b.to].push({ b, other: b.from, start: false }); });
    // Ends lie in the order of where the other ends lie, so that arcs do not cross on the way out.
    ends.forEach((all, band) => {
      const above = all.filter((e) => e.other < band).sort((a, b) => a.other - b.other), below = all.filter((e) => e.other > band).sort((a, b) => a.other - b.other);
      [...above.reverse(), ...below.reverse()].forEach((end, n) => {
        const at = bands[band].top + (bands[band].height * (n + 1)) / (all.length + 1);
        if (end.start) end.b.fromY = at; else end.b.toY = at;
      });
    });
    most.sort((a, b) => steps(b.from, b.to) - steps(a.from, a.to)).forEach((b) => {
      const out = wide + 30 + BUNDLE_STEP * steps(b.from, b.to), words = `${bands[b.from].name} → ${bands[b.to].name}: ${plural(b.all, "edge")}${b.wrong ? `, ${b.wrong} with findings` : ""}`;
      const g = draw("g", { class: `bundle ${b.state}`, role: "img", "aria-label": words }, bundleLayer);
      draw("path", { d: `M${wide} ${b.fromY}C${out} ${b.fromY} ${out} ${b.toY} ${wide + 7} ${b.toY}`, "stroke-width": 1 + Math.log2(b.all) / 2, "marker-end": `url(#a-${b.state || "plain"})` }, g);
      draw("text", { x: wide + (out - wide) * 0.75, y: (b.fromY + b.toY) / 2 + (b.to < b.from ? -8 : 8), "text-anchor": "middle" }, g, String(b.all));
      draw("title", {}, g, words);
    });
  }

  // ---- what is shown
  const shown = { normal: true, build: true, dev: true, all: edges.length <= SHOW_ALL_EDGES_UP_TO };
  let focused = -1, found = null;

  function render() {
    edgeLayer.replaceChildren();
    bundleLayer.replaceChildren();
    if (!shown.all && focused < 0 && found === null) addBundles();
    const near = new Map();
    if (focused >= 0) {
      users[focused].forEach((e) => near.set(edges[e][0], "users"));
      uses[focused].forEach((e) => near.set(edges[e][1], "uses"));
    }
    for (let e = 0; e < edges.length; e++) {
      const [from, to] = edges[e];
      const role = from === focused ? "uses" : to === focused ? "users" : focused >= 0 || found ? "dim" : "";
      const important = isWrong(e) || role === "uses" || role === "users";
      if (!shown[kindOf(e)] && !isWrong(e)) continue;
      if (!shown.all && !important) continue;
      addEdge(e, role, edgeLayer);
    }
    boxes.forEach((box, i) => {
      const list = box.classList;
      list.toggle("focus", i === focused);
      list.toggle("uses", near.get(i) === "uses");
      list.toggle("users", near.get(i) === "users");
      list.toggle("match", found !== null && found.has(i));
      list.toggle("dim", found !== null ? !found.has(i) : focused >= 0 && i !== focused && !near.has(i));
    });
    if (found !== null) showFound(); else if (focused >= 0) showCrate(focused); else showAll();
  }

  // ---- the panel
  const go = (i, note) => {
    const button = html("button", { type: "button" }, crates[i].name);
    button.addEventListener("click", () => focus(i, true));
    return html("li", {}, button, note ? html("small", {}, ` ${note}`) : null);
  };
  const list = (title, items, none) => [html("h3", {}, title), items.length ? html("ul", {}, ...items) : html("p", {}, none)];
  function finding(i) {
    const f = findings[i];
    const box = html("div", { class: `finding ${weightOf(i)}` },
      html("p", {}, html("b", {}, `${f.excused === null ? f.severity : f.baselined ? "in the baseline:" : "excused"} ${f.rule}`)), html("p", {}, f.message), html("small", {}, f.at),
      ...f.notes.map((n) => html("small", {}, n)), f.excused === null ? null : html("small", {}, f.excused));
    return box;
  }
  function cut() {
    const left = [["crates", "crates"], ["edges", "edges"], ["findings", "findings"], ["excused", "findings that do not count"]].filter(([k]) => omitted[k] > 0).map(([k, words]) => `${omitted[k]} ${words}`);
    return left.length ? html("p", { class: "cut" }, `Too large to draw whole. Left out: ${left.join(", ")}. Kept are the crates with findings and those with most edges.`) : null;
  }
  function fill(...nodes) { panel.replaceChildren(...nodes.flat().filter((n) => n !== null)); panel.scrollTop = 0; }
  // By rule, worst first; each group is open while there are few.
  function counted(excused) {
    const rules = new Map();
    [...findings.keys()].filter((f) => isExcused(f) === excused).forEach((f) => rules.set(findings[f].rule, [...(rules.get(findings[f].rule) || []), f]));
    const isError = (group) => (group.some((f) => findings[f].severity === "error") ? 0 : 1), more = excused ? omitted.excused : omitted.findings;
    const groups = [...rules.values()].sort((a, b) => isError(a) - isError(b) || b.length - a.length);
    return [...groups.map((group) => {
      const box = html("details", { class: "rule" }, html("summary", {}, html("b", {}, findings[group[0]].rule), ` ${findings[group[0]].name} `, html("small", {}, String(group.length))));
      box.open = !excused && brokenCount <= 12;
      box.append(...group.slice(0, MOST_OF_RULE).map((i) => {
        const one = finding(i);
        if (findings[i].crate >= 0) one.append(html("ul", {}, go(findings[i].crate)));
        return one;
      }));
      if (group.length > MOST_OF_RULE) box.append(html("p", {}, `and ${group.length - MOST_OF_RULE} more: click a crate for its own`));
      return box;
    }), more > 0 ? html("p", {}, `and ${more} more: click a crate for its own`) : null];
  }
  const MOST_OF_RULE = 100;
  const exempt = (excused, baselined) => [excused ? `${excused} excused` : "", baselined ? `${baselined} in the baseline` : "", omitted.excused ? `${omitted.excused} more that do not count` : ""].filter(Boolean).join(", ");
  function showAll() {
    fill(html("h2", {}, "All crates"), cut(), html("dl", {},
      html("dt", {}, "Crates"), html("dd", {}, String(crates.length + omitted.crates)), html("dt", {}, "Edges"), html("dd", {}, edgeWords()),
      html("dt", {}, "Policy"), html("dd", {}, data.policy || "none: rows are levels of the graph")),
      html("p", {}, shown.all ? "Click a crate for its neighbours." : "Arcs on the right count the edges between rows; edges with findings are drawn. Click a crate for its own."),
      html("p", {}, "Drag or scroll to move, Ctrl and scroll to zoom; arrow keys and Enter go from crate to crate."),
      html("h3", {}, brokenCount ? "Findings" : "No findings"), counted(false), excusedCount + baselinedCount ? html("h3", {}, exempt(excusedCount, baselinedCount)) : null, counted(true));
  }
  const edgeWords = () => `${plural(edges.length + omitted.edges, "edge")}${data.judged === null || data.judged === edges.length + omitted.edges ? "" : `, ${data.judged} judged`}`;
  const isExcused = (f) => findings[f].excused !== null;
  const countOf = (i, excused) => findingsOf[i].filter((f) => isExcused(f) === excused).length;
  const said = (i, excused, heading) => (countOf(i, excused) ? [html("h3", {}, heading), ...findingsOf[i].filter((f) => isExcused(f) === excused).map(finding)] : []);
  function showCrate(i) {
    const crate = crates[i], back = html("button", { type: "button" }, "All crates");
    back.addEventListener("click", () => focus(-1, false));
    const note = (e) => `${kindsOf(e)}${findingsOfEdge[e].length ? `, ${findingsOfEdge[e].map((f) => findings[f].rule).join(" ")}` : ""}`;
    fill(html("h2", {}, crate.name), html("dl", {},
      html("dt", {}, data.policy ? "Layer" : "Row"), html("dd", {}, bands[crate.band].name + (bands[crate.band].at ? ` (${bands[crate.band].at})` : "")),
      html("dt", {}, "Owner"), html("dd", {}, crate.owner >= 0 ? owners[crate.owner] : "none"),
      html("dt", {}, "Manifest"), html("dd", {}, crate.manifest)),
      said(i, false, plural(countOf(i, false), "finding")),
      list(`Uses ${uses[i].length}`, uses[i].map((e) => go(edges[e][1], `${note(e)}, line ${edges[e][3]}`)), "nothing of the tree"),
      list(`Used by ${users[i].length}`, users[i].map((e) => go(edges[e][0], note(e))), "nothing of the tree"),
      said(i, true, exempt(findingsOf[i].filter((f) => isExcused(f) && !findings[f].baselined).length, findingsOf[i].filter((f) => findings[f].baselined).length)), html("p", {}, back));
  }
  function showFound() {
    const hits = order.filter((i) => found.has(i));
    fill(html("h2", {}, plural(hits.length, "match").replace("matchs", "matches")), html("ul", {}, ...hits.slice(0, 200).map((i) => go(i, bands[crates[i].band].name))),
      hits.length > 200 ? html("p", {}, `and ${hits.length - 200} more`) : null);
  }

  // ---- moving about
  const view = { x: 0, y: 0, w: 1, h: 1 };
  const apply = () => svg.setAttribute("viewBox", `${view.x} ${view.y} ${view.w} ${view.h}`);
  // At first no smaller than can be read: a tall picture then goes on below.
  function fit(least) {
    const box = stage.getBoundingClientRect(), ratio = box.width / Math.max(1, box.height), margin = 14;
    const w = full + 2 * margin, h = height + 2 * margin;
    view.w = Math.max(w, Math.min(h * ratio, Math.max(w, box.width / least)), box.width * 0.7);
    view.h = view.w / ratio;
    view.x = (full - view.w) / 2;
    view.y = h > view.h ? -margin : (height - view.h) / 2;
    apply();
  }
  function zoom(factor, clientX, clientY) {
    const box = stage.getBoundingClientRect();
    const px = clientX === undefined ? 0.5 : (clientX - box.left) / box.width, py = clientY === undefined ? 0.5 : (clientY - box.top) / box.height;
    const w = Math.min(Math.max(view.w * factor, 200), Math.max(full, height) * 4);
    const real = w / view.w;
    view.x += view.w * px * (1 - real);
    view.y += view.h * py * (1 - real);
    view.w *= real;
    view.h *= real;
    apply();
  }
  const isInside = (i) => x[i] >= view.x && x[i] + width[i] <= view.x + view.w && y[i] >= view.y && y[i] + BOX <= view.y + view.h;
  function reveal(i) {
    if (!isInside(i)) { view.x = centre(i) - view.w / 2; view.y = y[i] - view.h / 2; apply(); }
  }
  // Zooms out to a crate's neighbours, as far as names can still be made out.
  function revealAround(i) {
    const all = [i, ...uses[i].map((e) => edges[e][1]), ...users[i].map((e) => edges[e][0])];
    if (all.every(isInside)) return;
    const box = stage.getBoundingClientRect(), margin = 30;
    const left = Math.min(...all.map((c) => x[c])), right = Math.max(...all.map((c) => x[c] + width[c]));
    const top = Math.min(...all.map((c) => y[c])), bottom = Math.max(...all.map((c) => y[c] + BOX));
    const w = Math.max(view.w, right - left + 2 * margin, ((bottom - top + 2 * margin) * box.width) / box.height);
    if (w > box.width / 0.5) { reveal(i); return; }
    view.h *= w / view.w;
    view.w = w;
    view.x = (left + right - view.w) / 2;
    view.y = (top + bottom - view.h) / 2;
    apply();
  }
  // The address names the crate: each focus is a step of the browser's own history, and a step there is a focus here.
  const addressOf = (i) => (i >= 0 ? `#${encodeURIComponent(crates[i].name)}` : "#");
  function asked() {
    try { const name = decodeURIComponent(location.hash.slice(1)); return name === "" ? -1 : crates.findIndex((c) => c.name === name); } catch { return -1; /* not an address of ours */ }
  }
  function follow() { const i = asked(); if (i !== focused || found !== null) focus(i, false, true); }
  function focus(i, move, isStep) {
    const moves = i !== focused && !isStep;
    focused = i;
    if (found !== null) { found = null; search.value = ""; }
    try { if (moves) history.pushState(null, "", addressOf(i)); } catch { /* a page without an address */ }
    render();
    if (i >= 0) { rove(i); revealAround(i); if (move) boxes[i].focus({ preventScroll: true }); }
  }
  let roving = -1;
  function rove(i) {
    if (roving >= 0) boxes[roving].setAttribute("tabindex", -1);
    roving = i;
    if (i >= 0) boxes[i].setAttribute("tabindex", 0);
  }
  function step(i, key) {
    if (key === "ArrowLeft") return order[Math.max(0, place.get(i) - 1)];
    if (key === "ArrowRight") return order[Math.min(order.length - 1, place.get(i) + 1)];
    const r = rows.findIndex((row) => row.includes(i)) + (key === "ArrowUp" ? -1 : 1);
    if (r < 0 || r >= rows.length) return i;
    return rows[r].reduce((best, c) => (Math.abs(centre(c) - centre(i)) < Math.abs(centre(best) - centre(i)) ? c : best), rows[r][0]);
  }
  svg.addEventListener("keydown", (event) => {
    const box = event.target.closest(".crate");
    if (!box) return;
    const i = Number(box.dataset.i);
    if (event.key.startsWith("Arrow")) {
      const next = step(i, event.key);
      rove(next); reveal(next); boxes[next].focus({ preventScroll: true });
    } else if (event.key === "Enter" || event.key === " ") focus(i === focused ? -1 : i, true);
    else return;
    event.preventDefault();
  });
  document.addEventListener("keydown", (event) => {
    const typing = event.target === search;
    if (event.key === "Escape") { search.value = ""; found = null; focus(-1, false); }
    else if (event.key === "/" && !typing) { search.focus(); event.preventDefault(); }
    else if (!typing && (event.key === "+" || event.key === "=")) zoom(0.8);
    else if (!typing && event.key === "-") zoom(1.25);
    else if (!typing && event.key === "0") fit(0.01);
  });
  search.addEventListener("input", () => {
    const text = search.value.trim().toLowerCase();
    found = text === "" ? null : new Set([...crates.keys()].filter((i) => crates[i].name.toLowerCase().includes(text) || crates[i].manifest.toLowerCase().includes(text)));
    render();
  });
  search.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || found === null || found.size === 0) return;
    const exact = order.find((i) => found.has(i) && crates[i].name === search.value.trim());
    focus(exact === undefined ? order.find((i) => found.has(i)) : exact, true);
  });
  let drag = null;
  stage.addEventListener("pointerdown", (event) => { drag = { x: event.clientX, y: event.clientY, moved: false, crate: event.target.closest(".crate") }; });
  stage.addEventListener("pointermove", (event) => {
    if (drag === null) return;
    const [dx, dy] = [event.clientX - drag.x, event.clientY - drag.y];
    if (!drag.moved && Math.hypot(dx, dy) < 5) return;
    if (!drag.moved) { drag.moved = true; stage.setPointerCapture(event.pointerId); stage.classList.add("dragging"); }
    const scale = view.w / stage.getBoundingClientRect().width;
    view.x -= dx * scale; view.y -= dy * scale;
    drag.x = event.clientX; drag.y = event.clientY;
    apply();
  });
  stage.addEventListener("pointerup", () => {
    if (drag !== null && !drag.moved) { const i = drag.crate ? Number(drag.crate.dataset.i) : -1; focus(i === focused ? -1 : i, i >= 0); }
    drag = null;
    stage.classList.remove("dragging");
  });
  stage.addEventListener("pointercancel", () => { drag = null; stage.classList.remove("dragging"); });
  stage.addEventListener("wheel", (event) => {
    event.preventDefault();
    if (event.ctrlKey || event.metaKey) { zoom(Math.exp(event.deltaY * 0.004), event.clientX, event.clientY); return; }
    const scale = view.w / stage.getBoundingClientRect().width;
    view.x += (event.shiftKey && event.deltaX === 0 ? event.deltaY : event.deltaX) * scale;
    view.y += (event.shiftKey && event.deltaX === 0 ? 0 : event.deltaY) * scale;
    apply();
  }, { passive: false });
  byId("in").addEventListener("click", () => zoom(0.8));
  byId("out").addEventListener("click", () => zoom(1.25));
  byId("fit").addEventListener("click", () => fit(0.01));
  addEventListener("popstate", follow);
  addEventListener("hashchange", follow);
  addEventListener("resize", () => fit(LEGIBLE));

  // ---- head and legend
  byId("counts").textContent = [plural(crates.length + omitted.crates, "crate"), edgeWords(), plural(brokenCount + omitted.findings, "finding"), exempt(excusedCount, baselinedCount)].filter(Boolean).join(", ");
  const present = new Set(edges.map((_, e) => kindOf(e)));
  for (const [key, label] of [["normal", "normal"], ["build", "build"], ["dev", "dev"], ["all", "all edges"]]) {
    if (key !== "all" && !present.has(key)) continue;
    const box = html("input", { type: "checkbox" });
    box.checked = shown[key];
    box.addEventListener("change", () => { shown[key] = box.checked; render(); });
    byId("switches").append(html("label", {}, box, ` ${label}`));
  }
  const legend = byId("legend");
  const sample = (classes, arrow, label) => {
    const s = document.createElementNS(SVG, "svg");
    s.setAttribute("viewBox", "0 0 34 12");
    s.setAttribute("aria-hidden", "true");
    draw("path", { class: `edge ${classes}`, d: "M1 6H30", "marker-end": `url(#a-${arrow})` }, s);
    legend.append(html("span", {}, s, label));
  };
  for (const kind of ["normal", "build", "dev"]) if (present.has(kind)) sample(kind, "plain", `${kind} dependency`);
  for (const [state, label] of [["broken", "error"], ["warned", "warning"], ["excused", "excused or in the baseline"]]) if (stateOf.includes(state)) sample(state, state, label);
  if (!isSmall) legend.append(html("span", {}, html("b", {}, "12"), "so many edges between two rows"));
  sample("uses", "uses", "used by the focused crate");
  sample("users", "users", "uses the focused crate");
  const swatch = (classes, label) => {
    const s = document.createElementNS(SVG, "svg");
    s.setAttribute("viewBox", "0 0 34 12");
    s.setAttribute("aria-hidden", "true");
    draw("rect", { class: classes, x: 11, y: 0, width: 12, height: 12, rx: 2 }, s);
    legend.append(html("span", {}, s, label));
  };
  owners.slice(0, OWNER_COLOURS).forEach((name, i) => swatch(`o${i}`, `owner ${name}`));
  if (owners.length > OWNER_COLOURS) swatch(`o${OWNER_COLOURS}`, `${owners.length - OWNER_COLOURS} more owners`);
  if (owners.length && crates.some((c) => c.owner < 0)) swatch("nowner", "no owner");

  rove(order.length ? order[0] : -1);
  fit(LEGIBLE);
  focus(asked(), false, true);
})();
