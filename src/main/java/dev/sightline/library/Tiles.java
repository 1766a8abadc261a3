package dev.sightline.library;

import jakarta.enterprise.context.ApplicationScoped;

/// Makes tiles of images.
@ApplicationScoped
public class Tiles {

    private final ImageFiles files;

    Tiles(ImageFiles files) {
        this.files = files;
    }

    /// @param relevance null where nothing was compared
    public Tile of(Image image, Tile.Relevance relevance) {
        boolean seen = image.width() != null;
        return new Tile(
                image.id(),
                image.caption(),
                seen ? files.rendition(image, ImageFiles.THUMBNAIL) : null,
                image.thumbnail2x() ? files.rendition(image, ImageFiles.THUMBNAIL_2X) : null,
                seen ? image.width() : Shapes.UNKNOWN,
                seen ? image.height() : Shapes.UNKNOWN,
                image.colours().isEmpty() ? null : image.colours().getFirst(),
                image.placeholder(),
                !seen && image.error() == null,
                image.favourite(),
                mark(image),
                relevance,
                null);
    }

    private static String mark(Image image) {
        return switch (image.sequence()) {
            case SINGLE -> null;
            case ANIMATION -> "Animated";
            case PAGES -> "Pages";
        };
    }
}
