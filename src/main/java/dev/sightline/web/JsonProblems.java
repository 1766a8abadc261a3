package dev.sightline.web;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import java.time.temporal.Temporal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/// What is wrong with a JSON body: not JSON, a property nobody knows, or a value of the wrong kind.
final class JsonProblems {

    private JsonProblems() {}

    static Problem of(JsonProcessingException failure) {
        return switch (failure) {
            case UnrecognizedPropertyException unknown -> unknown(unknown);
            case ValueInstantiationException refused -> refused(refused);
            case InvalidFormatException unusual
            when unusual.getTargetType() == String.class -> invalid(field(unusual), PlainText.RULE);
            case MismatchedInputException wrong
            when !wrong.getPath().isEmpty() -> invalid(field(wrong), "must be " + kind(wrong.getTargetType()));
            case MismatchedInputException wrong ->
                malformed("It must be " + kind(wrong.getTargetType()) + ".", wrong.getLocation());
            case JsonMappingException wrong
            when wrong.getCause() instanceof JsonProcessingException cause ->
                malformed(words(cause), cause.getLocation());
            default -> malformed(words(failure), failure.getLocation());
        };
    }

    private static Problem unknown(UnrecognizedPropertyException failure) {
        String known = failure.getKnownPropertyIds().stream()
                .map(String::valueOf)
                .sorted()
                .collect(Collectors.joining(", "));
        FieldError error = new FieldError(field(failure), "is not known here; known are: " + known);
        return new Problem(400, "unknown-property", sentence(error), Map.of("errors", List.of(error)));
    }

    private static Problem refused(ValueInstantiationException failure) {
        return switch (failure.getCause()) {
            case ProblemException problem -> problem.problem();
            case IllegalArgumentException value -> invalid(field(failure), value.getMessage());
            case null, default -> invalid(field(failure), "cannot be read");
        };
    }

    private static Problem invalid(String field, String detail) {
        FieldError error = new FieldError(field, detail);
        return new Problem(400, "invalid-request", sentence(error), Map.of("errors", List.of(error)));
    }

    private static Problem malformed(String detail, JsonLocation at) {
        String where = at == null ? "" : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")";
        return new Problem(400, "malformed-json", "The body cannot be read as JSON" + where + ". " + detail);
    }

    private static String words(JsonProcessingException failure) {
        return failure instanceof JsonEOFException ? "It ends too early." : failure.getOriginalMessage() + ".";
    }

    private static String sentence(FieldError error) {
        return error.field() + " " + error.detail() + ".";
    }

    private static String field(JsonMappingException failure) {
        StringBuilder field = new StringBuilder();
        for (JsonMappingException.Reference step : failure.getPath()) {
            if (step.getFieldName() == null) {
                field.append('[').append(step.getIndex()).append(']');
            } else {
                field.append(field.isEmpty() ? "" : ".").append(step.getFieldName());
            }
        }
        return field.toString();
    }

    private static String kind(Class<?> type) {
        if (type == null) {
            return "of another kind";
        }
        if (type.isEnum()) {
            return "one of the values that the API names";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        }
        if (type == int.class || type == long.class || type == Integer.class || type == Long.class) {
            return "a whole number";
        }
        if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
            return "a number";
        }
        if (CharSequence.class.isAssignableFrom(type)) {
            return "a text";
        }
        if (type == UUID.class) {
            return "an id";
        }
        if (Temporal.class.isAssignableFrom(type)) {
            return "a time as in 2026-03-01T12:00:00Z";
        }
        return Collection.class.isAssignableFrom(type) || type.isArray() ? "a list" : "an object";
    }
}
