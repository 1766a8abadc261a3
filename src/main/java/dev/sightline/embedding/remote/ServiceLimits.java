package dev.sightline.embedding.remote;

import io.smallrye.config.WithDefault;
import java.time.Duration;

/// How a service is asked: what it has of settings like any other.
public interface ServiceLimits {

    /// Requests in a second, searches apart.
    @WithDefault("10")
    double requestsPerSecond();

    /// Requests at the same time, searches apart.
    @WithDefault("8")
    int concurrency();

    /// How long one request may take.
    @WithDefault("20S")
    Duration timeout();

    /// How long one request may take that a search waits for.
    @WithDefault("5S")
    Duration searchTimeout();

    /// How often a request is sent, until the work that it belongs to waits for another time.
    @WithDefault("5")
    int attempts();

    /// The wait before the second attempt; it doubles with each, give or take a half.
    @WithDefault("500MS")
    Duration backOff();

    /// After so many failures in a row it is not asked for a while.
    @WithDefault("5")
    int breakerFailures();

    /// For how long.
    @WithDefault("30S")
    Duration breakerPause();
}
