package dev.sightline.taste.personalize;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.sightline.aws.SignatureCheck;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Amazon Personalize, as its documentation says it is, to the letter: names, fields, limits, states, in which order
/// things are made and deleted, and how it refuses. Whatever is made or deleted takes some looks at it. Requests that a
/// careful client does not send are in [#violations] too.
public final class StubPersonalize implements AutoCloseable {

    public static final String REGION = "eu-central-1";
    public static final String ROLE = "arn:aws:iam::123456789012:role/personalize";

    private static final String ARN = "arn:aws:personalize:" + REGION + ":123456789012:";
    private static final String NAME = "[a-zA-Z0-9][a-zA-Z0-9\\-_]{0,62}";
    private static final ObjectMapper JSON = new ObjectMapper().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

    private static final double LIKED = 0.8;
    private static final int GROUPS = 5;
    private static final int INTERACTIONS = 1000;
    private static final int PEOPLE = 25;

    /// What can be made, with its fields that have to be there and those that may.
    private enum Type {
        SCHEMA("Schema", "schema/", Set.of("name", "schema"), Set.of("domain")),
        GROUP("DatasetGroup", "dataset-group/", Set.of("name"), Set.of("roleArn", "kmsKeyArn", "domain", "tags")),
        DATASET("Dataset", "dataset/", Set.of("name", "schemaArn", "datasetGroupArn", "datasetType"), Set.of("tags")),
        TRACKER("EventTracker", "event-tracker/", Set.of("name", "datasetGroupArn"), Set.of("tags")),
        IMPORT(
                "DatasetImportJob",
                "dataset-import-job/",
                Set.of("jobName", "datasetArn", "dataSource", "roleArn"),
                Set.of("importMode", "publishAttributionMetricsToS3", "tags")),
        SOLUTION(
                "Solution",
                "solution/",
                Set.of("name", "datasetGroupArn", "recipeArn"),
                Set.of("performAutoTraining", "performHPO", "performAutoML", "eventType", "solutionConfig", "tags")),
        VERSION("SolutionVersion", "solution/", Set.of("solutionArn"), Set.of("name", "trainingMode", "tags")),
        CAMPAIGN(
                "Campaign",
                "campaign/",
                Set.of("name", "solutionVersionArn"),
                Set.of("minProvisionedTPS", "campaignConfig", "tags")),
        DELETION(
                "DataDeletionJob",
                "data-deletion-job/",
                Set.of("jobName", "datasetGroupArn", "dataSource", "roleArn"),
                Set.of("tags"));

        private final String resource;
        private final String path;
        private final Set<String> required;
        private final Set<String> optional;

        Type(String resource, String path, Set<String> required, Set<String> optional) {
            this.resource = resource;
            this.path = path;
            this.required = required;
            this.optional = optional;
        }

        String member() {
            return Character.toLowerCase(resource.charAt(0)) + resource.substring(1);
        }

        boolean isJob() {
            return this == IMPORT || this == DELETION;
        }
    }

    private static final class Thing {
        private final Type type;
        private final String arn;
        private final ObjectNode fields;
        private String status;
        private String failure;
        private int looks;

        private Thing(Type type, String arn, ObjectNode fields) {
            this.type = type;
            this.arn = arn;
            this.fields = fields;
            this.status = type == Type.SCHEMA ? "ACTIVE" : type == Type.DELETION ? "PENDING" : "CREATE PENDING";
        }

        private String field(String name) {
            return fields.path(name).asText();
        }

        private String name() {
            return field(type.isJob() ? "jobName" : "name");
        }
    }

    private static final class Refusal extends RuntimeException {
        private final int status;
        private final String code;

        private Refusal(int status, String code, String message) {
            super(message);
            this.status = status;
            this.code = code;
        }
    }

    /// Every operation, in the order in which they came: `CreateSchema`.
    public final List<String> operations = new CopyOnWriteArrayList<>();

    public final List<String> violations = new CopyOnWriteArrayList<>();
    public final List<JsonNode> events = new CopyOnWriteArrayList<>();
    public final List<JsonNode> rankings = new CopyOnWriteArrayList<>();

    /// People whose data were deleted.
    public final Set<String> deletedUsers = ConcurrentHashMap.newKeySet();

    /// What is preferred, by people: items that contain it come first.
    public final Map<String, String> preferred = new ConcurrentHashMap<>();

    /// Resources whose next one fails once it is made: `Campaign`.
    public final Set<String> failing = ConcurrentHashMap.newKeySet();

    /// Operations that are refused the next time, by a code.
    public final Map<String, String> refusing = new ConcurrentHashMap<>();

    /// Operations that are done but whose answer is lost the next time.
    public final Set<String> losing = ConcurrentHashMap.newKeySet();

    /// Looks that something takes to be made, or to be gone.
    public volatile int looks = 2;

    /// Lists show nothing that was made lately.
    public volatile boolean lagging;

    /// Rankings and events are not answered while it is so.
    public volatile boolean silent;

    private final CountDownLatch closed = new CountDownLatch(1);
    private final Map<String, Thing> things = new LinkedHashMap<>();
    private final Map<String, Deque<String[]>> imported = new HashMap<>();
    private volatile Function<URI, Optional<byte[]>> bucket;
    private final String accessKey;
    private final String secretKey;
    private final HttpServer server;

    /// @param bucket what is in the bucket at an address such as `s3://bucket/key`
    public StubPersonalize(Function<URI, Optional<byte[]>> bucket, String accessKey, String secretKey) {
        this.bucket = bucket;
        this.accessKey = accessKey;
        this.secretKey = secretKey;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.setExecutor(task -> Thread.ofVirtual().start(task));
        server.start();
    }

    /// For a stub that was made before there was a bucket.
    public void reads(Function<URI, Optional<byte[]>> bucket) {
        this.bucket = bucket;
    }

    public String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
    }

    /// What is there, by kinds: `Schema`, `Campaign`.
    public synchronized List<String> present() {
        return things.values().stream()
                .map(thing -> thing.type.resource)
                .sorted()
                .toList();
    }

    public synchronized List<String> names(String resource) {
        return things.values().stream()
                .filter(thing -> thing.type.resource.equals(resource))
                .map(Thing::name)
                .toList();
    }

    /// The lines of what was imported, without the first.
    public synchronized List<String[]> imported() {
        return imported.values().stream().flatMap(Deque::stream).toList();
    }

    /// Nobody told us of this.
    public synchronized void deleteCampaigns() {
        things.values().removeIf(thing -> thing.type == Type.CAMPAIGN);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = exchange.getRequestBody().readAllBytes();
            var path = exchange.getRequestURI().getPath();
            try {
                requireSigned(exchange, body);
                var request = JSON.readTree(body);
                var answer =
                        switch (exchange.getRequestMethod() + " " + path) {
                            case "POST /" -> operate(exchange, request);
                            case "POST /personalize-ranking" -> runtime("GetPersonalizedRanking", this::rank, request);
                            case "POST /events" -> runtime("PutEvents", this::take, request);
                            default -> throw new Refusal(404, "UnknownOperationException", path);
                        };
                if (answer != null) {
                    send(exchange, 200, answer.toString());
                }
            } catch (Refusal e) {
                var refusal = JSON.createObjectNode()
                        .put("__type", "com.amazonaws.personalize#" + e.code)
                        .put("message", e.getMessage());
                send(exchange, e.status, refusal.toString());
            }
        }
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
        var bytes = body.equals("null") ? new byte[0] : body.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private void requireSigned(HttpExchange exchange, byte[] body) {
        SignatureCheck.wrong(
                        exchange.getRequestMethod(),
                        exchange.getRequestURI(),
                        exchange.getRequestHeaders(),
                        body,
                        "personalize",
                        REGION,
                        accessKey,
                        secretKey)
                .ifPresent(wrong -> {
                    violations.add(wrong);
                    throw new Refusal(403, "InvalidSignatureException", wrong);
                });
    }

    private JsonNode runtime(String operation, Function<JsonNode, JsonNode> what, JsonNode request) {
        if (silent) {
            await();
        }
        operations.add(operation);
        refuseIfTold(operation);
        return what.apply(request);
    }

    private void await() {
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void refuseIfTold(String operation) {
        var code = refusing.remove(operation);
        if (code != null) {
            throw new Refusal(code.startsWith("Internal") ? 500 : 400, code, "Told to refuse.");
        }
    }

    private synchronized JsonNode operate(HttpExchange exchange, JsonNode request) {
        var headers = exchange.getRequestHeaders();
        if (!"application/x-amz-json-1.1".equals(headers.getFirst("Content-Type"))) {
            throw violation("SerializationException", "Content-Type is " + headers.getFirst("Content-Type"));
        }
        var target = String.valueOf(headers.getFirst("X-Amz-Target"));
        if (!target.startsWith("AmazonPersonalize.")) {
            throw violation("UnknownOperationException", target);
        }
        var operation = target.substring("AmazonPersonalize.".length());
        operations.add(operation);
        refuseIfTold(operation);
        var answer = operate(operation, request);
        return losing.remove(operation) ? null : answer;
    }

    private JsonNode operate(String operation, JsonNode request) {
        if (operation.equals("StopSolutionVersionCreation")) {
            return stop(request);
        }
        for (var type : Type.values()) {
            if (operation.equals("Create" + type.resource)) {
                return create(type, request);
            }
            if (operation.equals("Describe" + type.resource)) {
                return describe(type, request);
            }
            if (operation.equals("List" + type.resource + "s")) {
                return list(type, request);
            }
            boolean isDeletable = !type.isJob() && type != Type.VERSION;
            if (isDeletable && operation.equals("Delete" + type.resource)) {
                return delete(type, request);
            }
        }
        throw violation("UnknownOperationException", operation);
    }

    private Refusal violation(String code, String what) {
        violations.add(what);
        return new Refusal(400, code, what);
    }

    private void requireFields(JsonNode request, Set<String> required, Set<String> optional) {
        var given = new TreeSet<String>();
        request.fieldNames().forEachRemaining(given::add);
        var unknown = new TreeSet<>(given);
        unknown.removeAll(required);
        unknown.removeAll(optional);
        if (!given.containsAll(required) || !unknown.isEmpty()) {
            throw violation("InvalidInputException", "fields %s, wanted %s".formatted(given, required));
        }
    }

    private ObjectNode create(Type type, JsonNode request) {
        requireFields(request, type.required, type.optional);
        var thing = new Thing(type, arn(type, request), request.deepCopy());
        if (type != Type.VERSION && !thing.name().matches(NAME)) {
            throw violation("InvalidInputException", "name " + thing.name());
        }
        if (things.containsKey(thing.arn)) {
            throw new Refusal(
                    400,
                    "ResourceAlreadyExistsException",
                    "Another resource with Arn %s already exists.".formatted(thing.arn));
        }
        check(thing);
        thing.failure = failing.remove(type.resource) ? "It was told to fail." : flaw(thing);
        things.put(thing.arn, thing);
        return JSON.createObjectNode().put(type.member() + "Arn", thing.arn);
    }

    private static String arn(Type type, JsonNode request) {
        return switch (type) {
            case DATASET -> {
                var group = request.path("datasetGroupArn").asText();
                yield "%sdataset/%s/INTERACTIONS".formatted(ARN, group.substring(group.lastIndexOf('/') + 1));
            }
            case TRACKER ->
                ARN + "event-tracker/" + UUID.randomUUID().toString().substring(0, 8);
            case VERSION ->
                request.path("solutionArn").asText() + "/"
                        + UUID.randomUUID().toString().substring(0, 8);
            default ->
                ARN
                        + type.path
                        + request.path(type.isJob() ? "jobName" : "name").asText();
        };
    }

    private void check(Thing thing) {
        switch (thing.type) {
            case SCHEMA -> checkSchema(thing.field("schema"));
            case GROUP -> {
                if (count(Type.GROUP) >= GROUPS) {
                    throw new Refusal(400, "LimitExceededException", "More than %d dataset groups.".formatted(GROUPS));
                }
            }
            case DATASET -> {
                active(thing.field("schemaArn"), Type.SCHEMA);
                active(thing.field("datasetGroupArn"), Type.GROUP);
                if (!thing.field("datasetType").equalsIgnoreCase("Interactions")) {
                    throw violation("InvalidInputException", "datasetType " + thing.field("datasetType"));
                }
            }
            case TRACKER -> {
                active(thing.field("datasetGroupArn"), Type.GROUP);
                if (of("datasetGroupArn", thing.field("datasetGroupArn")).stream()
                        .anyMatch(other -> other.type == Type.TRACKER)) {
                    throw new Refusal(
                            400, "ResourceAlreadyExistsException", "The dataset group has an event tracker already.");
                }
            }
            case IMPORT -> {
                active(thing.field("datasetArn"), Type.DATASET);
                checkSource(thing);
                if (!Set.of("FULL", "INCREMENTAL").contains(thing.field("importMode"))) {
                    throw violation("InvalidInputException", "importMode " + thing.field("importMode"));
                }
            }
            case SOLUTION -> {
                active(thing.field("datasetGroupArn"), Type.GROUP);
                if (!thing.field("recipeArn").equals("arn:aws:personalize:::recipe/aws-personalized-ranking-v2")) {
                    throw violation("InvalidInputException", "recipeArn " + thing.field("recipeArn"));
                }
                if (thing.fields.path("performAutoTraining").asBoolean(true)) {
                    violations.add("a training every week is paid for");
                }
            }
            case VERSION -> {
                var solution = active(thing.field("solutionArn"), Type.SOLUTION);
                boolean isImported = of("datasetGroupArn", solution.field("datasetGroupArn")).stream()
                        .filter(dataset -> dataset.type == Type.DATASET)
                        .flatMap(dataset -> of("datasetArn", dataset.arn).stream())
                        .anyMatch(job -> job.status.equals("ACTIVE"));
                if (!isImported) {
                    throw violation("InvalidInputException", "a training without data");
                }
            }
            case CAMPAIGN -> {
                active(thing.field("solutionVersionArn"), Type.VERSION);
                if (thing.fields.path("minProvisionedTPS").asInt(1) < 1) {
                    throw violation("InvalidInputException", "minProvisionedTPS");
                }
            }
            case DELETION -> {
                active(thing.field("datasetGroupArn"), Type.GROUP);
                checkSource(thing);
            }
        }
    }

    private void checkSchema(String text) {
        try {
            var schema = JSON.readTree(text);
            var types = new HashMap<String, String>();
            schema.path("fields")
                    .forEach(field -> types.put(
                            field.path("name").asText(), field.path("type").asText()));
            boolean isRight = schema.path("type").asText().equals("record")
                    && schema.path("name").asText().equals("Interactions")
                    && schema.path("namespace").asText().equals("com.amazonaws.personalize.schema")
                    && schema.path("version").asText().equals("1.0")
                    && types.equals(Map.of(
                            "USER_ID", "string", "ITEM_ID", "string", "TIMESTAMP", "long", "EVENT_TYPE", "string"));
            if (!isRight) {
                throw violation("InvalidInputException", "schema " + text);
            }
        } catch (IOException e) {
            throw violation("InvalidInputException", "schema " + text);
        }
    }

    private void checkSource(Thing job) {
        requireFields(job.fields.path("dataSource"), Set.of("dataLocation"), Set.of());
        if (!job.field("roleArn").equals(ROLE)) {
            throw new Refusal(400, "InvalidInputException", "The role cannot be assumed.");
        }
    }

    /// Why it will fail, or null.
    private String flaw(Thing thing) {
        return switch (thing.type) {
            case IMPORT -> take(thing);
            case VERSION -> tooLittle(thing);
            case DELETION -> forget(thing);
            default -> null;
        };
    }

    private String take(Thing job) {
        var location =
                URI.create(job.fields.path("dataSource").path("dataLocation").asText());
        var lines = bucket.apply(location).map(bytes -> new String(bytes, UTF_8).split("\n"));
        if (lines.isEmpty()) {
            return "There is no object at " + location;
        }
        if (!lines.get()[0].equals("USER_ID,ITEM_ID,TIMESTAMP,EVENT_TYPE")) {
            return "The header is " + lines.get()[0];
        }
        var rows = new ArrayDeque<String[]>();
        for (int i = 1; i < lines.get().length; i++) {
            var row = lines.get()[i].split(",", -1);
            if (row.length != 4
                    || row[0].isBlank()
                    || !row[1].matches("[0-9a-f-]{73}")
                    || !row[2].matches("\\d{10}")
                    || !row[3].matches("view|favourite|download")) {
                return "Line %d is not understood: %s".formatted(i + 1, lines.get()[i]);
            }
            rows.add(row);
        }
        imported.put(job.field("datasetArn"), rows);
        return null;
    }

    private String tooLittle(Thing version) {
        var group = things.get(version.field("solutionArn")).field("datasetGroupArn");
        var rows = of("datasetGroupArn", group).stream()
                .filter(dataset -> dataset.type == Type.DATASET)
                .flatMap(dataset -> imported.getOrDefault(dataset.arn, new ArrayDeque<>()).stream())
                .toList();
        long people =
                rows.stream().collect(Collectors.groupingBy(row -> row[0], Collectors.counting())).values().stream()
                        .filter(count -> count >= 2)
                        .count();
        return rows.size() >= INTERACTIONS && people >= PEOPLE
                ? null
                : "Too little data: %d interactions of %d people".formatted(rows.size(), people);
    }

    private String forget(Thing job) {
        var location =
                URI.create(job.fields.path("dataSource").path("dataLocation").asText());
        var lines = bucket.apply(location).map(bytes -> new String(bytes, UTF_8).split("\n"));
        if (lines.isEmpty() || !lines.get()[0].equals("USER_ID")) {
            return "There are no people at " + location;
        }
        deletedUsers.addAll(List.of(lines.get()).subList(1, lines.get().length));
        return null;
    }

    private Thing active(String arn, Type type) {
        var thing = there(arn, type);
        if (!thing.status.equals("ACTIVE")) {
            throw violation("InvalidInputException", "%s is %s".formatted(arn, thing.status));
        }
        return thing;
    }

    private Thing there(String arn, Type type) {
        var thing = things.get(arn);
        if (thing == null || thing.type != type) {
            throw new Refusal(400, "ResourceNotFoundException", "Could not find %s.".formatted(arn));
        }
        return thing;
    }

    private long count(Type type) {
        return things.values().stream().filter(thing -> thing.type == type).count();
    }

    private List<Thing> of(String field, String arn) {
        return things.values().stream()
                .filter(thing -> thing.field(field).equals(arn))
                .toList();
    }

    /// Each look brings it further.
    private ObjectNode describe(Type type, JsonNode request) {
        requireFields(request, Set.of(type.member() + "Arn"), Set.of());
        var thing = there(request.path(type.member() + "Arn").asText(), type);
        if (thing.status.startsWith("DELETE") && ++thing.looks > looks) {
            things.remove(thing.arn);
            // Jobs go with their dataset group.
            things.values().removeIf(other -> other.field("datasetGroupArn").equals(thing.arn));
            throw new Refusal(400, "ResourceNotFoundException", "Could not find %s.".formatted(thing.arn));
        }
        var answer = JSON.createObjectNode();
        var described = answer.putObject(type.member());
        described.setAll(thing.fields);
        described.put(type.member() + "Arn", thing.arn);
        if (type != Type.SCHEMA) {
            advance(thing);
            described.put("status", thing.status);
        }
        if (thing.status.endsWith("FAILED")) {
            described.put("failureReason", thing.failure);
        }
        if (type == Type.TRACKER) {
            described.put("trackingId", trackingId(thing));
        }
        return answer;
    }

    private static String trackingId(Thing tracker) {
        return "tracking-" + tracker.arn.substring(tracker.arn.lastIndexOf('/') + 1);
    }

    private void advance(Thing thing) {
        boolean isDeletion = thing.type == Type.DELETION;
        switch (thing.status) {
            case "CREATE PENDING", "PENDING" -> thing.status = isDeletion ? "IN_PROGRESS" : "CREATE IN_PROGRESS";
            case "CREATE IN_PROGRESS", "IN_PROGRESS" -> {
                if (++thing.looks > looks) {
                    thing.looks = 0;
                    thing.status = thing.failure != null
                            ? isDeletion ? "FAILED" : "CREATE FAILED"
                            : isDeletion ? "COMPLETED" : "ACTIVE";
                }
            }
            case "CREATE STOPPING" -> thing.status = "CREATE STOPPED";
            case "DELETE PENDING" -> thing.status = "DELETE IN_PROGRESS";
            default -> {}
        }
    }

    /// Pages of two.
    private ObjectNode list(Type type, JsonNode request) {
        var filter =
                switch (type) {
                    case SCHEMA, GROUP -> Set.<String>of();
                    case DATASET, TRACKER, SOLUTION, DELETION -> Set.of("datasetGroupArn");
                    case IMPORT -> Set.of("datasetArn");
                    case VERSION, CAMPAIGN -> Set.of("solutionArn");
                };
        var optional = new HashSet<>(filter);
        optional.addAll(Set.of("maxResults", "nextToken"));
        requireFields(request, Set.of(), optional);
        if (request.path("maxResults").asInt(1) > 100) {
            throw violation("InvalidInputException", "maxResults");
        }
        var found = new ArrayList<Thing>();
        for (var thing : things.values()) {
            if (thing.type == type && !lagging && filter.stream().allMatch(name -> isOf(thing, name, request))) {
                found.add(thing);
            }
        }
        int from = request.path("nextToken").asInt(0);
        var answer = JSON.createObjectNode();
        var page = answer.putArray(type.member() + "s");
        found.stream().skip(from).limit(2).forEach(thing -> {
            var listed = page.addObject().put(type.member() + "Arn", thing.arn).put("status", thing.status);
            if (type != Type.VERSION) {
                listed.put(type.isJob() ? "jobName" : "name", thing.name());
            }
        });
        if (found.size() > from + 2) {
            answer.put("nextToken", String.valueOf(from + 2));
        }
        return answer;
    }

    private boolean isOf(Thing thing, String filter, JsonNode request) {
        var wanted = request.path(filter).asText("");
        var version = things.get(thing.field("solutionVersionArn"));
        return wanted.isEmpty()
                || thing.field(filter).equals(wanted)
                || version != null && version.field(filter).equals(wanted);
    }

    private JsonNode stop(JsonNode request) {
        requireFields(request, Set.of("solutionVersionArn"), Set.of());
        var version = there(request.path("solutionVersionArn").asText(), Type.VERSION);
        if (!Set.of("CREATE PENDING", "CREATE IN_PROGRESS").contains(version.status)) {
            throw new Refusal(400, "InvalidInputException", "It is " + version.status);
        }
        version.status = "CREATE STOPPING";
        return JSON.nullNode();
    }

    private JsonNode delete(Type type, JsonNode request) {
        requireFields(request, Set.of(type.member() + "Arn"), Set.of());
        var thing = there(request.path(type.member() + "Arn").asText(), type);
        boolean isUnderWay = thing.status.endsWith("PENDING") || thing.status.endsWith("IN_PROGRESS");
        if (isUnderWay || isUsed(thing)) {
            throw new Refusal(400, "ResourceInUseException", "%s is in use.".formatted(thing.arn));
        }
        if (type == Type.SCHEMA) {
            things.remove(thing.arn);
        } else {
            thing.status = "DELETE PENDING";
        }
        if (type == Type.SOLUTION) {
            things.values()
                    .removeIf(other -> other.type == Type.VERSION
                            && other.field("solutionArn").equals(thing.arn));
        }
        if (type == Type.DATASET) {
            things.values().removeIf(other -> other.field("datasetArn").equals(thing.arn));
        }
        return JSON.nullNode();
    }

    private boolean isUsed(Thing thing) {
        return switch (thing.type) {
            case SCHEMA -> !of("schemaArn", thing.arn).isEmpty();
            case GROUP -> of("datasetGroupArn", thing.arn).stream().anyMatch(other -> other.type != Type.DELETION);
            case DATASET ->
                of("datasetArn", thing.arn).stream().anyMatch(job -> job.status.startsWith("CREATE "))
                        && of("datasetArn", thing.arn).stream().noneMatch(job -> job.status.endsWith("FAILED"));
            case SOLUTION ->
                things.values().stream()
                        .filter(other -> other.type == Type.VERSION
                                && other.field("solutionArn").equals(thing.arn))
                        .anyMatch(version -> version.status.matches("CREATE (PENDING|IN_PROGRESS|STOPPING)")
                                || !of("solutionVersionArn", version.arn).isEmpty());
            default -> false;
        };
    }

    /// What is preferred has four fifths of all, the others share the rest; scores add up to 1.
    private synchronized JsonNode rank(JsonNode request) {
        requireFields(
                request,
                Set.of("campaignArn", "userId", "inputList"),
                Set.of("context", "filterArn", "filterValues", "metadataColumns"));
        var campaign = things.get(request.path("campaignArn").asText());
        if (campaign == null || campaign.type != Type.CAMPAIGN || !campaign.status.equals("ACTIVE")) {
            throw new Refusal(404, "ResourceNotFoundException", "Campaign not found.");
        }
        var items = new ArrayList<String>();
        request.path("inputList").forEach(item -> items.add(item.asText()));
        if (items.isEmpty() || items.size() > 500 || new HashSet<>(items).size() < items.size()) {
            throw violation("InvalidInputException", "inputList of " + items.size());
        }
        rankings.add(request);
        var known = imported().stream().map(row -> row[1]).collect(Collectors.toSet());
        var liked = preferred.getOrDefault(request.path("userId").asText(), "nothing");
        var scored = items.stream().filter(known::contains).toList();
        var first = scored.stream().filter(item -> item.contains(liked)).toList();
        var answer = JSON.createObjectNode();
        var ranking = answer.putArray("personalizedRanking");
        for (var item : first) {
            ranking.addObject()
                    .put("itemId", item)
                    .put("score", scored.size() == first.size() ? 1.0 / first.size() : LIKED / first.size());
        }
        double rest = (first.isEmpty() ? 1 : 1 - LIKED) / Math.max(1, scored.size() - first.size());
        for (var item : scored) {
            if (!first.contains(item)) {
                ranking.addObject().put("itemId", item).put("score", rest);
            }
        }
        for (var item : items) {
            if (!known.contains(item)) {
                ranking.addObject().put("itemId", item);
            }
        }
        answer.put("recommendationId", UUID.randomUUID().toString());
        return answer;
    }

    private synchronized JsonNode take(JsonNode request) {
        requireFields(request, Set.of("trackingId", "sessionId", "eventList"), Set.of("userId"));
        boolean isKnown = things.values().stream()
                .anyMatch(thing -> thing.type == Type.TRACKER
                        && trackingId(thing).equals(request.path("trackingId").asText()));
        if (!isKnown) {
            throw new Refusal(400, "ResourceNotFoundException", "No such tracker.");
        }
        var list = request.path("eventList");
        if (list.isEmpty()
                || list.size() > 10
                || request.path("userId").asText().isEmpty()
                || request.path("userId").asText().length() > 256
                || request.path("sessionId").asText().isEmpty()
                || request.path("sessionId").asText().length() > 256) {
            throw violation("InvalidInputException", "events " + request);
        }
        for (var event : list) {
            requireFields(event, Set.of("eventType", "sentAt", "itemId", "eventId"), Set.of());
            boolean isNow = event.path("sentAt").isIntegralNumber()
                    && event.path("sentAt").asLong() <= Instant.now().getEpochSecond() + 60;
            if (!isNow || !event.path("eventType").asText().matches("view|favourite|download")) {
                throw violation("InvalidInputException", "event " + event);
            }
        }
        events.add(request);
        return JSON.nullNode();
    }
}
