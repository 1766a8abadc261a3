package dev.sightline.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SidecarTest {

    private static final String TAKEOUT = """
            {"title": "IMG_1.jpg", "description": "On the ferry", "imageViews": "3",
             "creationTime": {"timestamp": "1600000000"},
             "photoTakenTime": {"timestamp": "1717160398", "formatted": "31.05.2024, 12:59:58 UTC"},
             "geoData": {"latitude": 0.0, "longitude": 0.0, "altitude": 0.0},
             "geoDataExif": {"latitude": 53.5, "longitude": 9.9, "altitude": 0.0},
             "people": [{"name": "Anna"}], "favorited": true}
            """;

    @Test
    void ofTakeoutSaysWhatPeopleWroteAndWhenAndWhereItWas() {
        var sidecar = Sidecar.read(TAKEOUT);
        var metadata = sidecar.over(PictureMetadata.NONE);

        assertThat(metadata.words()).isEqualTo(new PictureWords(null, "On the ferry", List.of(), null));
        assertThat(metadata.taken()).isEqualTo(new TakenAt(LocalDateTime.of(2024, 5, 31, 12, 59, 58), ZoneOffset.UTC));
        assertThat(metadata.place()).isEqualTo(new Place(53.5, 9.9, null));
        assertThat(sidecar.favourite()).isTrue();
        assertThat(Sidecar.read(TAKEOUT.replace("IMG_1.jpg", "The ferry no. 1"))
                        .over(PictureMetadata.NONE)
                        .words()
                        .title())
                .isEqualTo("The ferry no. 1");
    }

    @ParameterizedTest
    @CsvSource({
        // The clock was two hours ahead: this is its offset.
        "2024-05-31T14:59:58, , 2024-05-31T14:59:58, +02:00",
        "2024-05-31T09:29:58, , 2024-05-31T09:29:58, -03:30",
        // The same moment: the camera knows best.
        "2024-05-31T14:59:58, +02:00, 2024-05-31T14:59:58, +02:00",
        "2024-05-31T12:59:58.5, , 2024-05-31T12:59:58.5,",
        // Another moment: somebody corrected it.
        "2000-01-01T00:00:00, , 2024-05-31T12:59:58, Z",
        "2024-05-31T14:59:58, +01:00, 2024-05-31T12:59:58, Z",
        "2024-05-31T14:03:58, , 2024-05-31T12:59:58, Z",
    })
    void knowsTheMomentAndLeavesTheClockToTheCamera(
            LocalDateTime clock, String offset, LocalDateTime local, String known) {
        var camera = new TakenAt(clock, offset == null ? null : ZoneOffset.of(offset));
        var file = new PictureMetadata(Orientation.LEFT, camera, null, null, null, null, PictureWords.NONE);

        var metadata = Sidecar.read(TAKEOUT).over(file);

        assertThat(metadata.taken()).isEqualTo(new TakenAt(local, known == null ? null : ZoneOffset.of(known)));
        assertThat(metadata.orientation()).isEqualTo(Orientation.LEFT);
    }

    @Test
    void ofXmpGoesBeforeTheFile() {
        var file = PictureMetadata.read(MetadataWriter.withXmp(
                Files.jpeg(Pattern.soft(8, 8), false), MetadataWriter.words("old", "of the file", 2, "old")));
        var sidecar = Sidecar.read("\uFEFF" + MetadataWriter.words("new", "", 5, "new", "newer"));

        assertThat(sidecar.over(file).words())
                .isEqualTo(new PictureWords("new", "of the file", List.of("new", "newer"), 5));
        assertThat(sidecar.under(file).words()).isEqualTo(new PictureWords("old", "of the file", List.of("old"), 2));
    }

    @Test
    void thatComesLaterOnlyFillsWhatIsMissing() {
        var camera = new TakenAt(LocalDateTime.of(2000, 1, 1, 0, 0), null);
        var file = new PictureMetadata(Orientation.UPRIGHT, camera, null, null, null, null, PictureWords.NONE);

        var metadata = Sidecar.read(TAKEOUT).under(file);

        assertThat(metadata.taken()).isEqualTo(camera);
        assertThat(metadata.words().description()).isEqualTo("On the ferry");
        assertThat(Sidecar.read(TAKEOUT).under(PictureMetadata.NONE).taken().instant())
                .isEqualTo(Instant.ofEpochSecond(1717160398));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "{\"title\": \"album\", \"description\": \"\"}",
                "{\"photoTakenTime\": ",
                "[1]",
                "notes",
                "<html><body>page</body></html>",
                "<x:xmpmeta xmlns:x='adobe:ns:meta/'>"
            })
    void isRefusedWhereItIsNone(String text) {
        assertThatThrownBy(() -> Sidecar.read(text))
                .isInstanceOf(SidecarException.class)
                .hasMessage("The sidecar is neither XMP nor a JSON file of Google Takeout.");
    }

    @Test
    void isRefusedWhereItIsHostile() {
        assertThatThrownBy(() -> Sidecar.read("x".repeat(Sidecar.LARGEST + 1)))
                .hasMessage("The sidecar has 257 KB; at most 256 are read.");
        assertThatThrownBy(() -> Sidecar.read("{\"photoTakenTime\":" + "[".repeat(100_000)))
                .isInstanceOf(SidecarException.class);
        assertThatThrownBy(() -> Sidecar.read("{\"photoTakenTime\":{\"timestamp\":" + "9".repeat(1000) + "}}"))
                .isInstanceOf(SidecarException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"soon\"", "\"99999999999999\"", "null", "0", "1e400", "[]"})
    void leavesOutATimeThatIsNone(String timestamp) {
        var sidecar = Sidecar.read("{\"photoTakenTime\": {\"timestamp\": %s}}".formatted(timestamp));

        assertThat(sidecar.over(PictureMetadata.NONE).taken()).isNull();
    }
}
