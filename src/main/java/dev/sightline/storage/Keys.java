package dev.sightline.storage;

import java.util.UUID;

/// The names of our objects. Final from the moment a slot is made: an object is never renamed.
public final class Keys {

    public static final String ORIGINALS = "originals/";
    public static final String RENDITIONS = "renditions/";
    public static final String QUERIES = "query/";

    private Keys() {}

    public static String original(UUID image) {
        return ORIGINALS + image;
    }

    /// @param width the rendition's name, in pixels
    public static String rendition(UUID image, int width) {
        return renditions(image) + width + ".jpg";
    }

    /// The prefix of all renditions of one image.
    public static String renditions(UUID image) {
        return RENDITIONS + image + "/";
    }

    /// A picture that is only searched with.
    public static String query(UUID upload) {
        return QUERIES + upload;
    }
}
