function minutes_for(wants, me) {
  const mine = wants[me];
  return wants.reduce(
    (minutes, wanted, position) => minutes + Math.min(wanted, position <= me ? mine : mine - 1),
    0,
  );
}
