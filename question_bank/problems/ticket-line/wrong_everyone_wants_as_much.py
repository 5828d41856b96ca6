def minutes_for(wants, me):
    rounds = wants[me] - 1
    minutes = rounds * len(wants)
    minutes += me + 1
    return minutes
