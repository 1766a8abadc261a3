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

/// Styles, scripts and icons under `/assets/`, from `META-INF/resources/assets`. A browser keeps them and asks each
/// time whether their content hash still holds. The framework's own handler goes by the time of unpacking, which
/// differs between instances of one version, and says nothing about two versions.
@ApplicationScoped
class Assets {

    /// After the guards, before the framework's static files.
    private static final int ORDER = -1;

    private final Map<String, Asset> kept = new ConcurrentHashMap<>();
    private final boolean changing = LaunchMode.current() == LaunchMode.DEVELOPMENT;
    private final ErrorAnswers errors;

    Assets(ErrorAnswers errors) {
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
        Asset asset = asset(context.normalizedPath());
        if (asset == null) {
            errors.send(context, Problems.ofStatus(404));
        } else {
            send(asset, context);
        }
    }

    /// Only what exists is kept, so that made-up paths take no memory.
    private Asset asset(String path) {
        return changing
                ? Asset.at(path).orElse(null)
                : kept.computeIfAbsent(path, unread -> Asset.at(unread).orElse(null));
    }

    private void send(Asset asset, RoutingContext context) {
        HttpServerResponse response =
                context.response().putHeader("ETag", asset.tag()).putHeader("Cache-Control", "no-cache");
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
