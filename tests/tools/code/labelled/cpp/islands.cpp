#include <string>
#include <vector>
using std::vector;
using std::string;

class Solution {
public:
    int islands(vector<string>& grid) {
        int count = 0;
        for (size_t r = 0; r < grid.size(); r++)
            for (size_t c = 0; c < grid[r].size(); c++)
                if (grid[r][c] == '1') {
                    count++;
                    sink(grid, r, c);
                }
        return count;
    }

private:
    void sink(vector<string>& grid, int r, int c) {
        if (r < 0 || c < 0 || grid[r][c] != '1') {
            return;
        }
        grid[r][c] = '0';
        sink(grid, r + 1, c);
        this->sink(grid, r, c + 1);
    }
};
