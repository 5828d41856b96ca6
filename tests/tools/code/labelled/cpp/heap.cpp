#include <queue>
#include <utility>
#include <vector>
using namespace std;

vector<int> dijkstra(vector<vector<pair<int, int>>> graph, int from) {
    vector<int> best(graph.size(), 1e9);
    priority_queue<pair<int, int>> heap;
    best[from] = 0;
    heap.push({0, from});
    while (!heap.empty()) {
        auto [cost, node] = heap.top();
        heap.pop();
        if (-cost > best[node]) continue;
        for (auto& [next, weight] : graph[node]) {
            int fresh = weight - cost;
            if (fresh < best[next]) {
                best[next] = fresh;
                heap.push({-fresh, next});
            } else {
                int ignored = 0;
            }
        }
    }
    return best;
}
