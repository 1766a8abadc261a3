package dev.sightline.search;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// How results are chosen and kept.
@ConfigMapping(prefix = "sightline.search")
public interface SearchConfig {

    /// The most candidates that a search looks at.
    @WithDefault("2000")
    int window();

    /// The score from which a result counts as relevant, 0 to 1.
    @WithDefault("0.7")
    double relevant();

    /// The strength at which as many results are relevant as are not: 0 is what is usual for the query, 1 a full match.
    @WithDefault("0.87")
    double midpoint();

    /// How fast the score rises at the midpoint.
    @WithDefault("32")
    double steepness();

    /// The strength that the words of a picture count as if they answer all that is asked for.
    @WithDefault("1")
    double words();

    /// How many texts and pictures of searches are kept as vectors.
    @WithDefault("2000")
    int queryVectors();

    /// For how long a ranking can be paged through.
    @WithDefault("15M")
    Duration rankingLife();
}
