package dev.sightline.library;

import dev.sightline.account.Person;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;

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
        return jdbi.withHandle(handle -> Arrays.stream(FacetKind.values())
                .map(kind -> kind.facet(counts(handle, kind, images, person)))
                .toList());
    }

    private Map<String, Long> counts(Handle handle, FacetKind kind, Filter filter, Person person) {
        var query = counted(handle, kind, String.join(" and ", Images.conditions(filter)), person);
        return read(Images.bind(query, collections.library(), filter));
    }

    private static Map<String, Long> counts(Handle handle, FacetKind kind, Collection<UUID> images, Person person) {
        return read(counted(handle, kind, "i.id = any(:images)", person).bindArray("images", UUID.class, images));
    }

    private static Query counted(Handle handle, FacetKind kind, String conditions, Person person) {
        return handle.createQuery("""
                        select value, count(*) as count from (select %s as value from image i where %s) found
                        where value is not null group by value
                        """.formatted(kind.sql, conditions)).bind("person", person.id());
    }

    private static Map<String, Long> read(Query query) {
        return query.reduceRows(new HashMap<>(), (counts, row) -> {
            counts.put(row.getColumn("value", String.class), row.getColumn("count", Long.class));
            return counts;
        });
    }
}
