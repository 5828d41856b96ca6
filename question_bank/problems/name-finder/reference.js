class NameFinder {
  constructor() {
    this.root = { ends: false, next: new Map() };
  }

  add(name) {
    let node = this.root;
    for (const letter of name) {
      if (!node.next.has(letter)) node.next.set(letter, { ends: false, next: new Map() });
      node = node.next.get(letter);
    }
    node.ends = true;
  }

  suggest(typed) {
    let node = this.root;
    for (const letter of typed) {
      node = node.next.get(letter);
      if (!node) return [];
    }
    const found = [];
    const collect = (from, name) => {
      if (found.length === 3) return;
      if (from.ends) found.push(name);
      for (const letter of [...from.next.keys()].sort()) collect(from.next.get(letter), name + letter);
    };
    collect(node, typed);
    return found;
  }
}
