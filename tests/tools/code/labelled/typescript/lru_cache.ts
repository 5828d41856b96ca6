type Entry<V> = { value: V; at: number };

export class Cache<K, V> {
  private readonly entries: Map<K, Entry<V>> = new Map();
  private clock = 0;

  constructor(private readonly limit: number) {}

  get(key: K, fallback?: V): V | undefined {
    const found = this.entries.get(key);
    if (!found) {
      return fallback;
    } else {
      found.at = this.clock++;
    }
    return found.value;
  }

  put = (key: K, value: V): void => {
    this.entries.set(key, { value, at: this.clock++ });
  };
}
