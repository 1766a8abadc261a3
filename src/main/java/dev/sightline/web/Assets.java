package dev.sightline.web;

import io.quarkus.runtime.LaunchMode;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/// Styles, scripts and icons under `/assets/`, from `META-INF/resources/assets`. Under the version of the [Site] they
/// hold for good; elsewhere a browser asks each time whether their content hash still holds. The framework's own
/// handler goes by the time of unpacking, which differs between instances of one version, and says nothing about two
/// versions.
@ApplicationScoped
class Assets {

    /// After the guards, before the framework's static files.
    private static final int ORDER = -1;

    private static final Pattern VERSIONED = Pattern.compile("/assets/(?<version>[0-9a-f]{32})(?<path>/.+)");

    private final Map<String, Asset> kept = new ConcurrentHashMap<>();
    private final boolean changing = LaunchMode.current() == LaunchMode.DEVELOPMENT;
    private final Site site;
    private final ErrorAnswers errors;

    Assets(Site site, ErrorAnswers errors) {
        this.site = site;
        this.errors = errors;
    }

    void install(@Observes Router router) {
        router.route("/assets/*")
                .order(ORDER)
                .method(HttpMethod.GET)
                .method(HttpMethod.HEAD)
                .handler(this::serve);
    }

    private void serve(RoutingContext context) {
        var path = context.normalizedPath();
        var versioned = VERSIONED.matcher(path);
        Asset asset = asset(versioned.matches() ? "/assets" + versioned.group("path") : path);
        if (asset == null) {
            errors.send(context, Problems.ofStatus(404));
        } else {
            // A page that is older than this program gets what there is now, but not for good.
            boolean forGood = versioned.matches() && site.isVersion(versioned.group("version"));
            send(asset, forGood ? "public, max-age=31536000, immutable" : "no-cache", context);
        }
    }

    /// Only what exists is kept, so that made-up paths take no memory.
    private Asset asset(String path) {
        return site.made(path)
                .orElseGet(() -> changing
                        ? Asset.at(path).orElse(null)
                        : kept.computeIfAbsent(path, unread -> Asset.at(unread).orElse(null)));
    }

    private static void send(Asset asset, String caching, RoutingContext context) {
        HttpServerResponse response =
                context.response().putHeader("ETag", asset.tag()).putHeader("Cache-Control", caching);
        String held = context.request().getHeader("If-None-Match");
        if (held != null && held.contains(asset.tag())) {
            response.setStatusCode(304).end();
            return;
        }
        if (asset.isText()) {
            // The framework has set "identity", its mark for what is not to be compressed.
            response.putHeader("Vary", "Accept-Encoding").headers().remove("Content-Encoding");
        }
        response.putHeader("Content-Type", asset.type()).end(asset.bytes());
    }
}
