class RecentFiles {
  constructor(capacity) {
    this.capacity = capacity;
    this.files = new Map();
  }

  save(name, content) {
    this.files.delete(name);
    this.files.set(name, content);
    if (this.files.size > this.capacity) {
      const [oldest] = this.files.keys();
      this.files.delete(oldest);
    }
  }

  open(name) {
    if (!this.files.has(name)) return null;
    const content = this.files.get(name);
    this.save(name, content);
    return content;
  }
}
