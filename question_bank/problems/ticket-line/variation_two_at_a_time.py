def minutes_for(wants, me):
    mine = (wants[me] + 1) // 2
    minutes = 0
    for position, wanted in enumerate(wants):
        visits = (wanted + 1) // 2
        if position <= me:
            minutes += min(visits, mine)
        else:
            minutes += min(visits, mine - 1)
    return minutes
