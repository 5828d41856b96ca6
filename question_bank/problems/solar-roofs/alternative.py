def best_yield(yield_kwh):
    def best(roof):
        if roof >= len(yield_kwh):
            return 0
        return max(best(roof + 1), yield_kwh[roof] + best(roof + 2))

    return best(0)
