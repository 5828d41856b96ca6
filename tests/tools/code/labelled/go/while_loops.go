package main

import "sort"

func search(values []int, goal int) int {
	sort.Ints(values)
	low, high := 0, len(values)-1
	for low <= high {
		mid := (low + high) / 2
		switch {
		case values[mid] == goal:
			return mid
		case values[mid] < goal:
			low = mid + 1
		default:
			high = mid - 1
		}
	}
	for {
		if low > 0 {
			return -low
		} else if high < 0 {
			return -1
		} else {
			low++
		}
	}
}
