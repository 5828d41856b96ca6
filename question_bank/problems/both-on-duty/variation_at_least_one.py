def both_there(first, second):
    stretches = []
    for start, end in sorted(first + second):
        if stretches and start <= stretches[-1][1]:
            stretches[-1][1] = max(stretches[-1][1], end)
        else:
            stretches.append([start, end])
    return stretches
