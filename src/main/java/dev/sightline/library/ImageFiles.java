package dev.sightline.library;

import dev.sightline.picture.Renditions;
import dev.sightline.storage.Keys;
import dev.sightline.storage.Presigner;
import jakarta.enterprise.context.ApplicationScoped;

/// Links by which a browser fetches an image's bytes from the storage itself.
@ApplicationScoped
public class ImageFiles {

    /// Pixels of the long side of a rendition.
    public static final int THUMBNAIL = Renditions.THUMBNAIL;

    /// See [#THUMBNAIL]; not every image has it.
    public static final int THUMBNAIL_2X = Renditions.THUMBNAIL_2X;

    /// See [#THUMBNAIL].
    public static final int PREVIEW = Renditions.PREVIEW;

    private final Presigner presigner;

    ImageFiles(Presigner presigner) {
        this.presigner = presigner;
    }

    /// @param side [#THUMBNAIL], [#THUMBNAIL_2X] or [#PREVIEW]
    public String rendition(Image image, int side) {
        return presigner.get(Keys.rendition(image.id(), side)).toString();
    }

    public String original(Image image) {
        return presigner.get(image.objectKey()).toString();
    }

    /// A link that saves the original under its own name.
    public String download(Image image) {
        return presigner.download(image.objectKey(), image.name()).toString();
    }

    /// A link that saves a rendition, under the image's name with its size: `beach-1440.jpg`.
    ///
    /// @param side [#THUMBNAIL] or [#PREVIEW]
    public String download(Image image, int side) {
        var name = "%s-%d.jpg".formatted(image.name().replaceFirst("(?<=.)\\.[^.]{1,5}$", ""), side);
        return presigner.download(Keys.rendition(image.id(), side), name).toString();
    }
}
