function longest_mirror(text) {
  const grow = (left, right) => {
    while (left >= 0 && right < text.length && text[left] === text[right]) {
      left--;
      right++;
    }
    return text.slice(left + 1, right);
  };

  let best = "";
  for (let middle = 0; middle < text.length; middle++) {
    for (const mirror of [grow(middle, middle), grow(middle, middle + 1)]) {
      if (mirror.length > best.length) best = mirror;
    }
  }
  return best;
}
