class Cloakroom {
  constructor(hooks) {
    let first = 1;
    while (first < hooks) first *= 2;
    this.first = first;
    this.free = new Array(2 * first).fill(0);
    for (let hook = 1; hook <= hooks; hook++) this.free[first + hook - 1] = 1;
    for (let node = first - 1; node > 0; node--) {
      this.free[node] = this.free[2 * node] + this.free[2 * node + 1];
    }
  }

  change(hook, by) {
    for (let node = this.first + hook - 1; node > 0; node >>= 1) this.free[node] += by;
  }

  hang() {
    if (this.free[1] === 0) return null;
    let node = 1;
    while (node < this.first) {
      node *= 2;
      if (this.free[node] === 0) node++;
    }
    const hook = node - this.first + 1;
    this.change(hook, -1);
    return hook;
  }

  fetch(hook) {
    if (this.free[this.first + hook - 1] === 1) return false;
    this.change(hook, 1);
    return true;
  }
}
