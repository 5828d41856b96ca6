export async function pool<T>(jobs: Array<() => Promise<T>>, width = 4): Promise<T[]> {
  const results: T[] = [];
  const running = new Set<Promise<void>>();
  for (const job of jobs) {
    const done: Promise<void> = job().then((value) => {
      results.push(value);
      running.delete(done);
    });
    running.add(done);
    while (running.size >= width) {
      await Promise.race(running);
    }
  }
  await Promise.all(running);
  return results;
}
