package dev.sightline.ingest;

import dev.sightline.library.Images;
import dev.sightline.library.MachineTags;
import dev.sightline.picture.Exposure;
import dev.sightline.picture.PictureMetadata;
import dev.sightline.picture.Place;
import dev.sightline.picture.TakenAt;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;

/// The part of an image's row that comes from what its file and its sidecars say.
@ApplicationScoped
class FactsRepository {

    /// More sidecars than that are not looked at for one image.
    private static final int MOST_SIDECARS = 20;

    private final Jdbi jdbi;

    FactsRepository(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /// A sidecar as it was sent.
    ///
    /// @param own whether it came with the image's file, and not with a duplicate of it later on
    record KeptSidecar(String text, boolean own) {}

    /// The image's own first, then the others in the order in which they came.
    List<KeptSidecar> sidecars(UUID image) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select sidecar, id = image_id as own from upload
                        where image_id = :image and sidecar is not null
                        order by own desc, created_at limit :limit
                        """)
                .bind("image", image)
                .bind("limit", MOST_SIDECARS)
                .map((row, _) -> new KeptSidecar(row.getString("sidecar"), row.getBoolean("own")))
                .list());
    }

    /// Records what a picture's file and sidecars say, except where a person has said something else. Engines learn of
    /// another date; of an image that is being taken in they learn when it is ready.
    ///
    /// @param tags normalised
    void store(UUID image, PictureMetadata metadata, String title, List<String> tags) {
        var taken = metadata.takenAt();
        var exposure = Optional.ofNullable(metadata.exposure());
        var place = Optional.ofNullable(metadata.place());
        jdbi.useTransaction(handle -> {
            var all = MachineTags.withThoseOfFile(handle, image, tags);
            boolean moved = handle.createQuery("""
                            with before as (select date, state from image where id = :image for update)
                            update image set taken_at = :takenAt, taken_offset = :takenOffset, camera = :camera,
                                lens = :lens, exposure_time = :seconds, aperture = :aperture, iso = :iso,
                                focal_length = :focalLength, focal_length_35 = :focalLength35, flash = :flash,
                                latitude = :latitude, longitude = :longitude, altitude = :altitude, rating = :rating,
                                title = case when 'title' = any(edited) then title else :title end,
                                description =
                                    case when 'description' = any(edited) then description else :description end,
                                tags = case when 'tags' = any(edited) then tags else :tags::text[] end,
                                version = version + case
                                    when 'title' <> all(edited) and title is distinct from :title
                                        or 'description' <> all(edited) and description is distinct from :description
                                        or 'tags' <> all(edited) and tags <> :tags::text[]
                                    then 1 else 0 end,
                                metadata_version = :version
                            where id = :image
                            returning (select state = 'ready' and before.date <> image.date from before)
                            """)
                    .bind("image", image)
                    .bind(
                            "takenAt",
                            taken.map(at -> at.instant().atOffset(ZoneOffset.UTC))
                                    .orElse(null))
                    .bind(
                            "takenOffset",
                            taken.map(TakenAt::offset)
                                    .map(ZoneOffset::getTotalSeconds)
                                    .orElse(null))
                    .bind("camera", metadata.camera())
                    .bind("lens", metadata.lens())
                    .bind("seconds", value(exposure, Exposure::seconds))
                    .bind("aperture", value(exposure, Exposure::aperture))
                    .bind("iso", value(exposure, Exposure::iso))
                    .bind("focalLength", value(exposure, Exposure::focalLength))
                    .bind("focalLength35", value(exposure, Exposure::focalLength35))
                    .bind("flash", value(exposure, Exposure::flash))
                    .bind("latitude", value(place, Place::latitude))
                    .bind("longitude", value(place, Place::longitude))
                    .bind("altitude", value(place, Place::altitude))
                    .bind("rating", metadata.words().rating())
                    .bind("title", title)
                    .bind("description", metadata.words().description())
                    .bindArray("tags", String.class, all)
                    .bind("version", PictureMetadata.VERSION)
                    .mapTo(boolean.class)
                    .findOne()
                    .orElse(false);
            if (moved) {
                Images.recordIndexChange(handle, image);
            }
        });
    }

    private static <R, V> V value(Optional<R> part, Function<R, V> value) {
        return part.map(value).orElse(null);
    }

    /// An image that was read by an earlier version.
    record Outdated(UUID image, String objectKey, long size, List<String> colours) {}

    List<Outdated> outdated(int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select id, object_key, size, colours from image
                        where metadata_version < :version and state = 'ready'
                        order by metadata_version, id limit :limit
                        """)
                .bind("version", PictureMetadata.VERSION)
                .bind("limit", limit)
                .map((row, _) -> new Outdated(
                        row.getObject("id", UUID.class),
                        row.getString("object_key"),
                        row.getLong("size"),
                        List.of((String[]) row.getArray("colours").getArray())))
                .list());
    }

    void nameColours(UUID image, List<String> names) {
        jdbi.useHandle(handle -> handle.createUpdate("update image set colour_names = :names where id = :image")
                .bind("image", image)
                .bindArray("names", String.class, names)
                .execute());
    }

    /// Leaves an image as it is whose file cannot be read again.
    void skip(UUID image) {
        jdbi.useHandle(handle -> handle.createUpdate("update image set metadata_version = :version where id = :image")
                .bind("image", image)
                .bind("version", PictureMetadata.VERSION)
                .execute());
    }
}
