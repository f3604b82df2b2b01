(() => {
  const group = (name) => {
    const found = new Map();
    for (const node of document.querySelectorAll(`[data-${name}]`))
      for (const key of node.dataset[name].split(" ")) found.has(key) ? found.get(key).push(node) : found.set(key, [node]);
    return found;
  };
  const words = group("p"), rules = group("of");
  let lit = [];
  document.addEventListener("mouseover", (event) => {
    for (const node of lit) node.classList.remove("lit");
    const at = event.target.closest("[data-p],[data-of]");
    const keys = at ? (at.dataset.p ?? at.dataset.of).split(" ") : [];
    lit = keys.flatMap((key) => [...(words.get(key) ?? []), ...(rules.get(key) ?? [])]);
    for (const node of lit) node.classList.add("lit");
  });
})();
