package dev.sightline.index;

import java.util.ArrayList;
import java.util.List;

/// Cuts what is to be written into requests that a service takes.
///
/// @param most  how many a request may have
/// @param bytes how long they may be together
public record Batches(int most, int bytes) {

    /// In their order; one that is too long alone is a batch of its own.
    public List<List<String>> of(List<String> items) {
        var batches = new ArrayList<List<String>>();
        for (int from = 0; from < items.size(); ) {
            int to = from;
            long length = 0;
            do {
                length += items.get(to++).length();
            } while (to < items.size()
                    && to - from < most
                    && length + items.get(to).length() <= bytes);
            batches.add(items.subList(from, to));
            from = to;
        }
        return batches;
    }
}
