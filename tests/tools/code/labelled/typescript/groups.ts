import type { Person } from "./person";
import { compare } from "./compare";

export const groupBy = <T, K extends string>(items: T[], key: (item: T) => K): Record<K, T[]> => {
  const groups = {} as Record<K, T[]>;
  items.sort(compare);
  items.forEach((item, index) => {
    const name = key(item);
    (groups[name] ??= []).push(item);
  });
  return groups;
};

export function names(people: Person[], unusedFlag: boolean): string[] {
  return people.map((p) => p.name);
}
