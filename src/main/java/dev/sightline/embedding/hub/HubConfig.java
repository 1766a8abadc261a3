package dev.sightline.embedding.hub;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// Where models come from.
@ConfigMapping(prefix = "sightline.hub")
interface HubConfig {

    /// Files are at `{url}/{repository}/resolve/{revision}/{path}`.
    @WithDefault("https://huggingface.co")
    URI url();

    /// A file with more models, in the form of our own catalogue.
    Optional<Path> catalogue();

    /// Where fetched models are kept; `models` in the data directory if not set, and in the user's cache on a server.
    Optional<Path> directory();

    /// Whether the wanted model is fetched without being told to. Functions, which end after each request, do not.
    @WithDefault("true")
    boolean fetch();

    /// How long a connection may take.
    @WithDefault("10S")
    Duration connectTimeout();

    /// How long a transfer may stand still.
    @WithDefault("30S")
    Duration stallTimeout();

    /// How many attempts in a row may get no further before the model has failed.
    @WithDefault("5")
    int attempts();

    /// The pause before the second attempt. It doubles with each, up to a minute, give or take a half.
    @WithDefault("1S")
    Duration backOff();

    /// When a model that failed is tried again, for the first time; six times as long, at most a day, after that.
    @WithDefault("10M")
    Duration retry();
}
