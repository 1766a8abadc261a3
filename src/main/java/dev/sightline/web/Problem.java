package dev.sightline.web;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Map;

/// What went wrong, in the form of RFC 9457. The type is always `about:blank`: the code says which problem it is.
///
/// @param status  of HTTP
/// @param code    in kebab-case, never changed once published
/// @param detail  what a person can do about it
/// @param members what a program may want besides: `errors`, `reference`, `retryAfter` (seconds), ...
@RegisterForReflection
@JsonPropertyOrder({"type", "title", "status", "code", "detail"})
public record Problem(
        int status,
        String code,
        String detail,
        @JsonAnyGetter Map<String, Object> members) {

    static final String MEDIA_TYPE = "application/problem+json";
    static final String RETRY_AFTER = "retryAfter";

    public Problem {
        members = Map.copyOf(members);
    }

    Problem(int status, String code, String detail) {
        this(status, code, detail, Map.of());
    }

    @JsonProperty
    public String type() {
        return "about:blank";
    }

    @JsonProperty
    public String title() {
        return HttpResponseStatus.valueOf(status).reasonPhrase();
    }
}
