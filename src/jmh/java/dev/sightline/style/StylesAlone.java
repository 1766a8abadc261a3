package dev.sightline.style;

import org.jdbi.v3.core.Jdbi;

/// Styles without a service, as far as orders by taste need them.
public final class StylesAlone {

    private StylesAlone() {}

    public static Styles of(Jdbi jdbi) {
        return new Styles(new StyleRepository(jdbi), null, null);
    }
}
