package dev.sightline.picture;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Optional;

/// Where a picture was taken.
///
/// @param latitude  in degrees, north is positive
/// @param longitude in degrees, east is positive
/// @param altitude  in metres above the sea, or null
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Place(double latitude, double longitude, Double altitude) {

    private static final double HIGHEST = 100_000;

    /// Two zeros are what devices write that do not know.
    static Optional<Place> of(double latitude, double longitude, Double altitude) {
        boolean somewhere = Math.abs(latitude) <= 90
                && Math.abs(longitude) <= 180
                && (Math.abs(latitude) > 1e-9 || Math.abs(longitude) > 1e-9);
        boolean high = altitude != null && Math.abs(altitude) <= HIGHEST;
        return somewhere ? Optional.of(new Place(latitude, longitude, high ? altitude : null)) : Optional.empty();
    }
}
