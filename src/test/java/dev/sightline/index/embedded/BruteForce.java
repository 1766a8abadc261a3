package dev.sightline.index.embedded;

import dev.sightline.embedding.Vector;
import dev.sightline.index.Hit;
import dev.sightline.index.IndexEntry;
import dev.sightline.index.IndexFilter;
import dev.sightline.index.Kind;
import dev.sightline.index.VectorRepository.Calibrated;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/// What an index has to answer, written as plainly as can be.
public final class BruteForce {

    private final Map<Key, IndexEntry> entries = new LinkedHashMap<>();

    /// As it is now, whatever happens to this one.
    BruteForce copy() {
        var copy = new BruteForce();
        copy.entries.putAll(entries);
        return copy;
    }

    public void put(Collection<IndexEntry> added) {
        added.forEach(entry -> entries.put(new Key(entry.image(), entry.kind(), entry.ordinal()), entry));
    }

    public void remove(Collection<UUID> images) {
        entries.keySet().removeIf(key -> images.contains(key.image()));
    }

    public List<Hit> nearest(Vector query, Kind kind, IndexFilter filter, int k) {
        return entries.values().stream()
                .filter(entry -> entry.kind() == kind && passes(entry, filter))
                .map(entry -> new Hit(entry.image(), entry.ordinal(), query.cosine(entry.vector()), entry.level()))
                .sorted(Comparator.comparingDouble((Hit hit) -> -hit.cosine())
                        .thenComparing(Hit::image)
                        .thenComparingInt(Hit::ordinal))
                .limit(k)
                .toList();
    }

    public Vector vector(UUID image, Kind kind, int ordinal) {
        return entries.get(new Key(image, kind, ordinal)).vector();
    }

    Map<UUID, List<Calibrated>> vectors(Kind kind) {
        return entries.values().stream()
                .filter(entry -> entry.kind() == kind)
                .sorted(Comparator.comparingInt(IndexEntry::ordinal))
                .collect(Collectors.groupingBy(
                        IndexEntry::image,
                        Collectors.mapping(
                                entry -> new Calibrated(entry.vector(), entry.level()), Collectors.toList())));
    }

    List<IndexEntry> entries() {
        return List.copyOf(entries.values());
    }

    List<UUID> images() {
        return entries.keySet().stream().map(Key::image).distinct().toList();
    }

    Set<UUID> images(Kind kind) {
        return entries.keySet().stream()
                .filter(key -> key.kind() == kind)
                .map(Key::image)
                .collect(Collectors.toSet());
    }

    long size(Kind kind) {
        return entries.keySet().stream().filter(key -> key.kind() == kind).count();
    }

    private static boolean passes(IndexEntry entry, IndexFilter filter) {
        return entry.collection() == filter.collection()
                && (filter.mediaTypes().isEmpty() || filter.mediaTypes().contains(entry.mediaType()))
                && (filter.from() == null || !entry.date().isBefore(filter.from()))
                && (filter.before() == null || entry.date().isBefore(filter.before()))
                && (filter.within() == null || filter.within().contains(entry.image()));
    }

    private record Key(UUID image, Kind kind, int ordinal) {}
}
