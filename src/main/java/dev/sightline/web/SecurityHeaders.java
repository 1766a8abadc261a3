package dev.sightline.web;

import io.quarkus.runtime.LaunchMode;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/// Headers that keep a page to itself: it loads from the site and its storage endpoint, and from nowhere else.
@ApplicationScoped
class SecurityHeaders {

    private static final String POLICY = """
            default-src 'none'; \
            script-src 'self'; \
            worker-src 'self'; \
            style-src 'self'; \
            img-src 'self' data: blob: %1$s; \
            connect-src 'self' %1$s; \
            font-src 'self'; \
            manifest-src 'self'; \
            form-action 'self'; \
            frame-ancestors 'none'; \
            base-uri 'none'""";

    private final String policy;

    SecurityHeaders(StorageOrigin storage) {
        policy = POLICY.formatted(storage.value());
    }

    /// Before the guards, so that their answers carry the headers too.
    void install(@Observes Filters filters) {
        filters.register(this::add, Guards.PRIORITY + 1);
    }

    private void add(RoutingContext context) {
        if (!isDevelopersPage(context)) {
            context.response()
                    .putHeader("Content-Security-Policy", policy)
                    .putHeader("X-Content-Type-Options", "nosniff")
                    // Not no-referrer: browsers then send "Origin: null" with our own forms.
                    .putHeader("Referrer-Policy", "same-origin")
                    .putHeader("Cross-Origin-Opener-Policy", "same-origin")
                    .putHeader("Cross-Origin-Resource-Policy", "same-origin")
                    .putHeader("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()");
        }
        context.next();
    }

    /// The framework's pages under `/q`, which are made of inline scripts, exist in development only.
    private boolean isDevelopersPage(RoutingContext context) {
        return LaunchMode.current() == LaunchMode.DEVELOPMENT
                && context.normalizedPath().startsWith("/q/");
    }
}
