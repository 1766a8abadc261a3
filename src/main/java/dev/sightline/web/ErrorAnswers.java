package dev.sightline.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// A problem, in the form that its reader expects: JSON for the API, a page for people, a fragment of it for a part of
/// a page.
@Singleton
class ErrorAnswers {

    private static final Set<String> PROGRAMS = Set.of("api", "events", "q");

    private final ObjectMapper json;

    ErrorAnswers(ObjectMapper json) {
        this.json = json;
    }

    /// How a request is called in the log: without its query, which may carry what is nobody's business.
    static String name(RoutingContext request) {
        return request.request().method() + " " + request.normalizedPath();
    }

    Answer to(RoutingContext request, Problem problem) {
        Map<String, String> headers = new HashMap<>();
        headers.put("Cache-Control", "no-store");
        if (problem.members().get(Problem.RETRY_AFTER) instanceof Number seconds) {
            headers.put("Retry-After", seconds.toString());
        }
        if (isForPrograms(request)) {
            headers.put("Content-Type", Problem.MEDIA_TYPE);
            return new Answer(problem.status(), headers, json(problem));
        }
        headers.put("Content-Type", "text/html;charset=UTF-8");
        boolean fragment = isSet(request, "HX-Request") && !isSet(request, "HX-Boosted");
        return new Answer(problem.status(), headers, ErrorPage.of(problem, fragment));
    }

    void send(RoutingContext request, Problem problem) {
        Answer answer = to(request, problem);
        answer.headers().forEach((name, value) -> request.response().putHeader(name, value));
        request.response().setStatusCode(answer.status()).end(answer.body());
    }

    private static boolean isSet(RoutingContext request, String header) {
        return "true".equals(request.request().getHeader(header));
    }

    private static boolean isForPrograms(RoutingContext request) {
        String[] segments = request.normalizedPath().split("/", 3);
        return segments.length > 1 && PROGRAMS.contains(segments[1]);
    }

    private String json(Problem problem) {
        try {
            return json.writeValueAsString(problem);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
