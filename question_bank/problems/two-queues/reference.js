function join_queues(first, second) {
  const joined = [];
  let waiting = 0;
  for (const person of first) {
    while (waiting < second.length && second[waiting][0] < person[0]) joined.push(second[waiting++]);
    joined.push(person);
  }
  return joined.concat(second.slice(waiting));
}
