package dev.sightline.picture;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Reads the JSON file that Google Takeout puts beside a picture. Of persons in it nothing is read.
final class Takeout {

    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(32)
                    .maxStringLength(Sidecar.LARGEST)
                    .maxNumberLength(64)
                    .build())
            .build());

    private static final Pattern FILE_NAME = Pattern.compile("(?is).*\\.[a-z][a-z0-9]{2,3}");

    /// The year 10000, beyond which no date can be written.
    private static final long END_OF_TIME = 253_402_300_800L;

    private Takeout() {}

    /// Empty where it is no such file.
    static Optional<Sidecar> read(String text) {
        try {
            var file = JSON.readTree(text);
            boolean isOurs = file.path("photoTakenTime").isObject()
                    || file.path("geoData").isObject();
            return isOurs ? Optional.of(sidecar(file)) : Optional.empty();
        } catch (JsonProcessingException broken) {
            return Optional.empty();
        }
    }

    private static Sidecar sidecar(JsonNode file) {
        var metadata = new PictureMetadata(
                Orientation.UPRIGHT,
                null,
                null,
                null,
                null,
                Stream.of("geoData", "geoDataExif")
                        .flatMap(name -> place(file.path(name)).stream())
                        .findFirst()
                        .orElse(null),
                PictureWords.of(title(file), file.path("description").asText(""), List.of(), null));
        var taken = moment(file.path("photoTakenTime").path("timestamp"));
        return new Sidecar(metadata, taken.orElse(null), file.path("favorited").asBoolean());
    }

    /// The title is the name that the file once had, unless somebody gave it another.
    private static String title(JsonNode file) {
        var title = file.path("title").asText("");
        return FILE_NAME.matcher(title).matches() ? null : title;
    }

    private static Optional<Place> place(JsonNode place) {
        return place.path("latitude").isNumber() && place.path("longitude").isNumber()
                ? Place.of(
                        place.path("latitude").asDouble(),
                        place.path("longitude").asDouble(),
                        place.path("altitude").isNumber()
                                        && place.path("altitude").asDouble() != 0
                                ? place.path("altitude").asDouble()
                                : null)
                : Optional.empty();
    }

    /// Seconds since 1970, as a text; zero where it is not known.
    private static Optional<Instant> moment(JsonNode timestamp) {
        long seconds = timestamp.asLong();
        return seconds != 0 && Math.abs(seconds) < END_OF_TIME
                ? Optional.of(Instant.ofEpochSecond(seconds))
                : Optional.empty();
    }
}
