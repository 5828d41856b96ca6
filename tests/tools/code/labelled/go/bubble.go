package main

func bubble(items []int) {
	for end := len(items); end > 1; end-- {
		swapped := false
		for k := 1; k < end; k++ {
			if items[k-1] > items[k] {
				items[k-1], items[k] = items[k], items[k-1]
				swapped = true
			}
		}
		if !swapped {
			break
		}
	}
}
