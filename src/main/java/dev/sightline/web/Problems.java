package dev.sightline.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.ext.web.RoutingContext;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import jakarta.ws.rs.WebApplicationException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jboss.logging.Logger;

/// Which problem a failure is. What a person cannot do anything about becomes a reference, under which it is logged.
final class Problems {

    private static final Logger LOG = Logger.getLogger(Problems.class);
    private static final int RETRY_SECONDS = 5;

    private Problems() {}

    static Problem of(Throwable failure, RoutingContext context) {
        String request = ErrorAnswers.name(context);
        if (context.response().ended() || context.response().closed()) {
            return unheard(failure, request);
        }
        return switch (failure) {
            case ProblemException expected -> expected(expected, request);
            case ConstraintViolationException invalid when !isOurs(invalid) -> invalid(invalid);
            case JsonProcessingException unreadable -> JsonProblems.of(unreadable);
            case WebApplicationException refused -> refused(refused, context);
            default -> ofDatabase(failure, request);
        };
    }

    private static Problem ofDatabase(Throwable failure, String request) {
        if (isDatabaseDown(failure)) {
            return databaseDown(failure, request);
        }
        return isUnstorable(failure) ? unstorable() : unexpected(failure, request);
    }

    static Problem ofStatus(int status) {
        return switch (status) {
            case 400 -> new Problem(400, "bad-request", "The request could not be read.");
            case 404 -> new Problem(404, "not-found", "There is nothing at this address.");
            case 405 -> new Problem(405, "method-not-allowed", "This address does not take this method.");
            case 406 ->
                new Problem(406, "not-acceptable", "This address does not answer in the form that Accept asks for.");
            case 413 ->
                new Problem(413, "too-large", "The body is too large. Upload pictures through POST /api/uploads.");
            case 415 ->
                new Problem(
                        415, "unsupported-media-type", "Send the body as JSON, with Content-Type: application/json.");
            default -> {
                String phrase = HttpResponseStatus.valueOf(status).reasonPhrase();
                yield new Problem(status, phrase.toLowerCase(Locale.ROOT).replace(' ', '-'), phrase + ".");
            }
        };
    }

    private static Problem expected(ProblemException failure, String request) {
        Problem problem = failure.problem();
        if (problem.status() >= 500) {
            LOG.warnf(failure, "%s: %s", request, problem.code());
        }
        return problem;
    }

    /// Whoever asked has gone, or was sent away in the middle of a body without end.
    private static Problem unheard(Throwable failure, String request) {
        LOG.debugf(failure, "%s: nobody waits for the answer", request);
        return ofStatus(400);
    }

    private static Problem refused(WebApplicationException failure, RoutingContext context) {
        int status = failure.getResponse().getStatus();
        if (status >= 500) {
            return unexpected(failure, ErrorAnswers.name(context));
        }
        return switch (failure.getCause()) {
            case ProblemException problem -> problem.problem();
            case JsonProcessingException unreadable -> JsonProblems.of(unreadable);
            case IllegalArgumentException value
            when status == 404 && context.request().query() != null -> parameter(value);
            case null, default -> ofStatus(status);
        };
    }

    /// A parameter that cannot be converted is a 404 by JAX-RS, which is right for the path but not for the query.
    private static Problem parameter(IllegalArgumentException failure) {
        return new Problem(
                400, "invalid-parameter", "A value in the address cannot be read: " + failure.getMessage() + ".");
    }

    private static boolean isOurs(ConstraintViolationException failure) {
        return failure.getConstraintViolations().stream()
                .flatMap(violation -> nodes(violation.getPropertyPath()))
                .anyMatch(node -> node.getKind() == ElementKind.RETURN_VALUE);
    }

    private static Problem invalid(ConstraintViolationException failure) {
        List<FieldError> errors = failure.getConstraintViolations().stream()
                .map(violation -> new FieldError(field(violation), violation.getMessage()))
                .sorted(Comparator.comparing(FieldError::field).thenComparing(FieldError::detail))
                .toList();
        FieldError first = errors.getFirst();
        String detail =
                first.field().isEmpty() ? "The request " + first.detail() : first.field() + " " + first.detail();
        String more = errors.size() == 1 ? "." : ", and " + (errors.size() - 1) + " more.";
        return new Problem(400, "invalid-request", detail + more, Map.of("errors", errors));
    }

    /// `create.request.files[0].name` → `files[0].name`; `list.limit` → `limit`
    private static String field(ConstraintViolation<?> violation) {
        StringBuilder inside = new StringBuilder();
        String parameter = "";
        for (Path.Node node : violation.getPropertyPath()) {
            switch (node.getKind()) {
                case METHOD -> {}
                case PARAMETER -> parameter = node.getName();
                default -> inside.append(inside.isEmpty() ? "" : ".").append(node);
            }
        }
        return inside.isEmpty() ? parameter : inside.toString();
    }

    private static Stream<Path.Node> nodes(Path path) {
        return StreamSupport.stream(path.spliterator(), false);
    }

    private static boolean isDatabaseDown(Throwable failure) {
        return sqlFailure(failure)
                .map(sql -> sql instanceof SQLTransientConnectionException
                        || isConnectionState(sql.getSQLState())
                        || isExhaustedPool(sql))
                .orElse(false);
    }

    private static Optional<SQLException> sqlFailure(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(20)
                .filter(SQLException.class::isInstance)
                .map(SQLException.class::cast)
                .findFirst();
    }

    /// 22021: not a character; what an address spells as `%00` gets that far.
    private static boolean isUnstorable(Throwable failure) {
        return sqlFailure(failure)
                .map(SQLException::getSQLState)
                .filter("22021"::equals)
                .isPresent();
    }

    private static Problem unstorable() {
        return new Problem(400, "invalid-text", "A text of the request has the character U+0000, which is in no text.");
    }

    /// Class 08: no connection; 53300: too many of them; 57P: the server is starting or stopping.
    private static boolean isConnectionState(String state) {
        return state != null && (state.startsWith("08") || state.startsWith("57P") || state.equals("53300"));
    }

    /// Agroal tells it by its words alone.
    private static boolean isExhaustedPool(SQLException failure) {
        return failure.getSQLState() == null
                && String.valueOf(failure.getMessage()).contains("cquisition timeout");
    }

    private static Problem databaseDown(Throwable failure, String request) {
        LOG.warnf("%s: the database does not answer: %s", request, failure.getMessage());
        return new Problem(
                503,
                "database-unavailable",
                "The database does not answer. Nothing is lost; try again in a moment.",
                Map.of(Problem.RETRY_AFTER, RETRY_SECONDS));
    }

    private static Problem unexpected(Throwable failure, String request) {
        String reference = UUID.randomUUID().toString();
        LOG.errorf(failure, "%s failed, reference %s", request, reference);
        return new Problem(
                500,
                "unexpected",
                "Something went wrong on our side. The log says what, under the reference " + reference + ".",
                Map.of("reference", reference));
    }
}
