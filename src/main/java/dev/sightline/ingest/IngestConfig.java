package dev.sightline.ingest;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// How images are taken in.
@ConfigMapping(prefix = "sightline.ingest")
public interface IngestConfig {

    /// Whether this process takes jobs from the queue; a function that is woken by messages does not.
    @WithDefault("true")
    boolean enabled();

    /// Jobs at the same time; while no sweep runs, one more.
    @WithDefault("2")
    int threads();

    /// What all pictures that are being decoded may take together.
    @WithDefault("512M")
    MemorySize memory();

    /// More than this is refused from the header, in millions of pixels.
    @WithDefault("100")
    int maxMegapixels();

    /// How often something that may pass is tried before it counts as failed.
    @WithDefault("6")
    int attempts();

    /// The wait before the second attempt; it doubles with each, give or take a half.
    @WithDefault("2S")
    Duration backOff();

    /// A job whose process has not been heard of for this long is taken over by another.
    @WithDefault("20S")
    Duration lease();

    /// How often to look for work that nobody does.
    @WithDefault("1M")
    Duration sweep();

    /// How often to compare all objects in the storage with the catalogue; also done at the start.
    @WithDefault("6H")
    Duration audit();
}
