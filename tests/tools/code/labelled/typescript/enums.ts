enum Way {
  Up,
  Down,
}

function step(level: number, way: Way): number {
  const before = level;
  switch (way) {
    case Way.Up:
      return level + 1;
    case Way.Down:
      return level - 1;
  }
}

abstract class Shape {
  abstract area(): number;

  describe(): string {
    return `area ${this.area()}`;
  }
}
