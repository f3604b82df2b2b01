// The search, as the theme's page asks for it: words are found as they stand in the text, wherever in it they stand.
//
// Chinese has no spaces to part words by, and a reader looks for a phrase of a document, a document's number, a name.
// So a section is found when it holds what was typed; brackets of any form, width, case and white space do not matter.
// What stands nowhere as a whole is parted into the longest pieces that do. Messages: 0 the index, answered by 1;
// 2 a query, answered by 3 with pages, each a list of sections with the best first.
"use strict";

const BLOCK = /<\/?(?:p|li|ul|ol|pre|div|tr|td|th|br)\b[^>]*>/g;
const ENTITIES = { "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#39;": "'", "&#x27;": "'", "&amp;": "&" };
const BRACKETS = { "〔": "[", "〕": "]", "［": "[", "］": "]", "【": "[", "】": "]", "（": "[", "）": "]", "(": "[", ")": "]" };
const QUOTES = { "“": '"', "”": '"', "‘": "'", "’": "'", "「": '"', "」": '"' };
const TITLE_WEIGHT = 12;
const PAGE_WEIGHT = 3;
const SNIPPETS = 2;
const BEFORE = 24;
const LONGEST = 110;
const SHORTEST_PIECE = 2;

let sections = [];
let byPage = new Map();

/** What text is compared as, with the place of each of its characters in the text. */
function folded(text) {
  let plain = "";
  const places = [];
  for (let place = 0; place < text.length; place += 1) {
    let sign = text[place];
    const code = text.charCodeAt(place);
    if (code <= 32 || code === 0x3000 || code === 0xa0 || code === 0x200b) continue;
    if (code > 0xff00 && code < 0xff5f) sign = String.fromCharCode(code - 0xfee0);
    sign = BRACKETS[sign] ?? QUOTES[sign] ?? sign.toLowerCase();
    plain += sign.length === 1 ? sign : text[place];
    places.push(place);
  }
  return { text, plain, places };
}

/** The text of an entry: its blocks on lines of their own. */
function linesOf(markup) {
  const bare = markup.replaceAll("\u200b", "").replace(BLOCK, "\n").replace(/<[^>]+>/g, "");
  return bare.replace(/&(?:lt|gt|quot|amp|#39|#x27);/g, (entity) => ENTITIES[entity]).split(/\n+/).filter((line) => line.trim());
}

function escaped(text) {
  return text.replace(/[&<>]/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;" })[sign]);
}

function read(docs) {
  sections = docs.map((doc) => {
    const [page, anchor = ""] = doc.location.split("#");
    const lines = linesOf(doc.text).map(folded);
    return { ...doc, page, anchor, heading: folded(linesOf(doc.title).join(" ")), lines };
  });
  byPage = new Map();
  for (const section of sections) {
    if (!byPage.has(section.page)) byPage.set(section.page, []);
    byPage.get(section.page).push(section);
  }
}

function holds(section, term) {
  return section.heading.plain.includes(term) || section.lines.some((line) => line.plain.includes(term));
}

/** The longest pieces of a term that stand somewhere, from its beginning on; short ones are left out. */
function pieces(term) {
  const found = [];
  for (let start = 0; start < term.length; ) {
    let end = Math.min(term.length, start + 40);
    while (end > start + 1 && !sections.some((section) => holds(section, term.slice(start, end)))) end -= 1;
    if (end - start >= SHORTEST_PIECE) found.push(term.slice(start, end));
    start = end;
  }
  return found;
}

/** What to look for: the words typed, those that stand nowhere as pieces. */
function termsOf(query) {
  const typed = query.split(/[\s\u3000]+/).map((word) => folded(word.replace(/^[+"*]+|["*]+$/g, "")).plain).filter(Boolean);
  const terms = typed.flatMap((term) => (sections.some((section) => holds(section, term)) ? [term] : pieces(term)));
  return [...new Set(terms)];
}

function occurrences(line, term) {
  const found = [];
  for (let at = line.plain.indexOf(term); at >= 0; at = line.plain.indexOf(term, at + term.length)) {
    found.push([line.places[at], line.places[at + term.length - 1] + 1]);
  }
  return found;
}

/** A text with what was found marked, cut to what stands around the first of it. */
function marked(line, terms, longest) {
  const spans = terms.flatMap((term) => occurrences(line, term)).sort((a, b) => a[0] - b[0]);
  const { text } = line;
  const start = spans.length && text.length > longest ? Math.max(0, spans[0][0] - BEFORE) : 0;
  const end = Math.min(text.length, start + longest);
  let shown = start > 0 ? "…" : "";
  let at = start;
  for (const [from, to] of spans) {
    if (from < at || from >= end) continue;
    shown += `${escaped(text.slice(at, from))}<mark>${escaped(text.slice(from, to))}</mark>`;
    at = to;
  }
  return shown + escaped(text.slice(at, Math.max(at, end))) + (end < text.length ? "…" : "");
}

function snippet(section, terms) {
  const best = section.lines.map((line) => [terms.filter((term) => line.plain.includes(term)).length, line]);
  const most = Math.max(0, ...best.map(([count]) => count));
  const lines = most ? best.filter(([count]) => count === most).slice(0, SNIPPETS) : [];
  return lines.map(([, line]) => `<p>${marked(line, terms, LONGEST)}</p>`).join("");
}

/** How well a section answers: terms in its heading count most, then how often they stand in it. */
function scoreOf(section, terms) {
  let score = 0;
  for (const term of terms) {
    const count = section.lines.reduce((sum, line) => sum + occurrences(line, term).length, 0);
    if (count) score += 1 + Math.log2(count);
    if (section.heading.plain.includes(term)) {
      const share = term.length / section.heading.plain.length;
      score += (section.anchor ? 1 : PAGE_WEIGHT) * TITLE_WEIGHT * (0.5 + share);
    }
  }
  return score;
}

/** A term as it is written in a section, for the page to mark it; null where it does not stand there. */
function asWritten(section, term) {
  for (const line of [section.heading, ...section.lines]) {
    const [found] = occurrences(line, term);
    if (found) return line.text.slice(...found).replace(/\s+/g, "");
  }
  return null;
}

/** A section as the page shows it; `missing` are the terms that stand nowhere on its page. */
function shown(section, terms, score, missing) {
  const found = terms.map((term) => asWritten(section, term)).filter(Boolean);
  const there = { ...Object.fromEntries(found.map((term) => [term, true])), ...Object.fromEntries(missing.map((term) => [term, false])) };
  const { location, heading } = section;
  return { location, title: marked(heading, terms, Infinity), text: snippet(section, terms), score, terms: there };
}

/** A page with its sections that answer; nothing unless it holds every term, or as many as any page does. */
function answerOf(page, terms, needed) {
  const own = byPage.get(page);
  const held = terms.filter((term) => own.some((section) => holds(section, term)));
  if (held.length < needed) return null;
  const found = own.map((section) => [section, scoreOf(section, terms)]).filter(([section, score]) => score > 0 || !section.anchor);
  const together = Math.max(...own.map((section) => terms.filter((term) => holds(section, term)).length));
  found.sort((a, b) => b[1] - a[1]);
  const score = found[0][1] * together;
  const missing = terms.filter((term) => !held.includes(term));
  return { score, sections: found.map(([section, own]) => shown(section, terms, own, missing)) };
}

function search(query) {
  const terms = termsOf(query);
  if (!terms.length) return { items: [] };
  const pages = [...byPage.keys()];
  let found = [];
  for (let needed = terms.length; needed > 0 && !found.length; needed -= 1) {
    found = pages.map((page) => answerOf(page, terms, needed)).filter(Boolean);
  }
  found.sort((a, b) => b.score - a.score);
  return { items: found.map((answer) => answer.sections) };
}

addEventListener("message", ({ data }) => {
  if (data.type === 0) {
    read(data.data.docs);
    postMessage({ type: 1 });
  } else if (data.type === 2) {
    postMessage({ type: 3, data: search(data.data) });
  }
});
