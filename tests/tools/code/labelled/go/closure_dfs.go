package main

func reach(graph map[string][]string, start string) int {
	seen := map[string]bool{}
	var visit func(string)
	visit = func(node string) {
		if seen[node] {
			return
		}
		seen[node] = true
		for _, next := range graph[node] {
			visit(next)
		}
	}
	visit(start)
	return len(seen)
}
