package dev.sightline.index;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.StreamSupport;

/// What the stubs of services have in common that find nearest vectors: strict requests, and filters of metadata.
public abstract class StubEngine implements AutoCloseable {

    protected static final ObjectMapper JSON = new ObjectMapper().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

    private final HttpServer server;
    /// So many requests are still put off.
    private final AtomicInteger busy = new AtomicInteger();

    protected StubEngine() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::exchange);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /// Puts off the next requests, as a service does that has too many of them.
    public void putOff(int requests) {
        busy.set(requests);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    /// A refusal of the service.
    protected static final class Refusal extends RuntimeException {

        final int status;
        final String type;

        public Refusal(int status, String type, String message) {
            super(message);
            this.status = status;
            this.type = type;
        }
    }

    /// What it says to a request; throws [Refusal] to whatever the service would refuse.
    protected abstract JsonNode answer(HttpExchange exchange, byte[] body) throws IOException;

    /// As the service words it.
    protected abstract JsonNode refusal(String type, String message);

    protected abstract Refusal tooMany();

    private void exchange(HttpExchange exchange) throws IOException {
        int status = 200;
        JsonNode answer;
        byte[] body = exchange.getRequestBody().readAllBytes();
        try {
            if (busy.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                throw tooMany();
            }
            answer = answer(exchange, body);
        } catch (Refusal e) {
            status = e.status;
            answer = refusal(e.type, e.getMessage());
        }
        byte[] bytes = answer.toString().getBytes(UTF_8);
        exchange.getResponseHeaders().set("content-type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        try (var out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    /// Refuses a request that lacks a field, or has one that there is not.
    protected static void fields(JsonNode node, Set<String> required, Set<String> others) {
        var names = new TreeSet<String>();
        node.fieldNames().forEachRemaining(names::add);
        check(names.containsAll(required), "a field is missing of " + required + ": there are " + names);
        names.removeAll(required);
        names.removeAll(others);
        check(names.isEmpty(), "there is no field " + names);
    }

    protected static void check(boolean isRight, String otherwise) {
        if (!isRight) {
            throw new Refusal(400, "ValidationException", otherwise);
        }
    }

    protected static float[] values(JsonNode array, int dimension) {
        check(
                array.isArray() && array.size() == dimension,
                "a vector of %d values, not %d".formatted(array.size(), dimension));
        var values = new float[dimension];
        for (int i = 0; i < dimension; i++) {
            check(array.get(i).isNumber(), "a value that is no number");
            values[i] = array.get(i).floatValue();
        }
        return values;
    }

    protected static double cosine(float[] one, float[] other) {
        double dot = 0;
        double first = 0;
        double second = 0;
        for (int i = 0; i < one.length; i++) {
            dot += (double) one[i] * other[i];
            first += (double) one[i] * one[i];
            second += (double) other[i] * other[i];
        }
        check(first > 0 && second > 0, "a vector of length zero");
        return dot / Math.sqrt(first * second);
    }

    /// Whether metadata pass a filter of `$and` and the operators on one field.
    protected static boolean passes(JsonNode metadata, JsonNode filter) {
        check(filter.isObject() && !filter.isEmpty(), "an empty filter");
        return StreamSupport.stream(((Iterable<String>) filter::fieldNames).spliterator(), false)
                .allMatch(name -> name.equals("$and")
                        ? all(metadata, filter.get(name))
                        : isAsSaid(metadata.path(name), filter.get(name)));
    }

    private static boolean all(JsonNode metadata, JsonNode conditions) {
        check(conditions.isArray() && !conditions.isEmpty(), "$and of nothing");
        boolean all = true;
        for (var condition : conditions) {
            // Each is looked at, so that each is checked.
            all &= passes(metadata, condition);
        }
        return all;
    }

    private static boolean isAsSaid(JsonNode value, JsonNode condition) {
        check(condition.isObject() && condition.size() == 1, "a condition of one operator is wanted: " + condition);
        var operator = condition.fieldNames().next();
        var operand = condition.get(operator);
        return switch (operator) {
            case "$eq" -> same(value, operand);
            case "$in" -> {
                check(operand.isArray() && !operand.isEmpty(), "$in of nothing");
                yield StreamSupport.stream(operand.spliterator(), false).anyMatch(one -> same(value, one));
            }
            case "$gte" -> number(operand) <= value.asDouble();
            case "$lt" -> value.asDouble() < number(operand);
            default -> throw new Refusal(400, "ValidationException", "there is no operator " + operator);
        };
    }

    private static boolean same(JsonNode value, JsonNode operand) {
        check(operand.isValueNode() && !operand.isNull(), "a single value is wanted");
        return operand.isNumber() ? value.isNumber() && value.asDouble() == operand.asDouble() : value.equals(operand);
    }

    private static double number(JsonNode operand) {
        check(operand.isNumber(), "a number is wanted");
        return operand.asDouble();
    }
}
