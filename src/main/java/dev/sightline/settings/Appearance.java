package dev.sightline.settings;

import dev.sightline.settings.Look.Theme;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.smallrye.common.vertx.ContextLocals;
import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.http.Cookie;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Named;

/// How the person of this request wants the pages to look. It is in a cookie of the browser, so that every page, an
/// error too, is right from its first byte, and none flashes up in the wrong colours.
@Named
@ApplicationScoped
public class Appearance {

    static final String COOKIE = "sightline-look";

    private static final int BEFORE_THE_GUARDS = 1_100;
    private static final String LIGHT = "#fafaf8";
    private static final String DARK = "#0e1012";

    void install(@Observes Filters filters) {
        filters.register(this::remember, BEFORE_THE_GUARDS);
    }

    private void remember(RoutingContext request) {
        Cookie cookie = request.request().getCookie(COOKIE);
        if (cookie != null && VertxContext.isOnDuplicatedContext()) {
            ContextLocals.put(COOKIE, Look.of(cookie.getValue()));
        }
        request.next();
    }

    Look look() {
        return VertxContext.isOnDuplicatedContext() ? ContextLocals.get(COOKIE, Look.USUAL) : Look.USUAL;
    }

    /// `system`, `light` or `dark`
    public String theme() {
        return Look.code(look().theme());
    }

    /// Of the grid: `small`, `medium` or `large`
    public String density() {
        return Look.code(look().density());
    }

    /// What the page is drawn on before its styles are there.
    public String scheme() {
        return look().theme() == Theme.SYSTEM ? "light dark" : theme();
    }

    /// Of the browser's own controls around the page, while the system is light.
    public String lightBar() {
        return look().theme() == Theme.DARK ? DARK : LIGHT;
    }

    /// The same, while the system is dark.
    public String darkBar() {
        return look().theme() == Theme.LIGHT ? LIGHT : DARK;
    }
}
