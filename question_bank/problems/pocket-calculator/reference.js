function value_of(expression) {
  const binds = { "+": 1, "-": 1, "*": 2 };
  const values = [];
  const operators = [];
  const settle = () => {
    const right = values.pop();
    const left = values.pop();
    const operator = operators.pop();
    values.push(operator === "+" ? left + right : operator === "-" ? left - right : left * right);
  };

  for (const token of expression.match(/\d+|[-+*()]/g)) {
    if (token === "(") {
      operators.push(token);
    } else if (token === ")") {
      while (operators.at(-1) !== "(") settle();
      operators.pop();
    } else if (token in binds) {
      while (binds[operators.at(-1)] >= binds[token]) settle();
      operators.push(token);
    } else {
      values.push(Number(token));
    }
  }
  while (operators.length > 0) settle();
  return values[0];
}
