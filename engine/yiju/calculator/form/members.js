// Members of lists and months of histories, added and removed. Each is a copy of a template with ids of its own.

import { fieldsOf, membersOf } from "./collect.js";
import { formSay } from "./form_words.js";

/**
 * Add an empty member to a list field, or a month to a history.
 * @param {Object} calculator
 * @param {Element} field
 * @returns {Element} the member
 */
export function addMember(calculator, field) {
  const holds = field.dataset.holds ?? "";
  const template = [...calculator.root.querySelectorAll("template")].find((t) => t.dataset.record === holds);
  const member = document.createElement("fieldset");
  member.className = "yiju-member";
  calculator.copies += 1;
  member.innerHTML = template.innerHTML.replaceAll("__N__", `m${calculator.copies}`);
  member.prepend(document.createElement("legend"));
  member.append(removeButton(calculator));
  field.querySelector(":scope > .yiju-members").append(member);
  nameMember(member, field);
  numberMembers(calculator, field);
  return member;
}

function removeButton(calculator) {
  const button = document.createElement("button");
  button.type = "button";
  button.dataset.remove = "";
  button.textContent = formSay("remove", calculator.lang);
  return button;
}

/** A made-up identifier, so that a payee has a name. */
function nameMember(member, field) {
  const named = fieldsOf(member).find((f) => f.dataset.identifier !== undefined && f.dataset.kind === "text");
  if (named === undefined) return;
  const input = named.querySelector(".yiju-entry > input");
  const taken = membersOf(field).map((m) => m.querySelector("[data-identifier] .yiju-entry > input")?.value);
  if (input.maxLength === 18) return;
  let number = membersOf(field).length;
  while (taken.includes(`${field.dataset.field}${number}`)) number += 1;
  input.value = `${field.dataset.field}${number}`;
}

/**
 * Remove a member; what is left is numbered anew.
 * @param {Object} calculator
 * @param {Element} member
 */
export function removeMember(calculator, member) {
  const field = member.closest("[data-field]");
  const next = member.nextElementSibling ?? member.previousElementSibling;
  member.remove();
  numberMembers(calculator, field);
  (next?.querySelector("[data-remove]") ?? field.querySelector(":scope > .yiju-choices [data-add]")).focus();
}

/**
 * Remove all members of a field.
 * @param {Element} field
 */
export function clearMembers(field) {
  field.querySelector(":scope > .yiju-members").replaceChildren();
}

function numberMembers(calculator, field) {
  membersOf(field).forEach((member, index) => {
    const name = formSay("member", calculator.lang, { list: field.dataset.field, number: index + 1 });
    member.querySelector(":scope > legend").textContent = name;
    const remove = member.querySelector(":scope > [data-remove]");
    remove.setAttribute("aria-label", formSay("remove_which", calculator.lang, { name }));
  });
}
