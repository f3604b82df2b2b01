// How many terminal cells a text takes: what fits on a line beside another sentence is counted in them.

import { WIDE_RANGES } from "./tables.js";

/**
 * The cells of a text: wide characters two, combining and format characters none.
 * @param {string} text
 * @returns {number}
 */
export function cellWidth(text) {
  let cells = 0;
  for (const char of text) cells += terminalCells(char);
  return cells;
}

function terminalCells(char) {
  if (/[\p{Mn}\p{Me}\p{Cf}]/u.test(char)) return 0;
  const point = char.codePointAt(0);
  return WIDE_RANGES.some(([first, last]) => first <= point && point <= last) ? 2 : 1;
}
