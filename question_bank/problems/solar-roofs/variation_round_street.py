def best_yield(yield_kwh):
    def best_in_row(amounts):
        before_last = 0
        last = 0
        for amount in amounts:
            with_this = before_last + amount
            before_last = last
            if with_this > last:
                last = with_this
        return last

    if len(yield_kwh) == 1:
        return yield_kwh[0]
    return max(best_in_row(yield_kwh[1:]), best_in_row(yield_kwh[:-1]))
