package dev.sightline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SidecarsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            photo.jpg                             | photo.jpg.xmp
            photo.jpg                             | photo.xmp
            photo.jpg                             | PHOTO.XMP
            photo.jpg                             | photo.jpg.json
            photo.jpg                             | photo.jpg.supplemental-metadata.json
            photo.jpg                             | photo.jpg.suppl.json
            photo(1).jpg                          | photo.jpg(1).json
            photo(1).jpg                          | photo.jpg.supplemental-metadata(1).json
            photo(1).jpg                          | photo(1).xmp
            photo-edited.jpg                      | photo.jpg.json
            photo-edited(2).jpg                   | photo.jpg.supplemental-metadata(2).json
            photo-edited.jpg                      | photo.xmp
            IMG_20190101_123456789_HDR.jpg        | IMG_20190101_123456789_HDR.jpg.supplemental-me.json
            a very long name that somebody gave his photo.jpg | a very long name that somebody gave his photo..json
            a very long name that somebody gave his photograph.jpg | a very long name that somebody gave his photog.json
            """)
    void findsTheFileBesideAPicture(String picture, String sidecar) {
        assertThat(Sidecars.named(picture, List.of("album.json", "other.jpg.json", sidecar)))
                .contains(sidecar);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            photo.jpg     | photo.jpg(1).json
            photo(1).jpg  | photo.jpg.json
            photo.jpg     | photo2.jpg.json
            photo.jpg     | photo.jpg.metadata.json
            photo.jpg     | photo.json
            photo.jpg     | metadata.json
            photo.jpg     | photo.png.xmp
            photo.jpg     | photo.jpg.txt
            """)
    void leavesTheFilesOfOthers(String picture, String other) {
        assertThat(Sidecars.named(picture, List.of(other))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "photo.xmp;photo.jpg.xmp;photo.jpg.json, photo.jpg.xmp",
        "photo.jpg.json;photo.xmp, photo.xmp",
    })
    void prefersTheClosest(String beside, String sidecar) {
        assertThat(Sidecars.named("photo.jpg", Arrays.asList(beside.split(";"))))
                .isEqualTo(Optional.of(sidecar));
    }
}
