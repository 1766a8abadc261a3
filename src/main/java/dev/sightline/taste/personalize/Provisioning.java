package dev.sightline.taste.personalize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sightline.aws.AwsException;
import dev.sightline.taste.personalize.Setup.Step;
import dev.sightline.taste.personalize.Setup.Step.State;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/// Makes and removes what a setup is made of, one call to the service at a time. What is known after each is in
/// PostgreSQL, and whatever may have been asked for before a crash is looked for by its name: nothing is made twice.
@ApplicationScoped
class Provisioning {

    /// What the service has of an interaction, as a schema in Avro.
    static final String SCHEMA = """
            {"type":"record","name":"Interactions","namespace":"com.amazonaws.personalize.schema","fields":[\
            {"name":"USER_ID","type":"string"},{"name":"ITEM_ID","type":"string"},\
            {"name":"TIMESTAMP","type":"long"},{"name":"EVENT_TYPE","type":"string"}],"version":"1.0"}""";

    static final String RECIPE = "recipe/aws-personalized-ranking-v2";

    private static final String HEADER = "USER_ID,ITEM_ID,TIMESTAMP,EVENT_TYPE\n";
    private static final int PAGE = 100;

    /// Some pages of the service's documentation have an underscore in them.
    private static final Pattern UNDER_WAY = Pattern.compile("CREATE[ _](PENDING|IN_PROGRESS|STOPPING)|DELETE[ _].*");

    private static final Pattern STARTED = Pattern.compile("CREATE[ _](PENDING|IN_PROGRESS)");

    private final PersonalizeRepository repository;
    private final Personalize service;
    private final PersonalizeConfig config;

    Provisioning(PersonalizeRepository repository, Personalize service, PersonalizeConfig config) {
        this.repository = repository;
        this.service = service;
        this.config = config;
    }

    /// What is to be done next.
    enum Next {
        /// Something was done: go on at once.
        GO_ON,
        /// Something is being done at the service: look again later.
        WAIT,
        /// All of it is done.
        DONE
    }

    /// Does one thing for a setup that has not failed.
    ///
    /// @throws AwsException if the service does not do it
    Next advance(Setup setup) {
        return switch (setup.state()) {
            case BUILDING -> build(setup);
            case ENDING -> takeDown(setup);
            case ACTIVE -> Next.DONE;
        };
    }

    private Next build(Setup setup) {
        var next = setup.next();
        if (next.isEmpty()) {
            repository.activate(setup);
            return Next.DONE;
        }
        var step = next.get();
        return switch (step.state()) {
            case PLANNED, MAKING ->
                step.kind() == Kind.EXPORT
                        ? export(setup, step)
                        : step.arn() == null ? make(setup, step) : look(setup, step);
            case REMOVING -> removeFailed(setup, step);
            case FAILED, MADE, REMOVED ->
                throw new IllegalStateException("%s of %s is %s".formatted(step.kind(), setup.id(), step.state()));
        };
    }

    private Next export(Setup setup, Step step) {
        var name = setup.name(step) + "/interactions.csv";
        repository.note(setup, Kind.EXPORT, State.MAKING, service.address(name));
        try {
            var file = Files.createTempFile("sightline-interactions", ".csv");
            try {
                write(setup, file);
                service.store(name, file);
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        repository.note(setup, Kind.EXPORT, State.MADE, service.address(name));
        return Next.GO_ON;
    }

    private void write(Setup setup, Path file) throws IOException {
        try (var out = Files.newBufferedWriter(file)) {
            out.write(HEADER);
            repository.gatherItems(setup.id());
            repository.export(setup, out);
        }
    }

    private Next make(Setup setup, Step step) {
        var there = find(setup, step);
        repository.note(setup, step.kind(), State.MAKING, there.orElse(null));
        if (there.isEmpty()) {
            repository.note(setup, step.kind(), State.MAKING, create(setup, step));
        }
        return Next.GO_ON;
    }

    /// What a list does not show yet may be there all the same, and that is as good.
    private String create(Setup setup, Step step) {
        try {
            return service.call("Create" + step.kind().resource(), request(setup, step))
                    .path(step.kind().arn())
                    .asText();
        } catch (AwsException e) {
            if (!e.is("ResourceAlreadyExistsException")) {
                throw e;
            }
            return find(setup, step)
                    .orElseThrow(() -> new AwsException(
                            "NotListed", "%s It is not listed yet.".formatted(e.getMessage()), true, e));
        }
    }

    private ObjectNode request(Setup setup, Step step) {
        var request = Personalize.object();
        var name = setup.name(step);
        return switch (step.kind()) {
            case SCHEMA -> request.put("name", name).put("schema", SCHEMA);
            case DATASET_GROUP -> request.put("name", name);
            case DATASET ->
                request.put("name", name)
                        .put("schemaArn", setup.arn(Kind.SCHEMA))
                        .put("datasetGroupArn", setup.arn(Kind.DATASET_GROUP))
                        .put("datasetType", "Interactions");
            case EVENT_TRACKER -> request.put("name", name).put("datasetGroupArn", setup.arn(Kind.DATASET_GROUP));
            case IMPORT -> {
                request.put("jobName", name)
                        .put("datasetArn", setup.arn(Kind.DATASET))
                        .put("roleArn", service.role())
                        .put("importMode", "FULL")
                        .putObject("dataSource")
                        .put("dataLocation", setup.arn(Kind.EXPORT));
                yield request;
            }
            case SOLUTION ->
                request.put("name", name)
                        .put("datasetGroupArn", setup.arn(Kind.DATASET_GROUP))
                        .put("recipeArn", recipe(setup))
                        .put("performAutoTraining", false);
            case VERSION -> request.put("solutionArn", setup.arn(Kind.SOLUTION));
            case CAMPAIGN ->
                request.put("name", name)
                        .put("solutionVersionArn", setup.arn(Kind.VERSION))
                        .put("minProvisionedTPS", config.minimumTps());
            case EXPORT -> throw new IllegalArgumentException("an export is no resource of the service");
        };
    }

    /// In the partition that the setup is in: `arn:aws:personalize:::recipe/…`
    private static String recipe(Setup setup) {
        var partition = setup.arn(Kind.DATASET_GROUP).split(":")[1];
        return "arn:%s:personalize:::%s".formatted(partition, RECIPE);
    }

    /// The ARN of what has the name of a step. Versions have none: of our solution it is one that has not failed.
    private Optional<String> find(Setup setup, Step step) {
        var kind = step.kind();
        var request = Personalize.object().put("maxResults", PAGE);
        switch (kind) {
            case DATASET, EVENT_TRACKER, SOLUTION -> request.put("datasetGroupArn", setup.arn(Kind.DATASET_GROUP));
            case IMPORT -> request.put("datasetArn", setup.arn(Kind.DATASET));
            case VERSION, CAMPAIGN -> request.put("solutionArn", setup.arn(Kind.SOLUTION));
            case SCHEMA, DATASET_GROUP -> {}
            case EXPORT -> throw new IllegalArgumentException("an export is no resource of the service");
        }
        while (true) {
            var page = service.call("List" + kind.resource() + "s", request);
            var found = StreamSupport.stream(page.path(kind.member() + "s").spliterator(), false)
                    .filter(listed -> isOf(setup, step, listed))
                    .findFirst();
            if (found.isPresent() || !page.path("nextToken").isTextual()) {
                return found.map(listed -> listed.path(kind.arn()).asText());
            }
            request.put("nextToken", page.path("nextToken").asText());
        }
    }

    private static boolean isOf(Setup setup, Step step, JsonNode listed) {
        return switch (step.kind()) {
            case VERSION -> !listed.path("status").asText().matches("CREATE[ _](FAILED|STOPPED|STOPPING)");
            case IMPORT -> listed.path("jobName").asText().equals(setup.name(step));
            default -> listed.path("name").asText().equals(setup.name(step));
        };
    }

    /// A schema is there at once, and has no status.
    private Next look(Setup setup, Step step) {
        var seen = service.describe(step.kind(), step.arn());
        if (seen.isEmpty()) {
            return failed(setup, step, "it is not there any more");
        }
        var status = seen.get().path("status").asText("ACTIVE");
        if (isUnderWay(status)) {
            repository.noted(setup);
            return Next.WAIT;
        }
        if (!status.equals("ACTIVE")) {
            return failed(setup, step, seen.get().path("failureReason").asText("it does not say why"));
        }
        if (step.kind() == Kind.EVENT_TRACKER) {
            repository.track(setup, seen.get().path("trackingId").asText());
        }
        if (step.kind() == Kind.IMPORT) {
            deleteExport(setup);
        }
        repository.note(setup, step.kind(), State.MADE, step.arn());
        return Next.GO_ON;
    }

    private Next failed(Setup setup, Step step, String why) {
        if (step.kind() == Kind.IMPORT) {
            deleteExport(setup);
        }
        repository.fail(
                setup,
                step,
                "%s failed at Amazon Personalize: %s"
                        .formatted(step.kind().words(), why.endsWith(".") ? why : why + "."));
        return Next.DONE;
    }

    private static boolean isUnderWay(String status) {
        return UNDER_WAY.matcher(status).matches();
    }

    /// What people did is nowhere for longer than it has to be.
    private void deleteExport(Setup setup) {
        if (setup.arn(Kind.EXPORT) != null) {
            service.delete(setup.arn(Kind.EXPORT));
            repository.note(setup, Kind.EXPORT, State.MADE, null);
        }
    }

    /// What failed has a name that another cannot have, and some may be there only once.
    private Next removeFailed(Setup setup, Step step) {
        if (step.kind().isDeletable() && !isGone(step)) {
            return Next.WAIT;
        }
        repository.note(setup, step.kind(), State.PLANNED, null, step.attempt() + 1);
        return Next.GO_ON;
    }

    private Next takeDown(Setup setup) {
        var last = setup.last();
        if (last.isEmpty()) {
            repository.forget(setup);
            return Next.DONE;
        }
        var step = last.get();
        if (step.kind() == Kind.EXPORT) {
            if (step.arn() != null) {
                service.delete(step.arn());
            }
            repository.note(setup, Kind.EXPORT, State.REMOVED, null);
            return Next.GO_ON;
        }
        if (step.arn() == null) {
            var there = step.is(State.MAKING) ? find(setup, step) : Optional.<String>empty();
            repository.note(setup, step.kind(), there.isEmpty() ? State.REMOVED : State.REMOVING, there.orElse(null));
            return Next.GO_ON;
        }
        if (step.kind().isDeletable() ? isGone(step) : isAtRest(step)) {
            repository.note(setup, step.kind(), State.REMOVED, step.arn());
            return Next.GO_ON;
        }
        if (!step.is(State.REMOVING)) {
            repository.note(setup, step.kind(), State.REMOVING, step.arn());
        }
        return Next.WAIT;
    }

    /// Asks for it to be deleted, unless that is done.
    private boolean isGone(Step step) {
        var seen = service.describe(step.kind(), step.arn());
        if (seen.isPresent() && !isUnderWay(seen.get().path("status").asText("ACTIVE"))) {
            service.call(
                    "Delete" + step.kind().resource(),
                    Personalize.object().put(step.kind().arn(), step.arn()));
            return step.kind() == Kind.SCHEMA;
        }
        return seen.isEmpty();
    }

    /// Whether what cannot be deleted by itself keeps nothing else from being deleted. A training is stopped: it is
    /// paid for.
    private boolean isAtRest(Step step) {
        var status = service.describe(step.kind(), step.arn())
                .map(seen -> seen.path("status").asText())
                .orElse("");
        if (step.kind() == Kind.VERSION && STARTED.matcher(status).matches()) {
            service.call(
                    "StopSolutionVersionCreation",
                    Personalize.object().put(step.kind().arn(), step.arn()));
        }
        return !isUnderWay(status);
    }
}
