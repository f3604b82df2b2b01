// What made a record undecidable, in words: the sentences of the codes `grammar/yiju_grammar/codes/YJ611` to `YJ618`.

const RUN_MESSAGES = {
  YJ611: ["除数是零", "the divisor is zero"],
  YJ612: ["数值低于累进 `{label}` 的第一档", "the value is below the first band of `{label}`"],
  YJ613: ["`{label}` 没有一行适用", "no row of `{label}` applies"],
  YJ614: ["积分表 `{label}` 里没有事项 `{detail}`", "points table `{label}` has no item `{detail}`"],
  YJ615: ["`{label}` 的几条例外互相冲突：{rules}", "exceptions of `{label}` conflict: {rules}"],
  YJ616: ["表 `{label}` 有几行同时适用：{rules}", "several rows of table `{label}` apply: {rules}"],
  YJ617: ["发放 `{label}` 算出来是负数", "payment `{label}` comes to less than nothing"],
  YJ618: ["日期超出了公历的范围", "the day is out of the calendar"],
};

/**
 * The sentence of an error in both languages; its code where a word is not there.
 * @param {RunError} error
 * @returns {{zh: string, en: string}}
 */
export function runMessage({ code, label, rules, detail }) {
  const words = { label, rules: rules.join("，"), detail: detail || "—" };
  const [zh, en] = RUN_MESSAGES[code].map((template) => filledIn(template, words) || code);
  return { zh, en };
}

function filledIn(template, words) {
  const isTold = [...template.matchAll(/\{(\w+)\}/g)].every(([, name]) => words[name]);
  return isTold ? template.replaceAll(/\{(\w+)\}/g, (_, name) => words[name]) : "";
}
