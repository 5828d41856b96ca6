function write_out(pattern) {
  const kept = [];
  let text = "";
  let count = 0;
  for (const character of pattern) {
    if (character >= "0" && character <= "9") {
      count = count * 10 + Number(character);
    } else if (character === "[") {
      kept.push([text, count]);
      text = "";
      count = 0;
    } else if (character === "]") {
      const [before, times] = kept.pop();
      text = before + text.repeat(times);
    } else {
      text += character;
    }
  }
  return text;
}
