class Heap {
  constructor(before) {
    this.before = before;
    this.items = [];
  }

  get size() {
    return this.items.length;
  }

  get top() {
    return this.items[0];
  }

  push(item) {
    const { items, before } = this;
    let at = items.push(item) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!before(item, items[parent])) break;
      [items[at], items[parent]] = [items[parent], items[at]];
      at = parent;
    }
  }

  pop() {
    const { items, before } = this;
    const top = items[0];
    const last = items.pop();
    if (items.length === 0) return top;
    items[0] = last;
    for (let at = 0; ; ) {
      let child = 2 * at + 1;
      if (child + 1 < items.length && before(items[child + 1], items[child])) child++;
      if (child >= items.length || !before(items[child], items[at])) return top;
      [items[at], items[child]] = [items[child], items[at]];
      at = child;
    }
  }
}

class RunningMiddle {
  constructor() {
    this.lower = new Heap((a, b) => a > b);
    this.upper = new Heap((a, b) => a < b);
  }

  add(reading) {
    this.lower.push(reading);
    this.upper.push(this.lower.pop());
    if (this.upper.size > this.lower.size) this.lower.push(this.upper.pop());
  }

  middle() {
    return this.lower.size > 0 ? this.lower.top : null;
  }
}
