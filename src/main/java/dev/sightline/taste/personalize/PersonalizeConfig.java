package dev.sightline.taste.personalize;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/// How Amazon Personalize is used. `sightline.taste.provider` decides whether it is.
@ConfigMapping(prefix = "sightline.taste.personalize")
interface PersonalizeConfig {

    /// A bucket of S3 in the same region, which the service may read.
    Optional<String> bucket();

    /// What the names of objects in it begin with.
    @WithDefault("sightline-personalize")
    String prefix();

    /// The ARN of the role in which the service reads the bucket.
    Optional<String> role();

    /// Requests in a second that the campaign is ready for, and that are paid for at least.
    @WithDefault("1")
    int minimumTps();

    /// How long a search waits for the service.
    @WithDefault("150MS")
    Duration timeout();

    /// After so many failures in a row it is not asked for a while.
    @WithDefault("5")
    int breakerFailures();

    /// For how long.
    @WithDefault("30S")
    Duration breakerPause();

    /// Events that may wait to be sent; what comes when there are as many is not sent.
    @WithDefault("1000")
    int eventQueue();

    /// How long an event waits for others to be sent with.
    @WithDefault("1S")
    Duration eventDelay();

    /// How soon to look whether something is made; less and less often the longer it takes.
    @WithDefault("5S")
    Duration poll();

    /// What reaches the service in place of AWS in the region.
    Optional<URI> endpoint();

    /// What reaches the bucket's S3 in place of AWS in the region; the bucket is then in the path.
    Optional<URI> bucketEndpoint();

    Prices prices();

    /// Prices of the region in US dollars, by which costs are estimated before anything is paid for.
    interface Prices {

        /// Of a gigabyte of interactions that is taken in.
        @WithDefault("0.05")
        double gigabyte();

        /// Of a thousand interactions that are trained with.
        @WithDefault("0.002")
        double training();

        /// Of a thousand requests.
        @WithDefault("0.15")
        double requests();
    }
}
