def minutes_for(wants, me):
    minutes = 0
    for position, wanted in enumerate(wants):
        if position <= me:
            most = wants[me]
        else:
            most = wants[me] - 1
        if wanted < most:
            minutes += wanted
        else:
            minutes += most
    return minutes
