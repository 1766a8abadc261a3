package dev.sightline.web;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// What stands before everything: only requests by our own name, only changes that our own pages or a program ask for,
/// only JSON for the API. A foreign page in a person's browser gets nowhere, without any token.
@ApplicationScoped
class Guards {

    static final int PRIORITY = 1000;

    private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    private final HostNames hosts;
    private final ErrorAnswers errors;
    private final long largestBody;

    Guards(
            HostNames hosts,
            ErrorAnswers errors,
            @ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize largestBody) {
        this.hosts = hosts;
        this.errors = errors;
        this.largestBody = largestBody.asLongValue();
    }

    void install(@Observes Filters filters) {
        filters.register(this::check, PRIORITY);
    }

    private void check(RoutingContext context) {
        try {
            checkHost(context);
            if (!READING.contains(context.request().method())) {
                checkOrigin(context.request());
                checkLength(context);
                checkType(context);
            }
        } catch (ProblemException refused) {
            errors.send(context, refused.problem());
            return;
        }
        context.next();
    }

    /// Probes of a load balancer or a cluster come by address, not by name, and learn no more than up or down.
    private void checkHost(RoutingContext context) {
        HttpServerRequest request = context.request();
        boolean isOurs = hosts.areOurs(
                request.authority(), request.isSSL(), request.localAddress().port());
        if (!isOurs && !context.normalizedPath().startsWith("/q/health")) {
            throw new ProblemException(
                    HttpResponseStatus.MISDIRECTED_REQUEST.code(),
                    "unknown-host",
                    "This server does not go by the name %s. If it should, add the name to sightline.web.hosts."
                            .formatted(Objects.requireNonNullElse(request.getHeader("Host"), "\"\"")));
        }
    }

    /// Browsers send both headers on every change, and no page can forge them. Programs send neither.
    private void checkOrigin(HttpServerRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        String origin = request.getHeader("Origin");
        if ((site != null && !site.equals("same-origin"))
                || (origin != null && !HostNames.isOrigin(origin, request.authority()))) {
            throw new ProblemException(
                    403, "foreign-origin", "Changes are only taken from Sightline's own pages and from programs.");
        }
    }

    /// The framework would refuse it too, but without a word.
    private void checkLength(RoutingContext context) {
        if (length(context.request()) > largestBody) {
            context.response().putHeader("Connection", "close");
            throw new ProblemException(413, "too-large", Problems.ofStatus(413).detail());
        }
    }

    /// Forms of foreign pages can send some types without asking first, but never JSON.
    private void checkType(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (context.normalizedPath().startsWith("/api/") && hasBody(request) && !isJson(request)) {
            throw new ProblemException(
                    415, "unsupported-media-type", Problems.ofStatus(415).detail());
        }
    }

    private boolean hasBody(HttpServerRequest request) {
        return request.getHeader("Transfer-Encoding") != null || length(request) > 0;
    }

    private long length(HttpServerRequest request) {
        String length = request.getHeader("Content-Length");
        return length == null ? 0 : Long.parseLong(length);
    }

    private boolean isJson(HttpServerRequest request) {
        String type = Objects.requireNonNullElse(request.getHeader("Content-Type"), "");
        return switch (type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT)) {
            case "application/json" -> true;
            case "application/merge-patch+json" -> request.method().equals(HttpMethod.PATCH);
            default -> false;
        };
    }
}
