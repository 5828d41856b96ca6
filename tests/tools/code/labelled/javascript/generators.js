function* chunks(list, size) {
  for (let at = 0; at < list.length; at += size) {
    yield list.slice(at, at + size);
  }
}

async function load(urls) {
  const seen = new Set();
  let tries = 0;
  while (true) {
    const url = urls.pop();
    if (url === undefined) break;
    seen.add(await fetch(url));
    tries++;
  }
  return [...seen];
}
