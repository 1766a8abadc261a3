package dev.sightline.web;

import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.vertx.ext.web.RoutingContext;
import jakarta.validation.ValidationException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/// Every exception of a resource, as an answer. The framework has mappers of its own for some types: those are named
/// here, so that ours are taken.
class ErrorMapping {

    private static final Set<String> KEPT_HEADERS =
            Set.of(HttpHeaders.ALLOW, HttpHeaders.RETRY_AFTER, HttpHeaders.WWW_AUTHENTICATE);

    private final ErrorAnswers answers;

    ErrorMapping(ErrorAnswers answers) {
        this.answers = answers;
    }

    @ServerExceptionMapper({Throwable.class, ValidationException.class, MismatchedInputException.class})
    Response failed(Throwable failure, RoutingContext request) {
        return response(failure, request).build();
    }

    @ServerExceptionMapper
    Response refused(WebApplicationException failure, RoutingContext request) {
        Response original = failure.getResponse();
        if (original.getStatus() < 400) {
            return original;
        }
        Response.ResponseBuilder response = response(failure, request);
        original.getStringHeaders().forEach((name, values) -> {
            if (KEPT_HEADERS.contains(name)) {
                values.forEach(value -> response.header(name, value));
            }
        });
        return response.build();
    }

    private Response.ResponseBuilder response(Throwable failure, RoutingContext request) {
        Answer answer = answers.to(request, Problems.of(failure, request));
        Response.ResponseBuilder response = Response.status(answer.status()).entity(answer.body());
        answer.headers().forEach(response::header);
        return response;
    }
}
