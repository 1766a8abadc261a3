package dev.sightline.search;

import dev.sightline.demo.scene.Style;
import dev.sightline.demo.scene.Subject;
import dev.sightline.taste.Interaction;
import dev.sightline.taste.Interaction.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/// Somebody who did something with pictures of a style, and then of another, and looks for what none of these showed.
///
/// @param wanted what they look for
record Persona(List<Phase> phases, Subject wanted) {

    /// How they meet a style.
    enum Way {
        /// They look at a picture every ten seconds, until now.
        LOOKS("looks in this session", Type.VIEW),
        /// Of five acts, every ten seconds, three are looks, one is a favourite and one a download.
        MIXED(
                "looks, favourites, downloads in this session",
                Type.VIEW,
                Type.FAVOURITE,
                Type.VIEW,
                Type.DOWNLOAD,
                Type.VIEW),
        /// They look at three pictures a day, until yesterday.
        EARLIER("looks on the days before", Type.VIEW);

        private final String said;
        private final List<Type> types;

        Way(String said, Type... types) {
            this.said = said;
            this.types = List.of(types);
        }

        String said() {
            return said;
        }

        private Type type(int act) {
            return types.get(act % types.size());
        }

        /// @param before how many acts come after it
        private Instant at(int before, Instant now) {
            return this == EARLIER
                    ? now.minus(Duration.ofDays(1)).minus(Duration.ofHours(8).multipliedBy(before))
                    : now.minus(Duration.ofSeconds(10).multipliedBy(before));
        }
    }

    /// Acts with as many pictures of a style.
    record Phase(Style style, int acts, Way way) {}

    static Persona of(Style style, int acts, Way way, Subject wanted) {
        return new Persona(List.of(new Phase(style, acts, way)), wanted);
    }

    /// First the one style, then the other, in one session.
    static Persona changed(Style before, int acts, Style after, int actsAfter, Way way, Subject wanted) {
        return new Persona(List.of(new Phase(before, acts, way), new Phase(after, actsAfter, way)), wanted);
    }

    /// What they did, the earliest first.
    ///
    /// @param now the moment of the last act, if it is not of days before
    List<Interaction> history(DrawnLibrary library, Instant now) {
        var history = new ArrayList<Interaction>();
        int before = phases.stream().mapToInt(Phase::acts).sum();
        for (var phase : phases) {
            var met = met(phase, library);
            for (int act = 0; act < met.size(); act++) {
                before--;
                history.add(new Interaction(
                        UUID.randomUUID(),
                        met.get(act),
                        phase.way().type(act),
                        phase.way().at(before, now),
                        null,
                        null,
                        null));
            }
        }
        return history;
    }

    /// Which pictures these are depends on the style and on what is wanted alone.
    private List<UUID> met(Phase phase, DrawnLibrary library) {
        var all = library.showing(scene -> scene.style() == phase.style() && scene.subject() != wanted);
        if (all.size() < phase.acts()) {
            throw new IllegalArgumentException(
                    "The library has only %d others of %s".formatted(all.size(), phase.style()));
        }
        var met = new ArrayList<>(all);
        Collections.shuffle(met, new Random(31L * phase.style().ordinal() + wanted.ordinal()));
        return met.subList(0, phase.acts());
    }
}
