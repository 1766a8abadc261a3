package dev.sightline.library;

import dev.sightline.account.Person;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// Counts pictures by what they can be narrowed down by.
@ApplicationScoped
public class Facets {

    private final Jdbi jdbi;
    private final Collections collections;

    Facets(Jdbi jdbi, Collections collections) {
        this.jdbi = jdbi;
        this.collections = collections;
    }

    /// The facets of the library under a filter. Each is counted as if the filter said nothing of it: with
    /// `type:png colour:red`, types are counted among all red pictures and colours among all PNGs.
    /// So one value can be exchanged for another, and its count is what is then seen.
    public List<Facet> of(Filter filter, Person person) {
        return jdbi.withHandle(handle -> Arrays.stream(FacetKind.values())
                .map(kind -> kind.facet(counts(handle, kind, kind.ignoredBy(filter), person)))
                .toList());
    }

    /// The facets of these images, for example of the results of a search.
    public List<Facet> of(Collection<UUID> images, Person person) {
        var counts = jdbi.withHandle(handle -> counts(handle, images, person));
        return Arrays.stream(FacetKind.values())
                .map(kind -> kind.facet(counts.getOrDefault(kind, Map.of())))
                .toList();
    }

    /// Every image is looked up once for all kinds.
    private static Map<FacetKind, Map<String, Long>> counts(Handle handle, Collection<UUID> images, Person person) {
        var values = Arrays.stream(FacetKind.values())
                .map(kind -> "select '%s' as kind, %s as value".formatted(kind, kind.sql))
                .collect(Collectors.joining(" union all "));
        return handle.createQuery("""
                        select kind, value, count(*) as count from image i, lateral (%s) found
                        where i.id = any(:images) and value is not null group by kind, value
                        """.formatted(values))
                .bindArray("images", UUID.class, images)
                .bind("person", person.id())
                .reduceRows(new EnumMap<>(FacetKind.class), (counts, row) -> {
                    counts.computeIfAbsent(FacetKind.valueOf(row.getColumn("kind", String.class)), _ -> new HashMap<>())
                            .put(row.getColumn("value", String.class), row.getColumn("count", Long.class));
                    return counts;
                });
    }

    private Map<String, Long> counts(Handle handle, FacetKind kind, Filter filter, Person person) {
        var query = handle.createQuery("""
                        select value, count(*) as count from (select %s as value from image i where %s) found
                        where value is not null group by value
                        """.formatted(kind.sql, String.join(" and ", Images.conditions(filter))))
                .bind("person", person.id());
        return Images.bind(query, collections.library(), filter).reduceRows(new HashMap<>(), (counts, row) -> {
            counts.put(row.getColumn("value", String.class), row.getColumn("count", Long.class));
            return counts;
        });
    }
}
