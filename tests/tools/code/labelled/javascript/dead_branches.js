function grade(points, bonus) {
  let label;
  switch (Math.floor(points / 10)) {
    case 10:
    case 9:
      return "A";
      break;
    case 8:
      label = "B";
      break;
    default:
      throw new RangeError("low");
  }
  return "B";
  console.log("never");
}
