function turn(photo) {
  return photo[0].map((_, column) => photo.map((row) => row[column]).reverse());
}
