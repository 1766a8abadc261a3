package dev.sightline.embedding.clip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sightline.demo.DemoCollection;
import dev.sightline.embedding.Purpose;
import dev.sightline.picture.PictureDecoder;
import dev.sightline.picture.PictureReading;
import org.junit.jupiter.api.Test;

/// A later generation is made from the previews, without fetching the originals again.
class PreviewVectorTest {

    @Test
    void isMadeAsWellFromThePreviewThatIsKept() {
        try (var embedder =
                new ClipEmbedder(ModelFiles.demo(), new OnnxSettings(1, true), NativeLibraries.inTheUsualPlace())) {
            DemoCollection.pictures(40, DemoCollection.SEED, 0).forEach(picture -> {
                var reading = PictureReading.of(picture.bytes(), PictureDecoder.header(picture.bytes()));
                byte[] kept = reading.renditions().getFirst().jpeg();
                var again = PictureDecoder.preview(kept, PictureDecoder.header(kept));

                double cosine =
                        embedder.image(again, Purpose.INDEX).cosine(embedder.image(reading.picture(), Purpose.INDEX));

                assertThat(cosine).as(picture.name()).isGreaterThanOrEqualTo(0.99);
            });
        }
    }
}
