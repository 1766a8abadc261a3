package dev.sightline.embedding;

import java.util.Locale;

/// What a service takes, in US dollars.
///
/// @param image  for a picture
/// @param tokens for a thousand tokens of text
public record Price(double image, double tokens) {

    private static final double LEAST = 0.01;

    public double of(long images, long tokens) {
        return images * image + tokens / 1e3 * this.tokens;
    }

    /// An estimate as people say it: `about $0.55`, `less than $0.01`.
    public static String words(double dollars) {
        return dollars < LEAST ? "less than $0.01" : String.format(Locale.ENGLISH, "about $%,.2f", dollars);
    }
}
