package dev.sightline.embedding;

import java.util.Locale;

/// What a service takes, in US dollars.
///
/// @param image   for a picture
/// @param tokens  for a thousand tokens of text
/// @param written for a thousand tokens that the model writes
public record Price(double image, double tokens, double written) {

    private static final double LEAST = 0.01;

    /// Of a model that writes nothing.
    public Price(double image, double tokens) {
        this(image, tokens, 0);
    }

    public double of(long images, long tokens, long written) {
        return images * image + tokens / 1e3 * this.tokens + written / 1e3 * this.written;
    }

    /// An estimate as people say it: `about $0.55`, `less than $0.01`.
    public static String words(double dollars) {
        return dollars < LEAST ? "less than $0.01" : String.format(Locale.ENGLISH, "about $%,.2f", dollars);
    }
}
