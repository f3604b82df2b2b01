// A composed page as HTML; every word of records and documents is escaped. Has no style of its own: the classes are
// those of `yiju/explain/decision.css`.

import { say } from "./words.js";

/**
 * A page as one article.
 * @param {Object} page
 * @param {string} [anchor] its id, and what the ids of its quotes begin with
 * @param {function(number): string} [href] the address of a citation's words, empty where there is none
 * @returns {string}
 */
export function toHtml(page, anchor = "d1", href = () => "") {
  const sections = page.sections.map((section) => sectionHtml(section, page.lang, anchor, href)).join("\n");
  return (
    `<article id="${escapeHtml(anchor)}" class="yiju-${page.outcome}">\n<h2>${escapeHtml(page.headline)}</h2>\n` +
    `<p class="yiju-sub">${escapeHtml(page.subline)}</p>\n${sections}\n</article>`
  );
}

/**
 * One section of a page.
 * @param {Object} section
 * @param {"zh"|"en"} lang
 * @param {string} anchor
 * @param {function(number): string} href
 * @returns {string}
 */
export function sectionHtml(section, lang, anchor, href) {
  const blocks = section.blocks.map((block) => blockHtml(block, lang, anchor, href)).join("\n");
  return `<section class="yiju-${section.key}">\n<h3>${escapeHtml(section.title)}</h3>\n${blocks}\n</section>`;
}

function blockHtml(block, lang, anchor, href) {
  switch (block.kind) {
    case "Line":
      return lineHtml(block);
    case "Cited":
      return citedHtml(block, lang, anchor, href);
    case "CitedAgain":
      return citedAgainHtml(block, lang, anchor);
    case "Table":
      return tableHtml(block);
  }
  throw new Error(`no block ${block.kind}`);
}

function lineHtml(line) {
  const item = line.item ? " yiju-item" : "";
  return `<p class="yiju-${line.tone}${item}" ${depthStyle(line.depth)}>${escapeHtml(line.text)}</p>`;
}

function depthStyle(depth) {
  return `style="--depth:${depth}"`;
}

function citedAgainHtml(block, lang, anchor) {
  const links = block.numbers.map((n) => `<a href="#${anchor}-c${n}">[${n}]</a>`).join("");
  const said = escapeHtml(say("cited_again", lang, { ns: "\0" })).replace("\0", links);
  return `<p class="yiju-source" ${depthStyle(block.depth)}>${said}</p>`;
}

function citedHtml(block, lang, anchor, href) {
  const numbers = block.quotes.map(([n]) => `[${n}]`).join("");
  const key = block.quotes.some(([, quote]) => quote) ? "cited" : "cited_whole";
  const source = escapeHtml(say(key, lang, { n: numbers, source: "\0" }));
  const named = linkedHtml(escapeHtml(block.source), href(block.origins[0]));
  const quotes = block.quotes.map(([n, quote], index) => {
    return quoteHtml(`${anchor}-c${n}`, quote, href(block.origins[index]));
  });
  const told = `<p class="yiju-source">${source.replace("\0", () => named)}</p>${quotes.join("")}`;
  return `<div class="yiju-cited" ${depthStyle(block.depth)}>\n${told}\n</div>`;
}

function quoteHtml(id, quote, address) {
  if (!quote) return `\n<span id="${id}"></span>`;
  return `\n<blockquote id="${id}">${linkedHtml(`“${escapeHtml(quote)}”`, address)}</blockquote>`;
}

function linkedHtml(inner, address) {
  return address ? `<a href="${escapeHtml(address)}">${inner}</a>` : inner;
}

function tableHtml(table) {
  const head = table.head.map((text, index) => cellHtml("th", text, table.right.includes(index))).join("");
  const rows = table.rows.map((row, number) => {
    const cells = row.map((text, index) => cellHtml("td", text, table.right.includes(index))).join("");
    const mark = table.total && number === table.rows.length - 1 ? ' class="yiju-total"' : "";
    return `<tr${mark}>${cells}</tr>`;
  });
  const inner = `<thead><tr>${head}</tr></thead>\n<tbody>\n${rows.join("\n")}\n</tbody>`;
  return `<div class="yiju-table"><table>\n${inner}\n</table></div>`;
}

function cellHtml(tag, text, right) {
  return `<${tag}${right ? ' class="yiju-right"' : ""}>${escapeHtml(text)}</${tag}>`;
}

/**
 * A text with nothing in it that HTML would take for its own.
 * @param {string} text
 * @returns {string}
 */
export function escapeHtml(text) {
  const signs = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#x27;" };
  return String(text).replace(/[&<>"']/g, (sign) => signs[sign]);
}
