// The citations and assumptions of one decision, numbered as they are first met, and its grade.

/** From the strongest to the weakest: 原文, 转述, 未核, 假定. */
const GRADES = ["verbatim", "restated", "unverified", "assumed"];

/** Numbers what is cited; what is relied on bears on the grade. */
export class Book {
  /** @param {Program} program */
  constructor(program) {
    this.program = program;
    /** @type {Map<string, Citation>} by what tells it from others */
    this.citations = new Map();
    /** @type {Map<string, Assumed>} by why */
    this.assumptions = new Map();
    this.grades = new Set();
    /** @type {Map<string, Citation>} the citations that outcome, payments and amounts hang on */
    this.stoodOn = new Map();
  }

  /**
   * Numbers of the citations and of the assumptions among some grounds of a program (the decision's own).
   * @param {number[]} grounds
   * @param {Program} program
   * @returns {[number[], number[]]}
   */
  cite(grounds, program = this.program) {
    const [cited, assumed] = [new Set(), new Set()];
    for (const ground of grounds.map((i) => program.grounds[i])) {
      if (isCitation(ground)) cited.add(numberIn(this.citations, citationKey(ground), ground));
      else assumed.add(numberIn(this.assumptions, ground.why, ground));
    }
    return [[...cited], [...assumed]];
  }

  /** Cite what a value stands on, and let it bear on the decision's grade. */
  rely(grounds, program = this.program) {
    for (const ground of grounds.map((i) => program.grounds[i])) {
      this.grades.add(gradeOf(ground));
      if (isCitation(ground)) numberIn(this.stoodOn, citationKey(ground), ground);
    }
    return this.cite(grounds, program);
  }

  /** Cite what a value stands on; what did not apply beside it bears on the grade, and is told where assumed. */
  relyOn(standing, program = this.program) {
    const beside = [...standing.beside];
    for (const i of beside) this.grades.add(gradeOf(program.grounds[i]));
    const [cited, assumed] = this.rely([...standing.grounds], program);
    const [, more] = this.cite(beside.filter((i) => !isCitation(program.grounds[i])), program);
    return [cited, [...new Set([...assumed, ...more])]];
  }

  /** The weakest grade of all that is relied on; `verbatim` of nothing. */
  grade() {
    return GRADES.findLast((grade) => this.grades.has(grade)) ?? "verbatim";
  }
}

function isCitation(ground) {
  return "quote" in ground;
}

function gradeOf(ground) {
  return isCitation(ground) ? ground.grade : "assumed";
}

function citationKey({ number, title, grade, document, clause, span, quote }) {
  return JSON.stringify([number, title, grade, document, clause, span, quote]);
}

/** The number of a thing among those met, as it was first met. */
function numberIn(met, key, thing) {
  if (!met.has(key)) met.set(key, thing);
  return [...met.keys()].indexOf(key);
}
