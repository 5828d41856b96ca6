def take_bead(thread, place):
    colours = []
    while thread is not None:
        colours.append(thread[0])
        thread = thread[1]
    kept = None
    for position, colour in enumerate(reversed(colours), start=1):
        if position != place:
            kept = [colour, kept]
    return kept
