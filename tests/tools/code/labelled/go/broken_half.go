package main

func count(words []string) map[string]int {
	seen := make(map[string]int)
	for _, w := range words {
		seen[w]++
	}
	return seen
}

func most(words []string) string {
	best := ""
	for w, n := range count(words
