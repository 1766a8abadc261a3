package dev.sightline.picture;

import java.util.Optional;

/// What a file says about its picture besides the pixels.
///
/// @param taken when, or null where the file does not say
public record PictureMetadata(Orientation orientation, TakenAt taken) {

    static final PictureMetadata NONE = new PictureMetadata(Orientation.UPRIGHT, null);

    public Optional<TakenAt> takenAt() {
        return Optional.ofNullable(taken);
    }
}
