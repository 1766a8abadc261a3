package dev.sightline.picture;

import java.util.Locale;

/// Why a file is not taken as a picture.
public enum Refusal {
    EMPTY,
    NOT_AN_IMAGE,
    SVG_REFUSED,
    HTML_REFUSED,
    /// A picture, of a format or a variant of one that is not read.
    FORMAT_UNSUPPORTED,
    /// A picture that another program would have to decode, and none is found that can.
    NO_DECODER,
    /// The other program could not, or not within its limits.
    DECODER_FAILED,
    TOO_MANY_PIXELS,
    TRUNCATED,
    CORRUPT;

    /// The stable name in the API, for example `not-an-image`.
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
