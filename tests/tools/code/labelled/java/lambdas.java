import java.util.*;
import java.util.function.Function;

class Lambdas {
    List<String> order(List<String> words, int[] counts) {
        Function<String, Integer> size = word -> word.length();
        words.sort((a, b) -> size.apply(a) - size.apply(b));
        Arrays.sort(counts);
        PriorityQueue<String> heap = new PriorityQueue<>((a, b) -> {
            return b.compareTo(a);
        });
        heap.addAll(words);
        List<String> out = new ArrayList<>();
        while (!heap.isEmpty()) out.add(heap.poll());
        return out;
    }
}
