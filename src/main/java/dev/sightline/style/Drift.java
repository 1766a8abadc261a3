package dev.sightline.style;

import dev.sightline.style.ClusteringRepository.Late;
import io.quarkus.runtime.annotations.RegisterForReflection;

/// How well the styles still fit, now that pictures have come since they were found.
///
/// @param added      pictures that came since
/// @param distance   of pictures to the centre of their style when the styles were found: 1 − cosine, on average
/// @param addedDistance the same of those that came since, or null if there are none
/// @param fitAgain   whether the styles should be found again
/// @param reason     why, in words, or null
@RegisterForReflection
record Drift(long added, double distance, Double addedDistance, boolean fitAgain, String reason) {

    /// Fewer new pictures say nothing.
    static final int FEW = 20;

    /// New pictures that are so much further away are of other styles.
    static final double FURTHER = 1.15;

    /// Of all pictures.
    static final double MANY = 1 / 3.0;

    static Drift of(double distance, Late late) {
        var reason = reason(distance, late);
        return new Drift(late.images(), distance, late.distance(), reason != null, reason);
    }

    private static String reason(double distance, Late late) {
        if (late.images() < FEW) {
            return null;
        }
        if (late.distance() > FURTHER * distance) {
            return "The %,d pictures that came since are %.0f%% further from the styles than those before: they look like none of them."
                    .formatted(late.images(), 100 * (late.distance() / distance - 1));
        }
        if (late.images() > MANY * late.all()) {
            return "%,d of %,d pictures came after the styles were found.".formatted(late.images(), late.all());
        }
        return null;
    }
}
