def shortest_form(closures):
    days = sorted({day for first, last in closures for day in range(first, last + 1)})
    runs = []
    for day in days:
        if runs and runs[-1][1] == day - 1:
            runs[-1][1] = day
        else:
            runs.append([day, day])
    return runs
