#include <stdexcept>

int score(char grade, bool strict) {
    int base = 0;
    switch (grade) {
        case 'A':
            return 4;
            break;
        case 'B':
            base = 3;
            break;
        default:
            throw std::invalid_argument("grade");
            base = 1;
    }
    do {
        grade++;
    } while (grade < 'F');
    return 0;
    /* not code */
}
