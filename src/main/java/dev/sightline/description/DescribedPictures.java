package dev.sightline.description;

import dev.sightline.ingest.StoredRenditions;
import dev.sightline.picture.Renditions;
import dev.sightline.storage.Keys;
import dev.sightline.storage.ObjectStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/// Pictures as they are sent away to be described: their previews, which are small enough and say nothing of the file.
@ApplicationScoped
class DescribedPictures {

    private final ObjectStore objects;
    private final StoredRenditions renditions;

    DescribedPictures(ObjectStore objects, StoredRenditions renditions) {
        this.objects = objects;
        this.renditions = renditions;
    }

    /// @throws dev.sightline.storage.MissingObjectException if there is no preview
    /// @throws dev.sightline.picture.PictureException       if it cannot be read
    byte[] jpeg(UUID image) throws InterruptedException {
        var preview = objects.get(Keys.rendition(image, Renditions.PREVIEW));
        return preview.length <= Claude.MOST_BYTES
                ? preview
                : Renditions.jpeg(renditions.read(image, Renditions.PREVIEW), Renditions.PREVIEW / 2);
    }
}
