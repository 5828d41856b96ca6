def best_yield(yield_kwh):
    before_last = 0
    last = 0
    for amount in yield_kwh:
        with_this = before_last + amount
        before_last = last
        if with_this > last:
            last = with_this
    return last
