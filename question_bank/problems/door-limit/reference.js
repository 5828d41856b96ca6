class MuseumDoor {
  constructor(limit, period) {
    this.limit = limit;
    this.period = period;
    this.entered = [];
    this.first = 0;
  }

  enter(minute) {
    while (this.first < this.entered.length && this.entered[this.first] <= minute - this.period) {
      this.first += 1;
    }
    if (this.entered.length - this.first === this.limit) {
      return false;
    }
    this.entered.push(minute);
    return true;
  }
}
