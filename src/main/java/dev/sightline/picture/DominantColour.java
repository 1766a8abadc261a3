package dev.sightline.picture;

import java.util.List;

/// One of the colours that a person would name who is asked for a picture's colours.
///
/// @param hex   as `#rrggbb`
/// @param share of the picture's pixels that are nearest to it, above 0 to 1
public record DominantColour(String hex, double share) {

    /// At most five, the largest share first; fewer where the picture has fewer colours. The same for the same picture.
    public static List<DominantColour> of(Picture picture) {
        return ColourClusters.of(Renditions.scaled(picture, Renditions.THUMBNAIL))
                .colours();
    }
}
