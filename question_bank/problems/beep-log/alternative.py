from itertools import groupby


def printed(beeps):
    runs = ((letter, len(list(run))) for letter, run in groupby(beeps))
    return "".join(letter + (str(length) if length > 1 else "") for letter, length in runs)
