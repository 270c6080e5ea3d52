"use strict";
const data = JSON.parse(document.getElementById("data").textContent);
const body = document.querySelector("#cases tbody");
const slice = document.getElementById("slice"), show = document.getElementById("show"), find = document.getElementById("find");
const make = (tag, text, name) => { const e = document.createElement(tag); if (text !== undefined) e.textContent = text; if (name) e.className = name; return e; };
let key = "id", down = false;

for (const name of [...new Set(data.flatMap(c => c.slices))].sort((a, b) => (a !== "all") - (b !== "all") || a.localeCompare(b)))
  slice.append(new Option(name, name));

function detail(c) {
  const row = make("tr", undefined, "detail"), cell = make("td"), list = make("dl");
  cell.colSpan = 7;
  const add = (name, ...nodes) => { const d = make("dd"); d.append(...nodes.filter(n => n !== undefined)); list.append(make("dt", name), d); };
  if (!c.case) { add("withheld", "Questions and answers of the score split are not shown to those who change the program."); }
  else {
    if (c.case.history.length) add("before", c.case.history.join("\n"));
    add("question", c.case.question + (c.case.region ? `  (${c.case.region})` : ""));
    const values = c.case.values.map(v => `${v.bound} ${v.value}${v.value_max === null ? "" : "–" + v.value_max} ${v.unit}`);
    add("expected", [c.case.status.join(" / "), ...values, ...c.case.must_say.map(s => `says “${s}”`), ...c.case.must_not_say.map(s => `does not say “${s}”`)].join("\n"));
    for (const s of c.case.evidence) add("", make("blockquote", `${s.quote}\n${s.source_file} [${s.start}:${s.end}]`));
    add("answer", `${c.answer.status}: ${c.answer.answer}`);
    if (c.answer.standalone_question !== c.case.question) add("understood", c.answer.standalone_question);
    for (const q of c.answer.citations) add(`[${q.marker}]`, make("blockquote", `${q.quote}\n${[q.title || q.label, ...q.clause_path].join(" › ")}\n${q.source_file} [${q.start}:${q.end}]`));
    for (const f of c.answer.facts) add("fact", `${f.kind} ${f.bound} ${f.text} — ${[f.level, f.subject].filter(Boolean).join(" ")}`);
    if (c.reasons.length) add("because", make("span", c.reasons.join("\n"), "failed"));
    if (c.answer.warnings.length) add("warnings", c.answer.warnings.map(w => w.text).join("\n"));
    for (const [stage, what] of Object.entries(c.answer.trace)) {
      const more = make("details"); more.append(make("summary", stage), make("pre", JSON.stringify(what, null, 1))); add("", more);
    }
  }
  cell.append(list); row.append(cell); return row;
}

function draw() {
  const words = find.value.trim().toLowerCase();
  const rows = data.filter(c => (!slice.value || c.slices.includes(slice.value)) && (!show.value || (show.value === "right") === c.right)
    && (!words || [c.id, c.question, c.answer && c.answer.answer].some(t => t && t.toLowerCase().includes(words))));
  rows.sort((a, b) => (a[key] < b[key] ? -1 : a[key] > b[key] ? 1 : 0) * (down ? -1 : 1));
  body.replaceChildren(...rows.map(c => {
    const row = make("tr", undefined, "case");
    row.tabIndex = 0;
    row.append(make("td", c.id), make("td", c.category), make("td", c.right ? "✓" : "✗", c.right ? "passed" : "failed"), make("td", c.status),
      make("td", c.confidence.toFixed(2), "n"), make("td", c.ms.toFixed(1), "n"), make("td", c.question || "withheld"));
    const toggle = () => { const next = row.nextElementSibling; next && next.className === "detail" ? next.remove() : row.after(detail(c)); };
    row.onclick = toggle;
    row.onkeydown = e => { if (e.key === "Enter" || e.key === " ") { e.preventDefault(); toggle(); } };
    return row;
  }));
  document.getElementById("count").textContent = `${rows.length} of ${data.length}`;
}

for (const th of document.querySelectorAll("#cases th")) th.onclick = () => {
  down = key === th.dataset.key ? !down : false; key = th.dataset.key;
  document.querySelectorAll("#cases th").forEach(o => o.removeAttribute("aria-sort"));
  th.setAttribute("aria-sort", down ? "descending" : "ascending"); draw();
};
for (const table of document.querySelectorAll("table.sortable")) table.querySelectorAll("th").forEach((th, at) => th.onclick = () => {
  const rows = [...table.tBodies[0].rows], value = r => { const t = r.cells[at].dataset.v ?? r.cells[at].textContent; return t === "" ? NaN : isNaN(t) ? t : +t; };
  const turned = th.getAttribute("aria-sort") === "ascending" ? -1 : 1;
  rows.sort((a, b) => { const x = value(a), y = value(b); return (x < y ? -1 : x > y ? 1 : 0) * turned; });
  table.querySelectorAll("th").forEach(o => o.removeAttribute("aria-sort")); th.setAttribute("aria-sort", turned > 0 ? "ascending" : "descending");
  table.tBodies[0].append(...rows);
});
for (const e of [slice, show, find]) e.addEventListener("input", draw);
draw();
