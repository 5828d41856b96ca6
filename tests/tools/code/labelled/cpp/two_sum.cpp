#include <unordered_map>
#include <vector>
using namespace std;

vector<int> twoSum(const vector<int>& nums, int target) {
    unordered_map<int, int> seen;
    for (int i = 0; i < (int)nums.size(); ++i) {
        auto found = seen.find(target - nums[i]);
        if (found != seen.end()) {
            return {found->second, i};
        }
        seen[nums[i]] = i;
    }
    return {};
}
