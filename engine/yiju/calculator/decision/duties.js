// What else the documents oblige: 要求, 时限, 裁量, 救济, each printed unless its condition is 假 (*Semantics* 14).

import { inAnyDays } from "./schedule.js";

const CHECK_OTHERS = "核对他户";

/**
 * The duties of a policy in force on the day, with the obligation a 互斥 adds; remedies only for a refusal.
 * @param {PolicyType} policy
 * @param {Scope} scope
 * @param {(grounds: number[]) => [number[], number[]]} cite
 * @param {string|null} outcome
 * @returns {{kind: string, name: string, day: number|null, who: string, certain: boolean, citations: number[]}[]}
 */
export function dutiesOf(policy, scope, cite, outcome) {
  const stated = policy.duties.flatMap((duty) => {
    const holds = duty.when === null ? true : duty.when.value(scope);
    const refused = outcome === "ineligible" || outcome === null;
    if (holds === false || !inAnyDays(scope.day, duty.intervals) || (duty.kind === "remedy" && !refused)) return [];
    return [dutyOf(duty, scope, cite, holds === true)];
  });
  return [...stated, ...policy.mutuals.map((mutual) => checkOthers(mutual, cite))];
}

function dutyOf({ kind, name, day, who, grounds }, scope, cite, certain) {
  const found = day === null ? null : day.value(scope);
  return { kind, name, day: typeof found === "number" ? found : null, who, certain, citations: cite(grounds)[0] };
}

function checkOthers({ payments, grounds }, cite) {
  const name = `${CHECK_OTHERS}（${payments.map(([, payment]) => payment).join("，")}）`;
  return { kind: "obligation", name, day: null, who: "", certain: true, citations: cite(grounds)[0] };
}
