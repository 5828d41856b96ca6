class Queue {
  #items = [];

  constructor(limit = 10) {
    this.limit = limit;
  }

  put(item) {
    if (this.full()) throw new Error("full");
    this.#items.push(item);
  }

  full() {
    return this.#items.length >= this.limit;
  }

  take() {
    return this.#items.shift();
  }
}
