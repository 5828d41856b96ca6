function bubble(items) {
  for (let end = items.length; end > 1; end--) {
    let swapped = false;
    for (let k = 1; k < end; k++) {
      if (items[k - 1] > items[k]) {
        [items[k - 1], items[k]] = [items[k], items[k - 1]];
        swapped = true;
      }
    }
    if (!swapped) break;
  }
  return items;
}

function byAge(people, ...extra) {
  people.sort((a, b) => a.age - b.age);
  return people;
}
