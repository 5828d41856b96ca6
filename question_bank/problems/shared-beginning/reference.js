function shared_start(paths) {
  let shared = paths[0] ?? "";
  for (const path of paths) {
    while (!path.startsWith(shared)) shared = shared.slice(0, -1);
  }
  return shared;
}
