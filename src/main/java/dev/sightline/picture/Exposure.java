package dev.sightline.picture;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Objects;
import java.util.stream.Stream;

/// How a picture was exposed; null for what is not known.
///
/// @param seconds       the shutter was open
/// @param aperture      the f-number
/// @param focalLength   in millimetres
/// @param focalLength35 in millimetres, of the same view on 35 mm film
/// @param flash         whether it fired
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Exposure(
        Double seconds, Double aperture, Integer iso, Double focalLength, Integer focalLength35, Boolean flash) {

    private static final double LONGEST = 7 * 86_400;
    private static final double NARROWEST = 1_000;
    private static final double FASTEST = 100_000_000;
    private static final double LONGEST_LENS = 100_000;

    /// With what makes no sense left out.
    ///
    /// @return null if nothing is left
    public static Exposure of(
            Double seconds, Double aperture, Integer iso, Double focalLength, Integer focalLength35, Boolean flash) {
        var exposure = new Exposure(
                isWithin(seconds, LONGEST) ? seconds : null,
                isWithin(aperture, NARROWEST) ? aperture : null,
                isWithin(iso, FASTEST) ? iso : null,
                isWithin(focalLength, LONGEST_LENS) ? focalLength : null,
                isWithin(focalLength35, LONGEST_LENS) ? focalLength35 : null,
                flash);
        return exposure.isEmpty() ? null : exposure;
    }

    private static boolean isWithin(Number value, double most) {
        return value != null && value.doubleValue() > 0 && value.doubleValue() <= most;
    }

    private boolean isEmpty() {
        return Stream.of(seconds, aperture, iso, focalLength, focalLength35, flash)
                .allMatch(Objects::isNull);
    }
}
