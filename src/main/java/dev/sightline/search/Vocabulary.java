package dev.sightline.search;

import dev.sightline.ingest.SweepTask;
import dev.sightline.library.Collections;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;

/// The tags, cameras, lenses, words of titles and names of styles that the library has. Images add what is new by
/// themselves; how many have it is counted by the audit, which also forgets what no image has any more.
@ApplicationScoped
class Vocabulary implements SweepTask {

    private final Jdbi jdbi;
    private final Collections collections;

    Vocabulary(Jdbi jdbi, Collections collections) {
        this.jdbi = jdbi;
        this.collections = collections;
    }

    enum Kind {
        TAG,
        WORD,
        CAMERA,
        LENS,
        STYLE
    }

    /// The most frequent terms of each kind that start with this or, apart from words of titles, have a word that
    /// does. Tags are those of today, whatever the last audit counted. Of one letter, too many words start with it.
    Map<Kind, List<String>> startingWith(String part, int each) {
        var start = part.toLowerCase(Locale.ROOT);
        return jdbi.withHandle(handle -> handle.createQuery("""
                        with found as (
                            (select kind, shown, images, term from vocabulary
                            where collection_id = :collection and kind = 'word' and length(:start) > 1
                                and term ~>=~ :start and term ~<~ (:start || chr(1114111))
                            order by images desc, term limit :each)
                            union all
                            select k.kind, named.* from unnest(array ['tag', 'camera', 'lens']) k(kind),
                                lateral (
                                    select shown, images, term from vocabulary v
                                    where v.collection_id = :collection and v.kind = k.kind
                                        and (starts_with(term, :start) or term like :inside)
                                    order by images desc, term limit :each) named
                            union all
                            (select 'style', s.name, 0, lower(s.name)
                            from style s join clustering c on c.id = s.clustering_id
                            where c.collection_id = :collection and c.state = 'active'
                                and (starts_with(lower(s.name), :start) or lower(s.name) like :inside)
                            order by lower(s.name) limit :each)
                        )
                        select kind, shown from found f
                        where kind <> 'tag' or exists (
                            select from image_tag t where t.collection_id = :collection and t.tag = f.shown)
                        order by kind, images desc, term
                        """)
                .bind("collection", collections.library())
                .bind("start", start)
                .bind("inside", "% " + start.replaceAll("[\\\\%_]", "\\\\$0") + "%")
                .bind("each", each)
                .reduceRows(new EnumMap<>(Kind.class), (found, row) -> {
                    var kind = Kind.valueOf(row.getColumn("kind", String.class).toUpperCase(Locale.ROOT));
                    found.computeIfAbsent(kind, _ -> new ArrayList<>()).add(row.getColumn("shown", String.class));
                    return found;
                }));
    }

    /// The most frequent tags. Some more are looked up, in case that nobody has one any more.
    List<String> tags(int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select shown from (
                            select shown, images, term from vocabulary
                            where collection_id = :collection and kind = 'tag'
                            order by images desc, term limit 4 * :limit) v
                        where exists (
                            select from image_tag t where t.collection_id = :collection and t.tag = v.shown)
                        order by images desc, term limit :limit
                        """)
                .bind("collection", collections.library())
                .bind("limit", limit)
                .mapTo(String.class)
                .list());
    }

    @Override
    public void sweep() {
        // A word that is new is here already.
    }

    @Override
    public void audit() {
        jdbi.useHandle(handle -> handle.execute("""
                with counted as (
                    select i.collection_id, v.kind, v.term, min(v.shown) as shown, count(*) as images
                    from image i, image_vocabulary(i.language, i.title, i.tags, i.camera, i.lens) v
                    where i.trashed_at is null
                    group by i.collection_id, v.kind, v.term
                ), gone as (
                    delete from vocabulary v
                    where not exists (
                        select from counted c
                        where (c.collection_id, c.kind, c.term) = (v.collection_id, v.kind, v.term))
                )
                insert into vocabulary as v (collection_id, kind, term, shown, images)
                select collection_id, kind, term, shown, images from counted order by kind, term
                on conflict (collection_id, kind, term) do update set images = excluded.images
                where v.images <> excluded.images
                """));
    }
}
