function same_text(first, second) {
  const played = (keys) => {
    const text = [];
    for (const key of keys) {
      if (key === "<") text.pop();
      else text.push(key);
    }
    return text.join("");
  };
  return played(first) === played(second);
}
