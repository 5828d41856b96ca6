function first_break(text) {
  const partner = { ")": "(", "]": "[", "}": "{" };
  const opened = [];
  for (let position = 0; position < text.length; position += 1) {
    const character = text[position];
    if ("([{".includes(character)) {
      opened.push(character);
    } else if (character in partner) {
      if (opened.length === 0 || opened[opened.length - 1] !== partner[character]) {
        return position;
      }
      opened.pop();
    }
  }
  return opened.length > 0 ? text.length : -1;
}
