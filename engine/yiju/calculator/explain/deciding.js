// Which steps of the reasoning fixed its result: the ones a caseworker would name.
// Input and output: `Why` steps (`decision/model.py`). Nothing here makes words.

const PLAIN_NAME = /^[^\s（）()+×÷]+$/u;

export const GROUPS = ["all", "any", "not"];
export const NAMED = ["policy", "rule", "definition", "table", "exception", "member", "interval"];

/**
 * The steps under this one that fixed its result; all of them where nothing tells them apart.
 * @param {Why} step
 * @returns {Why[]}
 */
export function deciding(step) {
  const told = isExceptional(step) ? decidingExceptions(step) : decidingUnder(step);
  const marked = step.because.filter((s) => s.decisive);
  return (marked.length ? marked : told).filter((s) => !isSilent(s));
}

/**
 * Whether a step only says that a rule is in force, which goes without saying.
 * @param {Why} step
 * @returns {boolean}
 */
export function isSilent(step) {
  return step.kind === "interval" && step.rule === null && step.holds === true;
}

function decidingUnder(step) {
  if (step.kind === "any") return decidingOperands(step, true);
  const joins = ["all", "policy", "rule", "exception"].includes(step.kind);
  if (joins || (step.kind === "definition" && step.holds !== null)) return decidingOperands(step, false);
  return step.because;
}

/** Of a connective that one `settling` operand decides. */
function decidingOperands(step, settling) {
  if (step.holds === settling) return step.because.filter((s) => s.holds === settling);
  if (step.holds === null) return step.because.filter((s) => s.holds === null);
  return step.because;
}

/**
 * Whether the step is a rule with its exceptions.
 * @param {Why} step
 * @returns {boolean}
 */
export function isExceptional(step) {
  return step.because.some((s) => s.kind === "exception");
}

function decidingExceptions(step) {
  const exceptions = step.because.filter((s) => s.kind === "exception");
  const applied = exceptions.filter((s) => s.holds === true);
  if (applied.length) return applied;
  const base = step.because.filter((s) => s.kind !== "exception");
  const open = exceptions.filter((s) => s.holds === null);
  if (step.holds === null && step.value === null) return [...base.filter((s) => s.holds !== true), ...open];
  if (step.holds === false) {
    const failed = base.filter((s) => s.holds === false);
    return failed.length ? failed : base;
  }
  const defeated = exceptions.filter((s) => s.holds === false && metItsOwn(s));
  return [...base, ...defeated, ...open];
}

/** Whether an exception gave way to an exception of its own. */
function metItsOwn(step) {
  return step.because.some((s) => (s.kind === "exception" && s.holds === true) || metItsOwn(s));
}

/**
 * The step itself, or the only rule of a policy that has just one.
 * @param {Why} step
 * @returns {Why}
 */
export function unwrap(step) {
  const alone = step.kind === "policy" && step.because.length === 1 && !step.citations.length;
  return alone ? step.because[0] : step;
}

/**
 * Whether it is one condition, not a connective or a thing with a name.
 * @param {Why} step
 * @returns {boolean}
 */
export function isLeaf(step) {
  return !GROUPS.includes(step.kind) && !NAMED.includes(step.kind) && !isExceptional(step);
}

/**
 * The fields that a step read and nobody knows, those under it included.
 * @param {Why} step
 * @returns {string[]}
 */
export function unknownFacts(step) {
  const own = step.facts.filter(([name, value]) => value.kind === "unknown" && PLAIN_NAME.test(name));
  return [...new Set([...own.map(([name]) => name), ...step.because.flatMap(unknownFacts)])];
}
