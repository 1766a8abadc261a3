package dev.sightline.cli;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A server that takes what the HTTP contract says, to the letter, and refuses everything else. What it had to refuse
/// although nobody told it to is in [#violations].
final class StubServer implements AutoCloseable {

    /// @param set or null: the library
    record Announced(String id, String name, long size, String type, String sha256, String sidecar, String set) {}

    private static final Pattern COMPLETE = Pattern.compile("POST /api/uploads/([0-9a-f-]{36})/complete");
    private static final Pattern IMAGE = Pattern.compile("GET /api/images/([0-9a-f-]{36})");
    private static final Pattern EVALUATION = Pattern.compile("GET /api/evaluations/([0-9a-f-]{36})");
    private static final Pattern PATCH = Pattern.compile("PATCH /api/images/([0-9a-f-]{36})");
    private static final ObjectMapper JSON = new ObjectMapper().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

    final List<String> violations = new CopyOnWriteArrayList<>();
    final List<Integer> batches = new CopyOnWriteArrayList<>();
    final List<JsonNode> searches = new CopyOnWriteArrayList<>();
    final List<JsonNode> evaluations = new CopyOnWriteArrayList<>();
    final Map<String, JsonNode> patches = new ConcurrentHashMap<>();
    final Map<String, Announced> announced = new ConcurrentHashMap<>();
    final AtomicInteger looks = new AtomicInteger();
    final StubStorage storage = new StubStorage(violations);

    /// Names to be refused or to fail, and why.
    final Map<String, String> refused = new HashMap<>();

    final Map<String, String> failing = new HashMap<>();
    /// Names of pictures that are found to be there already when they are understood, and their ids.
    final Map<String, String> foundToBe = new HashMap<>();
    /// Hashes of pictures that are there already, and their ids.
    final Map<String, String> known = new HashMap<>();

    /// What is answered about generations.
    volatile String generations = "{\"generations\":[]}";

    /// The vectors of each request, and whether others were to give way.
    final List<JsonNode> vectors = new CopyOnWriteArrayList<>();

    /// The pages of the index `old-pictures`, and what was asked for them.
    final List<String> pages = new CopyOnWriteArrayList<>();

    final List<JsonNode> indexes = new CopyOnWriteArrayList<>();

    /// What becomes of vectors, by their names; the others are stored.
    final Map<String, String> vectorsRefused = new HashMap<>();

    /// How often a picture is still being understood when somebody looks.
    volatile int patience = 1;
    /// How many requests are dropped without an answer.
    final AtomicInteger toDrop = new AtomicInteger();
    /// How many requests are answered by 503.
    final AtomicInteger tooBusy = new AtomicInteger();

    volatile Optional<String> token = Optional.empty();
    volatile String status = "{}";
    volatile String models = "{\"models\":[]}";
    /// What is answered about a model, one after another and the last one again and again.
    final Deque<String> model = new ConcurrentLinkedDeque<>();

    /// What is answered about the styles, likewise.
    final Deque<String> styles = new ConcurrentLinkedDeque<>();

    /// What styles were to be found.
    volatile String ordered;

    /// What is answered about Amazon Personalize, and what once something was asked of it.
    volatile String personalize = "{}";

    volatile String personalized = "{}";

    /// What was asked of it.
    final List<String> agreements = new CopyOnWriteArrayList<>();

    final AtomicInteger fetches = new AtomicInteger();
    /// What is measured by evaluations, as the report says it.
    volatile String report = "{}";
    /// Why evaluations fail, or null.
    volatile String failure;

    volatile String found = "{\"results\":[]}";

    private final Map<String, Integer> looked = new ConcurrentHashMap<>();
    private final Set<String> completed = ConcurrentHashMap.newKeySet();
    private final StubHttp http = new StubHttp(this::answer);

    String url() {
        return http.url();
    }

    Announced announcedAs(String name) {
        return announced.values().stream()
                .filter(file -> file.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /// The names of all files that were completed, as often as they were.
    List<String> completed() {
        return completed.stream().map(id -> announced.get(id).name()).toList();
    }

    /// Loses what it has, as a restored database would.
    void forget() {
        completed.clear();
    }

    byte[] stored(String name) {
        return storage.objects.get("originals/" + announcedAs(name).id());
    }

    @Override
    public void close() {
        http.close();
        storage.close();
    }

    private void answer(HttpExchange exchange, byte[] body) throws IOException {
        if (toDrop.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            exchange.close();
            return;
        }
        if (tooBusy.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            exchange.getResponseHeaders().add("Retry-After", "1");
            problem(exchange, 503, "database-unavailable", "The database does not answer.");
            return;
        }
        String sent = exchange.getRequestHeaders().getFirst("Authorization");
        if (!Objects.equals(sent, token.map("Bearer "::concat).orElse(null))) {
            problem(exchange, 401, "sign-in", "Sign in first.");
            return;
        }
        route(exchange, body);
    }

    private void route(HttpExchange exchange, byte[] body) throws IOException {
        String request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
        Matcher complete = COMPLETE.matcher(request);
        Matcher image = IMAGE.matcher(request);
        Matcher patch = PATCH.matcher(request);
        Matcher evaluation = EVALUATION.matcher(request);
        if (request.equals("POST /api/uploads")) {
            slots(exchange, json(exchange, body, "application/json"));
        } else if (complete.matches()) {
            complete(exchange, complete.group(1), body);
        } else if (image.matches()) {
            image(exchange, image.group(1));
        } else if (patch.matches()) {
            patch(exchange, patch.group(1), json(exchange, body, "application/merge-patch+json"));
        } else if (request.equals("POST /api/search")) {
            search(exchange, json(exchange, body, "application/json"));
        } else if (request.equals("POST /api/evaluations")) {
            evaluate(exchange, json(exchange, body, "application/json"));
        } else if (evaluation.matches()) {
            StubHttp.answer(exchange, 200, "application/json", evaluation(evaluation.group(1), true));
        } else if (request.equals("GET /api/models")) {
            StubHttp.answer(exchange, 200, "application/json", models);
        } else if (request.equals("POST /api/models/tiny/fetch") && body.length == 0) {
            fetches.incrementAndGet();
            StubHttp.answer(exchange, 202, "application/json", model.size() > 1 ? model.poll() : model.peek());
        } else if (request.equals("GET /api/models/tiny")) {
            StubHttp.answer(exchange, 200, "application/json", model.size() > 1 ? model.poll() : model.peek());
        } else if (request.equals("GET /api/generations")) {
            StubHttp.answer(exchange, 200, "application/json", generations);
        } else if (request.equals("POST /api/models/tiny/vectors")) {
            vectors(exchange, json(exchange, body, "application/json"), body.length);
        } else if (request.equals("POST /api/models/tiny/vectors/index")) {
            index(exchange, json(exchange, body, "application/json"));
        } else if (request.equals("POST /api/models/huge/fetch")) {
            problem(exchange, 404, "model-not-found", "There is no model 'huge'.");
        } else if (request.equals("GET /api/styles")) {
            StubHttp.answer(exchange, 200, "application/json", styles.size() > 1 ? styles.poll() : styles.peek());
        } else if (request.equals("POST /api/styles")) {
            ordered = json(exchange, body, "application/json").toString();
            StubHttp.answer(exchange, 202, "application/json", "{}");
        } else if (request.equals("GET /api/taste/personalize")) {
            StubHttp.answer(exchange, 200, "application/json", personalize);
        } else if (request.equals("POST /api/taste/personalize")) {
            agreements.add(json(exchange, body, "application/json").toString());
            StubHttp.answer(exchange, 202, "application/json", personalized);
        } else if (request.equals("POST /api/taste/personalize/retry") && body.length == 0) {
            agreements.add("retry");
            StubHttp.answer(exchange, 202, "application/json", personalized);
        } else if (request.equals("DELETE /api/taste/personalize") && body.length == 0) {
            agreements.add("teardown");
            StubHttp.answer(exchange, 202, "application/json", personalized);
        } else if (request.equals("GET /api/status")) {
            StubHttp.answer(exchange, 200, "application/json", status);
        } else {
            violate(exchange, 404, request);
        }
    }

    private void slots(HttpExchange exchange, JsonNode request) throws IOException {
        JsonNode files = request.path("files");
        Set<String> told = properties(request);
        boolean intoSet = told.remove("set");
        String set = request.path("set").asText(null);
        if (!told.equals(Set.of("files"))
                || intoSet && (set == null || set.isEmpty())
                || files.isEmpty()
                || files.size() > 100) {
            violate(exchange, 400, "not a list of 1 to 100 files: " + request);
            return;
        }
        batches.add(files.size());
        ObjectNode answer = JSON.createObjectNode();
        ArrayNode uploads = answer.putArray("uploads");
        for (JsonNode file : files) {
            Set<String> properties = properties(file);
            boolean beside = properties.remove("sidecar");
            if (!properties.equals(Set.of("name", "size", "type", "sha256"))
                    || beside && !properties(file.path("sidecar")).equals(Set.of("text"))
                    || file.path("name").asText().isBlank()
                    || !file.path("size").isIntegralNumber()
                    || !file.path("type").asText().matches("image/(jpeg|png|gif|webp|bmp)")
                    || !file.path("sha256").asText().matches("[0-9a-f]{64}")) {
                violate(exchange, 400, "not a file: " + file);
                return;
            }
            uploads.add(slot(new Announced(
                    UUID.randomUUID().toString(),
                    file.path("name").asText(),
                    file.path("size").asLong(),
                    file.path("type").asText(),
                    file.path("sha256").asText(),
                    file.path("sidecar").path("text").asText(null),
                    set)));
        }
        StubHttp.answer(exchange, 200, "application/json", answer.toString());
    }

    private ObjectNode slot(Announced file) {
        ObjectNode slot = JSON.createObjectNode();
        if (refused.containsKey(file.name())) {
            slot.put("status", "refused")
                    .putObject("reason")
                    .put("code", "refused")
                    .put("reason", refused.get(file.name()));
            return slot;
        }
        if (known.containsKey(file.sha256())) {
            return slot.put("status", "duplicate").put("image", known.get(file.sha256()));
        }
        announced.put(file.id(), file);
        slot.put("id", file.id()).put("status", "ready").put("url", storage.url());
        if (file.sidecar() != null && !file.sidecar().contains("photoTakenTime")) {
            slot.putObject("sidecar").put("code", "sidecar-not-understood").put("reason", "It is none.");
        }
        ObjectNode fields = slot.putObject("fields");
        storage.allow(file).forEach(fields::put);
        return slot;
    }

    private void complete(HttpExchange exchange, String id, byte[] body) throws IOException {
        byte[] object = storage.objects.get("originals/" + id);
        if (!announced.containsKey(id) || body.length > 0) {
            violate(exchange, 400, "completes what was not announced, or with a body");
        } else if (object == null) {
            violate(exchange, 409, "completes before anything is stored");
        } else {
            completed.add(id);
            StubHttp.answer(exchange, 202, "application/json", """
                    {"image":"%s","status":"processing"}""".formatted(id));
        }
    }

    private void image(HttpExchange exchange, String id) throws IOException {
        looks.incrementAndGet();
        if (!completed.contains(id)) {
            violate(exchange, 404, "asks for an image that is not there");
            return;
        }
        String name = announced.get(id).name();
        ObjectNode image = JSON.createObjectNode()
                .put("id", foundToBe.getOrDefault(name, id))
                .put("name", name);
        if (looked.merge(id, 1, Integer::sum) <= patience) {
            image.put("status", "processing");
        } else if (failing.containsKey(name)) {
            image.put("status", "failed")
                    .putObject("error")
                    .put("code", "broken")
                    .put("reason", failing.get(name));
        } else {
            image.put("status", "ready");
        }
        StubHttp.answer(exchange, 200, "application/json", image.toString());
    }

    private void patch(HttpExchange exchange, String id, JsonNode patch) throws IOException {
        boolean exists = completed.contains(id) || known.containsValue(id);
        if (!exists || !Set.of("title", "description", "tags").containsAll(properties(patch))) {
            violate(exchange, 400, "not a patch of an image: " + patch);
            return;
        }
        patches.put(id, patch);
        StubHttp.answer(exchange, 200, "application/json", "{\"id\":\"" + id + "\"}");
    }

    private void search(HttpExchange exchange, JsonNode query) throws IOException {
        Set<String> known = Set.of(
                "text",
                "examples",
                "against",
                "filter",
                "exclude",
                "personal",
                "sort",
                "facets",
                "limit",
                "cursor",
                "weaker");
        boolean isEmpty = !query.has("text") && !query.has("examples");
        if (isEmpty || !known.containsAll(properties(query))) {
            violate(exchange, 400, "not a query: " + query);
            return;
        }
        searches.add(query);
        StubHttp.answer(exchange, 200, "application/json", found);
    }

    private void evaluate(HttpExchange exchange, JsonNode order) throws IOException {
        Set<String> properties = Set.of("labels", "set", "method", "against", "queries", "model");
        if (!properties.containsAll(properties(order))
                || order.path("labels").asText().isBlank()
                || !List.of("hybrid", "vector", "lexical", "reciprocal-rank")
                        .contains(order.path("method").asText())
                || !List.of("image", "text", "combined")
                        .contains(order.path("against").asText("image"))
                || order.has("queries") && order.get("queries").isEmpty()) {
            violate(exchange, 400, "not an order of an evaluation: " + order);
            return;
        }
        for (JsonNode query : order.path("queries")) {
            Set<String> images = new HashSet<>();
            for (JsonNode label : query.path("relevant")) {
                String image = label.path("image").asText();
                if (!properties(label).equals(Set.of("image", "grade"))
                        || label.path("grade").asInt() < 1
                        || !(completed.contains(image) || known.containsValue(image))
                        || !images.add(image)) {
                    violate(exchange, 422, "not a label: " + label + " of " + query);
                    return;
                }
            }
            if (!properties(query).equals(Set.of("text", "relevant"))
                    || query.path("text").asText().isBlank()) {
                violate(exchange, 400, "not a query: " + query);
                return;
            }
        }
        evaluations.add(order);
        StubHttp.answer(
                exchange, 202, "application/json", evaluation(new UUID(0, evaluations.size()).toString(), false));
    }

    private String evaluation(String id, boolean ended) throws IOException {
        JsonNode order = evaluations.get((int) UUID.fromString(id).getLeastSignificantBits() - 1);
        ObjectNode evaluation = JSON.createObjectNode()
                .put("id", id)
                .put("labels", order.path("labels").asText())
                .put("set", order.path("set").asText(null))
                .put("method", order.path("method").asText())
                .put("against", order.path("against").asText("image"))
                .put("model", order.path("model").asText("demo"))
                .put("state", !ended ? "running" : failure == null ? "done" : "failed")
                .put("queries", order.path("queries").size())
                .put("done", ended ? order.path("queries").size() : 0)
                .put("failure", ended ? failure : null);
        evaluation.set("report", ended && failure == null ? JSON.readTree(report) : null);
        return evaluation.toString();
    }

    private void vectors(HttpExchange exchange, JsonNode order, int bytes) throws IOException {
        JsonNode all = order.path("vectors");
        boolean isWhole = properties(order).equals(Set.of("vectors", "replace"))
                && order.get("replace").isBoolean()
                && !all.isEmpty()
                && all.size() <= 500
                && bytes <= 6_000_000;
        ObjectNode answer = JSON.createObjectNode();
        ArrayNode brought = answer.putArray("vectors");
        for (JsonNode vector : all) {
            String name = vector.path("name").asText();
            isWhole &= properties(vector).equals(Set.of("name", "values")) && !name.isBlank();
            for (JsonNode value : vector.path("values")) {
                isWhole &= value.isNumber();
            }
            ObjectNode one = brought.addObject().put("name", name);
            if (vectorsRefused.containsKey(name)) {
                one.put("status", "refused").putNull("image");
                one.putObject("error").put("code", "refused").put("reason", vectorsRefused.get(name));
            } else {
                boolean isThere =
                        name.startsWith("there") && !order.get("replace").asBoolean();
                one.put("status", isThere ? "there" : "stored")
                        .put("image", new UUID(0, 1).toString())
                        .putNull("error");
            }
        }
        if (!isWhole) {
            violate(exchange, 400, "not an order of vectors");
            return;
        }
        vectors.add(order);
        StubHttp.answer(exchange, 200, "application/json", answer.toString());
    }

    /// Cursors are the numbers of pages.
    private void index(HttpExchange exchange, JsonNode order) throws IOException {
        if (!properties(order).equals(Set.of("index", "replace", "after"))
                || !order.get("index").isTextual()
                || !order.get("replace").isBoolean()
                || !order.get("after").isNull() && !order.get("after").asText().matches("[0-9]+")) {
            violate(exchange, 400, "not an order of an index: " + order);
            return;
        }
        int page = order.get("after").asInt(0);
        indexes.add(order);
        if (!order.get("index").asText().equals("old-pictures")) {
            problem(exchange, 404, "index-not-found", "OpenSearch has no such index.");
        } else if (page >= pages.size()) {
            problem(exchange, 410, "cursor-expired", "This place is no longer kept. Begin again.");
        } else {
            StubHttp.answer(exchange, 200, "application/json", pages.get(page));
        }
    }

    private JsonNode json(HttpExchange exchange, byte[] body, String type) throws IOException {
        if (!type.equals(exchange.getRequestHeaders().getFirst("Content-Type"))) {
            violations.add("sends " + exchange.getRequestHeaders().getFirst("Content-Type") + " instead of " + type);
        }
        return JSON.readTree(body);
    }

    private void violate(HttpExchange exchange, int status, String what) throws IOException {
        violations.add(what);
        problem(exchange, status, "violation", what);
    }

    private static void problem(HttpExchange exchange, int status, String code, String detail) throws IOException {
        StubHttp.answer(
                exchange,
                status,
                "application/problem+json",
                JSON.createObjectNode()
                        .put("type", "about:blank")
                        .put("status", status)
                        .put("code", code)
                        .put("detail", detail)
                        .toString());
    }

    private static Set<String> properties(JsonNode node) {
        Set<String> names = new HashSet<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
