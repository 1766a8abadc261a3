package dev.sightline.description;

import dev.sightline.library.Collections;
import dev.sightline.library.MachineTag;
import dev.sightline.library.MachineTags;
import dev.sightline.library.MachineTags.Source;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/// What was described, and the jobs of what is to be.
@ApplicationScoped
class DescriptionRepository {

    /// Pictures of the library that can be described without anybody asking for this one.
    private static final String DESCRIBABLE = """
            from image i left join description d on d.image_id = i.id
            where i.collection_id = :collection and i.state = 'ready' and i.trashed_at is null
                and not exists (
                    select from job j where j.kind = 'describe' and j.image_id = i.id and j.state <> 'done')
                and %s
            """;

    private static final String NEVER = DESCRIBABLE.formatted("d.image_id is null");
    private static final String OTHERWISE =
            DESCRIBABLE.formatted("(d.image_id is null or not d.removed and (d.model <> :model or d.focus <> :focus))");

    /// A job of the image that there is already begins anew.
    private static final String ANEW = """
            on conflict (kind, image_id) do update
                set state = 'waiting', attempts = 0, code = null, reason = null, due_at = now(),
                    created_at = now(), started_at = null, finished_at = null
            """;

    private final Jdbi jdbi;
    private final MachineTags tags;
    private final Collections collections;

    DescriptionRepository(Jdbi jdbi, MachineTags tags, Collections collections) {
        this.jdbi = jdbi;
        this.tags = tags;
        this.collections = collections;
    }

    /// What to do for an image.
    ///
    /// @param attempt 1 for the first
    record Work(UUID image, int attempt) {}

    /// How far descriptions have come.
    ///
    /// @param described pictures that have one
    /// @param waiting   that are to be described, or are being
    /// @param failed    that could not be
    /// @param never     that nobody has had described
    /// @param otherwise those, and those that another model described, or with another focus
    record Counts(long described, long waiting, long failed, long never, long otherwise) {}

    /// What is known of one image.
    ///
    /// @param state  of its job, or null
    /// @param reason why it waits or has failed, or null
    /// @param model  that has described it, or null
    record OfImage(String state, String reason, String model, Instant at) {}

    String focus() {
        return jdbi.withHandle(
                handle -> handle.createQuery("select coalesce(description_focus, '') from collection where id = :id")
                        .bind("id", collections.library())
                        .mapTo(String.class)
                        .one());
    }

    void setFocus(String focus) {
        jdbi.useHandle(handle -> handle.createUpdate("update collection set description_focus = :focus where id = :id")
                .bind("id", collections.library())
                .bind("focus", focus)
                .execute());
    }

    /// Has an image described, from the first attempt on.
    void request(UUID image) {
        jdbi.useHandle(
                handle -> handle.createUpdate("""
                        insert into job (id, kind, image_id, state, due_at)
                        select gen_random_uuid(), 'describe', id, 'waiting', now() from image where id = :image
                        """ + ANEW).bind("image", image).execute());
    }

    /// Has all described that have no description.
    ///
    /// @param otherwise also those that another model has described, or with another focus
    /// @return how many
    int requestAll(boolean otherwise, String model, String focus) {
        return jdbi.withHandle(handle -> {
            var update = handle.createUpdate("""
                            insert into job (id, kind, image_id, state, due_at)
                            select gen_random_uuid(), 'describe', i.id, 'waiting', now()
                            """ + (otherwise ? OTHERWISE : NEVER) + ANEW)
                    .bind("collection", collections.library());
            if (otherwise) {
                update.bind("model", model).bind("focus", focus);
            }
            return update.execute();
        });
    }

    /// Gives up what waits.
    int stop() {
        return jdbi.withHandle(
                handle -> handle.createUpdate("delete from job where kind = 'describe' and state = 'waiting'")
                        .execute());
    }

    /// What another process was at when it ended is begun again.
    void resume() {
        jdbi.useHandle(handle ->
                handle.execute("update job set state = 'waiting' where kind = 'describe' and state = 'running'"));
    }

    /// Starts attempts at some that are due, the latest that were asked for first.
    List<Work> begin(int most) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        update job set state = 'running', attempts = attempts + 1, started_at = now(), due_at = null
                        where id in (
                            select id from job where kind = 'describe' and state = 'waiting' and due_at <= now()
                            order by created_at desc, id limit :most for update skip locked)
                        returning image_id, attempts
                        """)
                .bind("most", most)
                .map((row, _) -> new Work(row.getObject("image_id", UUID.class), row.getInt("attempts")))
                .list());
    }

    /// When the next one is due, if one waits.
    Optional<Instant> nextDue() {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select min(due_at) as due from job where kind = 'describe' and state = 'waiting'")
                .map((row, _) -> row.getObject("due", OffsetDateTime.class))
                .findOne()
                .map(OffsetDateTime::toInstant));
    }

    /// Whether an attempt goes on: nobody else has described the image since it was begun.
    boolean isBegun(Work work) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select exists (
                            select from job where kind = 'describe' and image_id = :image and state = 'running')
                        """)
                .bind("image", work.image())
                .mapTo(boolean.class)
                .one());
    }

    /// Whether an image is there of which nothing is written.
    boolean isWordless(UUID image) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select exists (
                            select from image
                            where id = :image
                                and coalesce(title, description, machine_title, machine_description) is null)
                        """)
                .bind("image", image)
                .mapTo(boolean.class)
                .one());
    }

    void postpone(UUID image, Instant due, String code, String reason) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        update job set state = 'waiting', due_at = :due, code = :code, reason = :reason
                        where kind = 'describe' and image_id = :image
                        """)
                .bind("image", image)
                .bind("due", due.atOffset(ZoneOffset.UTC))
                .bind("code", code)
                .bind("reason", reason)
                .execute());
    }

    void fail(UUID image, String code, String reason) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        update job set state = 'failed', code = :code, reason = :reason, finished_at = now()
                        where kind = 'describe' and image_id = :image
                        """)
                .bind("image", image)
                .bind("code", code)
                .bind("reason", reason)
                .execute());
    }

    /// Keeps what a model says in the place of what one said before.
    void keep(UUID image, Description said, String model, String focus) {
        jdbi.useTransaction(handle -> {
            handle.createUpdate("""
                            update image set machine_title = :title, machine_description = :description,
                                version = version + 1
                            where id = :image
                            """)
                    .bind("image", image)
                    .bind("title", said.title())
                    .bind("description", said.description())
                    .execute();
            tags.replace(
                    handle,
                    image,
                    Source.DESCRIPTION,
                    said.tags().stream().map(tag -> new MachineTag(tag, null)).toList());
            handle.createUpdate("""
                            insert into description (image_id, model, focus)
                            select id, :model, :focus from image where id = :image
                            on conflict (image_id) do update
                                set model = excluded.model, focus = excluded.focus, at = now(), removed = false
                            """)
                    .bind("image", image)
                    .bind("model", model)
                    .bind("focus", focus)
                    .execute();
            handle.createUpdate("""
                            update job set state = 'done', finished_at = now(), code = null, reason = null
                            where kind = 'describe' and image_id = :image
                            """).bind("image", image).execute();
        });
    }

    /// Takes away what a model says of an image; its tags are taken away one by one.
    void remove(UUID image) {
        jdbi.useTransaction(handle -> {
            handle.createUpdate("""
                            update image set machine_title = null, machine_description = null, version = version + 1
                            where id = :image and machine_title is not null
                            """).bind("image", image).execute();
            handle.createUpdate("update description set removed = true where image_id = :image")
                    .bind("image", image)
                    .execute();
        });
    }

    Counts counts(String model, String focus) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select (
                            select count(*) from image
                            where collection_id = :collection and trashed_at is null and machine_title is not null)
                                as described,
                            (select count(*) from job where kind = 'describe' and state in ('waiting', 'running')) as waiting,
                            (select count(*) from job where kind = 'describe' and state = 'failed') as failed,
                            (select count(*) %s) as never,
                            (select count(*) %s) as otherwise
                        """.formatted(NEVER, OTHERWISE))
                .bind("collection", collections.library())
                .bind("model", model)
                .bind("focus", focus)
                .map((row, _) -> new Counts(
                        row.getLong("described"),
                        row.getLong("waiting"),
                        row.getLong("failed"),
                        row.getLong("never"),
                        row.getLong("otherwise")))
                .one());
    }

    OfImage ofImage(UUID image) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select j.state, j.reason, d.model, d.at
                        from image i left join job j on j.image_id = i.id and j.kind = 'describe'
                            left join description d on d.image_id = i.id and not d.removed
                        where i.id = :image
                        """)
                .bind("image", image)
                .map((row, _) -> new OfImage(
                        row.getString("state"),
                        row.getString("reason"),
                        row.getString("model"),
                        row.getObject("at") == null
                                ? null
                                : row.getObject("at", OffsetDateTime.class).toInstant()))
                .one());
    }
}
