def longest_walk(cave):
    def way_down(chamber):
        if chamber is None:
            return 0
        return 1 + max(way_down(chamber[1]), way_down(chamber[2]))

    if cave is None:
        return 0
    through = way_down(cave[1]) + way_down(cave[2])
    return max(through, longest_walk(cave[1]), longest_walk(cave[2]))
