package dev.sightline.tagging;

import dev.sightline.index.Generation;
import dev.sightline.library.Collections;
import dev.sightline.library.MachineTag;
import dev.sightline.library.MachineTags;
import dev.sightline.library.MachineTags.Source;
import dev.sightline.tagging.Tagging.Progress;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/// Which pictures of the library were tagged by what.
@ApplicationScoped
class TaggingRepository {

    /// Pictures that can be found, and that `:tagger` has not looked at.
    private static final String PENDING = """
            from image i
            where i.collection_id = :collection and i.state = 'ready'
                and exists (
                    select from vector v where v.image_id = i.id and v.space_id = :space and v.kind = :kind)
                and not exists (select from tagging t where t.image_id = i.id and t.tagger = :tagger)
            """;

    private final Jdbi jdbi;
    private final MachineTags tags;
    private final Collections collections;

    TaggingRepository(Jdbi jdbi, MachineTags tags, Collections collections) {
        this.jdbi = jdbi;
        this.tags = tags;
        this.collections = collections;
    }

    /// Some of those that are still to be tagged, the newest first.
    List<UUID> pending(Generation generation, String tagger, int limit) {
        return jdbi.withHandle(
                handle -> handle.createQuery("select i.id " + PENDING + " order by i.date desc, i.id desc limit :limit")
                        .bind("space", generation.spaceId())
                        .bind("kind", generation.kind().code())
                        .bind("collection", collections.library())
                        .bind("tagger", tagger)
                        .bind("limit", limit)
                        .mapTo(UUID.class)
                        .list());
    }

    /// Puts tags in the place of those that pictures got from a vocabulary before.
    void keep(String tagger, Map<UUID, List<MachineTag>> given) {
        jdbi.useTransaction(handle -> {
            // In one order, so that two changes of the same images wait for each other.
            new TreeMap<>(given).forEach((image, these) -> tags.replace(handle, image, Source.VOCABULARY, these));
            handle.createUpdate("""
                            insert into tagging (image_id, tagger)
                            select id, :tagger from image where id = any(:images)
                            on conflict (image_id) do update set tagger = excluded.tagger
                            """)
                    .bind("tagger", tagger)
                    .bindArray("images", UUID.class, List.copyOf(given.keySet()))
                    .execute();
        });
    }

    Progress progress(String tagger) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select count(t.image_id) as tagged, count(*) as all, (
                            select count(*) from machine_tag m join image o on o.id = m.image_id
                            where m.source = 'vocabulary' and not m.refused and o.trashed_at is null) as tags
                        from image i left join tagging t on t.image_id = i.id and t.tagger = :tagger
                        where i.collection_id = :collection and i.state = 'ready' and i.trashed_at is null
                        """)
                .bind("tagger", tagger)
                .bind("collection", collections.library())
                .map((row, _) -> new Progress(row.getLong("tagged"), row.getLong("all"), row.getLong("tags")))
                .one());
    }
}
