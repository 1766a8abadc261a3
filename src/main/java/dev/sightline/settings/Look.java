package dev.sightline.settings;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// How somebody wants the pages to look.
record Look(Theme theme, Density density) {

    static final Look USUAL = new Look(Theme.SYSTEM, Density.MEDIUM);

    enum Theme {
        SYSTEM,
        LIGHT,
        DARK
    }

    enum Density {
        SMALL,
        MEDIUM,
        LARGE
    }

    /// What [#text()] wrote; what is not understood is as usual.
    static Look of(String text) {
        var parts = text.split("-", 2);
        return new Look(
                constant(Theme.class, parts[0]).orElse(USUAL.theme),
                constant(Density.class, parts[parts.length - 1]).orElse(USUAL.density));
    }

    /// `dark-large`
    String text() {
        return code(theme) + "-" + code(density);
    }

    static String code(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    static <E extends Enum<E>> Optional<E> constant(Class<E> type, String code) {
        return Stream.of(type.getEnumConstants())
                .filter(one -> code(one).equals(code))
                .findFirst();
    }
}
