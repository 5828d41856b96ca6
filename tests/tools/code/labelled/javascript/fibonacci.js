const fib = (n) => (n < 2 ? n : fib(n - 1) + fib(n - 2));

const memo = {};
function fast(n) {
  if (n < 2) return n;
  if (memo[n] === undefined) {
    memo[n] = fast(n - 1) + fast(n - 2);
  }
  return memo[n];
}
