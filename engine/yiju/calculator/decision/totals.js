// Sums of what is paid.

import { sumNums } from "../../backends/to_javascript/runtime/exact.js";
import { strictly } from "../../backends/to_javascript/runtime/totals.js";
import { NOTHING } from "../../backends/to_javascript/runtime/values.js";

/**
 * What payments come to together: their failures, unknown where one is, else their sum; 无 adds nothing.
 * @param {Array} values
 * @returns {*}
 */
export function totalPaid(values) {
  return strictly(values, () => sumNums(values.filter((value) => value !== NOTHING)));
}
