// What an explanation says, before it is drawn: a Page of sections, each of blocks: lines, grounds, tables.
// Made by compose.js from a decision; drawn by html.js, which adds no words. A block's `kind` is its Python class.

/**
 * One sentence, `depth` steps in. `item`: one of several alternatives side by side.
 * @param {string} text
 * @param {number} [depth]
 * @param {"plain"|"good"|"bad"|"open"} [tone]
 * @param {boolean} [item]
 */
export function makeLine(text, depth = 0, tone = "plain", item = false) {
  return { kind: "Line", text, depth, tone, item };
}

/**
 * Grounds of one clause where they are first used: where the words stand, and each quote with its number. `origins` are
 * the indexes of its citations in the decision, for links.
 * @param {string} source
 * @param {Array<[number, string]>} quotes
 * @param {number} depth
 * @param {number[]} origins
 */
export function makeCited(source, quotes, depth, origins) {
  return { kind: "Cited", source, quotes, depth, origins };
}

/**
 * Grounds whose words stand above.
 * @param {number[]} numbers
 * @param {number} depth
 */
export function makeCitedAgain(numbers, depth) {
  return { kind: "CitedAgain", numbers, depth };
}

/**
 * Rows under a head; columns in `right` hold numbers. The last row is a total if `total`.
 * @param {string[]} head
 * @param {string[][]} rows
 * @param {number[]} right
 * @param {boolean} total
 */
export function makeTable(head, rows, right, total) {
  return { kind: "Table", head, rows, right, total };
}
