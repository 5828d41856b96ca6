import java.util.*;

class Brackets {
    private static final String OPEN = "([{";

    boolean balanced(String text) {
        Deque<Character> open = new ArrayDeque<>();
        for (char c : text.toCharArray()) {
            if (OPEN.indexOf(c) >= 0) {
                open.push(c);
            } else if (open.isEmpty()) {
                return false;
            } else {
                char last = open.pop();
                if (!matches(last, c)) return false;
            }
        }
        return open.isEmpty();
    }

    private boolean matches(char a, char b) {
        switch (a) {
            case '(':
                return b == ')';
            default:
                return b == ']' || b == '}';
        }
    }
}
