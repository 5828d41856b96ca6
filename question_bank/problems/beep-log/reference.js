function printed(beeps) {
  const pieces = [];
  let start = 0;
  for (let position = 1; position <= beeps.length; position += 1) {
    if (position === beeps.length || beeps[position] !== beeps[start]) {
      const length = position - start;
      pieces.push(beeps[start]);
      if (length > 1) {
        pieces.push(String(length));
      }
      start = position;
    }
  }
  return pieces.join("");
}
