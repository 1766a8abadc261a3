package dev.sightline.ingest;

import dev.sightline.picture.Picture;
import dev.sightline.storage.Keys;
import dev.sightline.storage.ObjectStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/// The pixels of images that were taken in before, without a look at their originals.
@ApplicationScoped
public class StoredRenditions {

    /// Of a rendition, as a first guess.
    private static final int USUAL_BYTES = 1 << 20;

    private final ObjectStore objects;
    private final Pictures pictures;

    StoredRenditions(ObjectStore objects, Pictures pictures) {
        this.objects = objects;
        this.pictures = pictures;
    }

    /// @param size one of [dev.sightline.picture.Renditions#SIZES]
    /// @throws dev.sightline.storage.MissingObjectException if there is no such rendition
    /// @throws dev.sightline.picture.PictureException       if it cannot be read
    public Picture read(UUID image, int size) throws InterruptedException {
        try (var file = pictures.open(() -> objects.get(Keys.rendition(image, size)), USUAL_BYTES)) {
            return file.decode();
        }
    }
}
