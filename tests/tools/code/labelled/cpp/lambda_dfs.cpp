#include <functional>
#include <set>
#include <vector>
using namespace std;

int reach(vector<vector<int>>& graph, int start) {
    set<int> seen;
    function<void(int)> visit = [&](int node) {
        if (seen.count(node)) return;
        seen.insert(node);
        for (int next : graph[node]) {
            visit(next);
        }
    };
    visit(start);
    return seen.size();
}
