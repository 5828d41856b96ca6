import java.util.List;

class Unused {
    int first(List<Integer> values, int fallback, boolean strict) {
        int seen = 0;
        String name;
        for (Integer value : values) {
            if (value != null) {
                return value;
            }
            seen += 1;
        }
        // nothing was there
        return fallback;
    }
}
