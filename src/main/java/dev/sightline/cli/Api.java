package dev.sightline.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The HTTP API of a running server, as far as the command line uses it. Safe for use by several threads.
///
/// Every call throws [NoServerException] where nobody answers, and [RefusedException] with the server's own words
/// where it refuses.
final class Api {

    /// @param sha256  of the bytes, in hexadecimal
    /// @param sidecar or null
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record NewFile(String name, long size, String type, String sha256, Sidecar sidecar) {}

    @RegisterForReflection
    record Sidecar(String text) {}

    /// Leave to upload one file, or why not.
    ///
    /// @param id     to complete the upload with, where it is ready
    /// @param status `ready`, `duplicate` or `refused`
    /// @param image  which the file is a duplicate of
    /// @param url    to post the fields and the bytes to, where it is ready
    /// @param sidecar why its sidecar is left out, or null
    @RegisterForReflection
    record Slot(
            String id,
            String status,
            Failure reason,
            String image,
            URI url,
            Map<String, String> fields,
            Failure sidecar) {}

    @RegisterForReflection
    record Failure(String code, String reason) {}

    /// @param status `processing`, `ready`, `failed`, `duplicate` or `trashed`
    @RegisterForReflection
    record Completed(String image, String status) {}

    /// @param id     another than was asked for, where that was the upload of a duplicate
    /// @param status `processing`, `ready`, `failed` or `trashed`
    @RegisterForReflection
    record Image(String id, String name, String title, String status, Failure error) {}

    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Search(String text, List<Example> examples, String against, String filter, Integer limit, Boolean weaker) {}

    /// @param data a picture in base64, of at most 3 MB decoded
    @RegisterForReflection
    record Example(String data) {}

    @RegisterForReflection
    record Results(List<Result> results, Count relevant, String model, Map<String, Double> took) {}

    @RegisterForReflection
    record Result(Image image, double score, boolean relevant) {}

    @RegisterForReflection
    record Count(long count, boolean exact) {}

    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Words(String title, String description, List<String> tags) {}

    /// @param set     null for the library
    /// @param queries null for what was recorded
    /// @param model   null for the one that searches use
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record EvaluationOrder(
            String labels, String set, String method, String against, List<AskedQuery> queries, String model) {}

    @RegisterForReflection
    record AskedQuery(String text, List<Relevant> relevant) {}

    @RegisterForReflection
    record Relevant(String image, int grade) {}

    /// @param state  `running`, `done` or `failed`
    /// @param report null until it is done
    @RegisterForReflection
    record Evaluation(
            String id,
            String labels,
            String method,
            String against,
            String model,
            String state,
            int queries,
            int done,
            String failure,
            EvaluationReport report) {

        boolean isRunning() {
            return state.equals("running");
        }

        boolean isDone() {
            return state.equals("done");
        }
    }

    /// @param tuning null where the queries cannot choose settings
    @RegisterForReflection
    record EvaluationReport(
            int queries,
            Map<String, Interval> measures,
            Nothing nothing,
            Latency milliseconds,
            Reliability reliability,
            Tuning tuning) {}

    @RegisterForReflection
    record Interval(double mean, double low, double high) {}

    @RegisterForReflection
    record Nothing(int queries, int silent) {}

    @RegisterForReflection
    record Latency(double p50, double p90, double p99) {}

    /// @param bins  ten of equal width
    /// @param error the mean distance between score and share of relevant results
    @RegisterForReflection
    record Reliability(List<Bin> bins, double error) {}

    /// @param score    the sum of the scores
    /// @param relevant how many of the results are
    @RegisterForReflection
    record Bin(int results, double score, int relevant) {}

    @RegisterForReflection
    record Tuning(
            double words, double midpoint, double steepness, double relevant, double f1, double averagePrecision) {}

    /// @param state    `absent`, `waiting`, `fetching`, `verifying`, `ready` or `failed`
    /// @param progress while it is under way, or null
    /// @param error    why it waits or has failed, or null
    @RegisterForReflection
    record Model(
            String id,
            String name,
            String languages,
            Long bytes,
            boolean wanted,
            String state,
            Bytes progress,
            Failure error) {

        boolean isReady() {
            return state.equals("ready");
        }

        boolean isUnderWay() {
            return progress != null;
        }

        long done() {
            return progress == null ? 0 : progress.done();
        }

        long total() {
            return progress == null ? 0 : progress.total();
        }

        String why() {
            return error == null ? "" : error.reason();
        }
    }

    @RegisterForReflection
    record Bytes(long done, long total) {}

    @RegisterForReflection
    record ModelList(List<Model> models) {}

    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Files(List<NewFile> files, String set) {}

    @RegisterForReflection
    private record Slots(List<Slot> uploads) {}

    @RegisterForReflection
    private record Problem(String code, String detail) {}

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String JSON = "application/json";
    private static final String MERGE_PATCH = "application/merge-patch+json";
    private static final ObjectMapper MAPPER =
            new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private final URI server;
    private final Optional<String> token;
    private final Retries retries;
    private final String set;
    private volatile boolean reached;

    /// @param token to send as bearer, for servers with accounts
    Api(URI server, Optional<String> token, HttpClient http, int attempts) {
        this.server = server;
        this.token = token;
        this.retries = new Retries(http, attempts, Set.of(429, 502, 503, 504));
        this.set = null;
    }

    private Api(Api other, String set) {
        this.server = other.server;
        this.token = other.token;
        this.retries = other.retries;
        this.set = set;
    }

    /// The same, whose uploads go to an evaluation set.
    ///
    /// @param set null for the library
    Api into(String set) {
        return new Api(this, set);
    }

    /// One slot for each file, in their order.
    ///
    /// @param files at most 100
    List<Slot> createUploads(List<NewFile> files) {
        List<Slot> slots =
                read(post("/api/uploads", new Files(files, set)), Slots.class).uploads();
        if (slots.size() != files.size()) {
            throw new RefusedException(
                    200, server + " gave " + slots.size() + " places for " + files.size() + " files.");
        }
        return slots;
    }

    Completed complete(Slot slot) {
        return read(
                send("POST", "/api/uploads/" + slot.id() + "/complete", BodyPublishers.noBody(), null),
                Completed.class);
    }

    Image image(String id) {
        return read(get("/api/images/" + id), Image.class);
    }

    void describe(String image, Words words) {
        send("PATCH", "/api/images/" + image, BodyPublishers.ofString(write(words)), MERGE_PATCH);
    }

    /// The answer as it came: see [#results].
    String search(Search search) {
        return post("/api/search", search);
    }

    Results results(String answer) {
        return read(answer, Results.class);
    }

    Evaluation evaluate(EvaluationOrder order) {
        return read(post("/api/evaluations", order), Evaluation.class);
    }

    Evaluation evaluation(String id) {
        return read(get("/api/evaluations/" + id), Evaluation.class);
    }

    /// The answer as it came.
    String status() {
        return get("/api/status");
    }

    /// The answer as it came: see [#modelList].
    String models() {
        return get("/api/models");
    }

    /// @param done    of `total`: numbers tried, starts made, or pictures put into styles
    /// @param failure why it goes on no more, or null
    @RegisterForReflection
    record StyleJob(String state, int done, int total, String failure) {}

    @RegisterForReflection
    record Style(String id, String name, long size) {}

    /// @param reason why there are so many
    @RegisterForReflection
    record FoundStyles(String reason) {}

    /// @param found null until there are styles
    /// @param job   null while no styles are being found
    @RegisterForReflection
    record StyleList(List<Style> styles, FoundStyles found, StyleJob job) {}

    /// @param k how many, or null: as many as there seem to be
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record StyleOrder(Integer k) {}

    /// The answer as it came: see [#styleList(String)].
    String styles() {
        return get("/api/styles");
    }

    StyleList styleList(String answer) {
        return read(answer, StyleList.class);
    }

    /// Has the styles found.
    void findStyles(StyleOrder order) {
        post("/api/styles", order);
    }

    /// @param missing why nothing can be started, or null
    /// @param cost    of what would be started
    @RegisterForReflection
    record Personalization(
            boolean enabled, String missing, Cost cost, List<PersonalizeSetup> setups, List<String> troubles) {}

    @RegisterForReflection
    record Cost(String words) {}

    /// @param current whether it is for the styles in use
    /// @param failure why it goes on no more, or null
    /// @param delay   why it is tried again later, or null
    @RegisterForReflection
    record PersonalizeSetup(
            String id, String state, boolean current, String failure, String delay, List<PersonalizeStep> steps) {}

    /// @param arn or null
    @RegisterForReflection
    record PersonalizeStep(String name, String state, String arn) {}

    @RegisterForReflection
    private record Agreement(boolean agreed) {}

    /// The answer as it came: see [#personalization(String)].
    String personalize() {
        return get("/api/taste/personalize");
    }

    /// Has Amazon Personalize set up; the cost is agreed to. The answer as it came.
    String startPersonalize() {
        return post("/api/taste/personalize", new Agreement(true));
    }

    /// Has what failed tried again. The answer as it came.
    String retryPersonalize() {
        return send("POST", "/api/taste/personalize/retry", BodyPublishers.noBody(), null);
    }

    /// Has all of it removed. The answer as it came.
    String tearPersonalizeDown() {
        return send("DELETE", "/api/taste/personalize", BodyPublishers.noBody(), null);
    }

    Personalization personalization(String answer) {
        return read(answer, Personalization.class);
    }

    /// The answer as it came: see [#parsed(String)].
    String model(String id) {
        return get("/api/models/" + segment(id));
    }

    /// Has a model fetched. The answer as it came.
    String fetch(String model) {
        return send("POST", "/api/models/" + segment(model) + "/fetch", BodyPublishers.noBody(), null);
    }

    /// @param copied how many vectors its engine has, or null where that is the embedded one
    /// @param error  why it does not get on, or null
    @RegisterForReflection
    record Generation(
            long id,
            String model,
            String engine,
            String state,
            boolean paused,
            Coverage coverage,
            Long copied,
            Failure error) {

        long done() {
            return copied == null ? coverage.searchable() : copied;
        }
    }

    @RegisterForReflection
    record Coverage(long searchable, long all) {}

    @RegisterForReflection
    private record GenerationList(List<Generation> generations) {}

    @RegisterForReflection
    record GenerationOrder(String model, String engine) {}

    /// All that are kept, the latest first.
    List<Generation> generations() {
        return read(get("/api/generations"), GenerationList.class).generations();
    }

    /// The one that searches use.
    Generation activeGeneration() {
        return generations().stream()
                .filter(one -> one.state().equals("active"))
                .findFirst()
                .orElseThrow(() -> new RefusedException(200, server + " searches nothing yet."));
    }

    /// The answer as it came: see [#parsedGeneration].
    String generation(long id) {
        return get("/api/generations/" + id);
    }

    Generation startGeneration(GenerationOrder order) {
        return parsedGeneration(post("/api/generations", order));
    }

    /// Has searches use it once nothing is missing.
    Generation activate(long id) {
        return parsedGeneration(send("POST", "/api/generations/" + id + "/activate", BodyPublishers.noBody(), null));
    }

    Generation parsedGeneration(String answer) {
        return read(answer, Generation.class);
    }

    @RegisterForReflection
    record NamedVector(String name, float[] values) {}

    @RegisterForReflection
    private record VectorOrder(List<NamedVector> vectors, boolean replace) {}

    /// @param status `stored`, `there` or `refused`
    /// @param image  or null
    /// @param error  why it was refused, or null
    @RegisterForReflection
    record BroughtVector(String name, String status, String image, Failure error) {}

    @RegisterForReflection
    private record BroughtVectors(List<BroughtVector> vectors) {}

    /// What became of each, in their order.
    ///
    /// @param vectors at most 500, which take 6 MB at most as JSON
    List<BroughtVector> bringVectors(String model, List<NamedVector> vectors, boolean replace) {
        var brought = read(
                post("/api/models/" + segment(model) + "/vectors", new VectorOrder(vectors, replace)),
                BroughtVectors.class);
        if (brought.vectors().size() != vectors.size()) {
            throw new RefusedException(
                    200, server + " says of " + brought.vectors().size() + " of " + vectors.size() + " vectors.");
        }
        return brought.vectors();
    }

    @RegisterForReflection
    private record IndexOrder(String index, boolean replace, String after) {}

    /// What became of some documents of an index.
    ///
    /// @param others documents of something else than pictures, which were left out
    /// @param total  documents of the index
    /// @param after  to go on with, or null after the last ones
    @RegisterForReflection
    record BroughtPage(List<BroughtVector> vectors, int others, int total, String after) {

        int documents() {
            return vectors.size() + others;
        }
    }

    /// Has the server read some documents of an index of OpenSearch.
    ///
    /// @param after what it answered the last time, or null for the first ones
    BroughtPage bringIndex(String model, String index, boolean replace, String after) {
        return read(
                post("/api/models/" + segment(model) + "/vectors/index", new IndexOrder(index, replace, after)),
                BroughtPage.class);
    }

    ModelList modelList(String answer) {
        return read(answer, ModelList.class);
    }

    Model parsed(String model) {
        return read(model, Model.class);
    }

    private static String segment(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }

    JsonNode tree(String answer) {
        return read(answer, JsonNode.class);
    }

    private String get(String path) {
        return send("GET", path, BodyPublishers.noBody(), null);
    }

    private String post(String path, Object body) {
        return send("POST", path, BodyPublishers.ofString(write(body)), JSON);
    }

    private String send(String method, String path, BodyPublisher body, String type) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server + path))
                .method(method, body)
                .timeout(PATIENCE)
                .header("Accept", JSON);
        if (type != null) {
            request.header("Content-Type", type);
        }
        token.ifPresent(value -> request.header("Authorization", "Bearer " + value));
        HttpResponse<String> response = exchange(request.build());
        if (response.statusCode() >= 300) {
            throw refused(response);
        }
        return response.body();
    }

    private HttpResponse<String> exchange(HttpRequest request) {
        try {
            HttpResponse<String> response = retries.send(request, this::isLost);
            reached = true;
            return response;
        } catch (InterruptedIOException e) {
            throw new UncheckedIOException(e);
        } catch (IOException e) {
            if (isSlow(e)) {
                throw new RefusedException(
                        504, server + " did not answer within " + PATIENCE.toSeconds() + " seconds.");
            }
            throw NoServerException.of(server, e);
        }
    }

    /// A server that has never answered is not there; one that has is waited for.
    private boolean isLost(IOException failure) {
        boolean unreachable = failure instanceof ConnectException || failure instanceof HttpConnectTimeoutException;
        return !isSlow(failure) && (reached || !unreachable);
    }

    private static boolean isSlow(IOException failure) {
        return failure instanceof HttpTimeoutException && !(failure instanceof HttpConnectTimeoutException);
    }

    private RefusedException refused(HttpResponse<String> response) {
        int status = response.statusCode();
        try {
            Problem problem = MAPPER.readValue(response.body(), Problem.class);
            if (problem.detail() != null) {
                return new RefusedException(status, problem.detail());
            }
        } catch (JsonProcessingException e) {
            // Not a problem of ours: told below.
        }
        return new RefusedException(
                status, server + " answers, but not as Sightline does (status " + status + "). Is the address right?");
    }

    private <T> T read(String answer, Class<T> type) {
        try {
            return MAPPER.readValue(answer, type);
        } catch (JsonProcessingException e) {
            throw new RefusedException(200, server + " answers, but not as Sightline does: " + e.getOriginalMessage());
        }
    }

    private static String write(Object body) {
        try {
            return MAPPER.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
