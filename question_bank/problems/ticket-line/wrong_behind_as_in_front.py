def minutes_for(wants, me):
    minutes = 0
    for wanted in wants:
        if wanted < wants[me]:
            minutes += wanted
        else:
            minutes += wants[me]
    return minutes
