package dev.sightline.style;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/// One way to put the images of a collection into styles.
///
/// @param generation whose vectors are compared
/// @param givenK     how many styles a person asked for, or null
/// @param k          how many there are to be, or null until that is chosen
/// @param reason     why it is that many, or null
/// @param distance   of pictures to the centre of their style when it was found, or null until then
/// @param failure    why it goes on no more, or null
/// @param activeAt   since when it is in use, or null
record Clustering(
        UUID id,
        long collection,
        long generation,
        State state,
        Integer givenK,
        Integer k,
        String reason,
        long seed,
        Double distance,
        String failure,
        Instant createdAt,
        Instant activeAt) {

    /// In the order in which it goes through them.
    enum State {
        /// Several numbers of styles are tried.
        CHOOSING,
        /// The styles are found, from a sample.
        FITTING,
        /// Every image is given its style.
        ASSIGNING,
        ACTIVE;

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        static State of(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT));
        }
    }
}
