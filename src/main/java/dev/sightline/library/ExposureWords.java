package dev.sightline.library;

import dev.sightline.picture.Exposure;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.ArrayList;
import java.util.Locale;

/// An exposure as photographers write it: `1/250 s · f/2.8 · ISO 400 · 50 mm`.
final class ExposureWords {

    /// Seconds from which nobody says a fraction.
    private static final double LONG = 0.3;

    private ExposureWords() {}

    static String of(Exposure exposure) {
        var words = new ArrayList<String>();
        if (exposure.seconds() != null) {
            words.add(seconds(exposure.seconds()));
        }
        if (exposure.aperture() != null) {
            words.add("f/" + number(exposure.aperture()));
        }
        if (exposure.iso() != null) {
            words.add("ISO " + exposure.iso());
        }
        if (exposure.focalLength() != null) {
            words.add(number(exposure.focalLength()) + " mm");
        }
        if (Boolean.TRUE.equals(exposure.flash())) {
            words.add("flash");
        }
        return words.isEmpty() ? "No flash" : String.join(" · ", words);
    }

    private static String seconds(double seconds) {
        return seconds < LONG ? "1/%d s".formatted(Math.round(1 / seconds)) : number(seconds) + " s";
    }

    private static String number(double number) {
        return new DecimalFormat("0.#", DecimalFormatSymbols.getInstance(Locale.ROOT)).format(number);
    }
}
