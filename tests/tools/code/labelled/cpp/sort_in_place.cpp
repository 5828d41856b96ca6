#include <algorithm>
#include <vector>

void order(std::vector<int>& items) {
    std::sort(items.begin(), items.end());
    items.push_back(0);
}

std::vector<int> ordered(std::vector<int> items) {
    std::sort(items.begin(), items.end());
    return items;
}

void bump(int& count, int times, int* out) {
    while (times-- > 0) {
        count += 2;
    }
    *out = count;
}
