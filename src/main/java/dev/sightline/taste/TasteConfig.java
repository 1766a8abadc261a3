package dev.sightline.taste;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// How taste is learned from what people did.
@ConfigMapping(prefix = "sightline.taste")
public interface TasteConfig {

    /// Whether orders follow taste at all. What people do is recorded either way.
    @WithDefault("true")
    boolean enabled();

    /// Who says how much styles are liked.
    @WithDefault("local")
    Provider provider();

    enum Provider {
        /// What is learned here, and sent to nobody.
        LOCAL,
        /// Amazon Personalize, and what is learned here where it does not answer.
        PERSONALIZE
    }

    /// What taste counts against relevance where somebody chose nothing else, 0 to 1.
    @WithDefault("0.3")
    double weight();

    /// What it says of a style that a picture of it was looked at.
    @WithDefault("1")
    double view();

    /// What a favourite says.
    @WithDefault("4")
    double favourite();

    /// What a download says.
    @WithDefault("5")
    double download();

    /// After so long an act counts half.
    @WithDefault("30D")
    Duration halfLife();

    /// With this weight of acts, taste is half as pronounced as with any number of them.
    @WithDefault("4")
    double shrinkage();

    /// After so long without an act another session begins.
    @WithDefault("30M")
    Duration sessionGap();

    /// Within a session an act counts half after so many others.
    @WithDefault("1.5")
    double sessionHalfLife();

    /// With this weight of acts, the session counts as much as all acts before it.
    @WithDefault("1")
    double sessionShrinkage();
}
