// Text that cannot move what stands beside it: one line, without control or bidirectional characters.
// Of `explain/layout.py` only this is needed where a browser lays out the rest.

const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zs}\p{Zl}\p{Zp}]/gu;

/**
 * One line without control or bidirectional characters.
 * @param {string} text
 * @returns {string}
 */
export function clean(text) {
  return text.replace(UNSEEN, cleanedCharacter);
}

function cleanedCharacter(char) {
  if (/[\p{Zs}\p{Zl}\p{Zp}\t\n\v\f\r\x1c-\x1f\x85]/u.test(char)) return char === "\u3000" ? char : " ";
  return /\p{Cf}/u.test(char) ? "" : "\ufffd";
}
