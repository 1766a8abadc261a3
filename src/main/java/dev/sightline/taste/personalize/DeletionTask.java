package dev.sightline.taste.personalize;

import dev.sightline.aws.AwsException;
import dev.sightline.ingest.Outcome;
import dev.sightline.ingest.QueuedTask;
import dev.sightline.taste.personalize.PersonalizeRepository.Deletion;
import dev.sightline.taste.personalize.Setup.State;
import dev.sightline.taste.personalize.Setup.Step;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jboss.logging.Logger;

/// Has the service delete what it was told of a person, by a job of its own.
@ApplicationScoped
class DeletionTask implements QueuedTask {

    static final String NAME = "personalize-deletion";

    private static final Logger LOG = Logger.getLogger(DeletionTask.class);
    private static final int PAGE = 100;

    /// A job takes up to a day.
    private static final int LONGEST_POLL = 60;

    private static final int OF_ITS_AGE = 4;

    private final PersonalizeRepository repository;
    private final Personalize service;
    private final PersonalizeConfig config;

    DeletionTask(PersonalizeRepository repository, Personalize service, PersonalizeConfig config) {
        this.repository = repository;
        this.service = service;
        this.config = config;
    }

    @Override
    public String name() {
        return NAME;
    }

    /// @param piece the id of a deletion
    @Override
    public Outcome attempt(String piece) {
        var deletion = repository.deletion(UUID.fromString(piece)).orElse(null);
        if (deletion == null || deletion.failure() != null) {
            return new Outcome.Finished();
        }
        try {
            return work(deletion, repository.find(deletion.setup()).orElseThrow());
        } catch (AwsException e) {
            boolean isPassing = e.isPassing() || e.is("LimitExceededException") || e.is("ResourceInUseException");
            LOG.warnf("The deletion %s of a person at Amazon Personalize waits: %s", piece, e.getMessage());
            if (!isPassing) {
                repository.failDeletion(deletion, e.getMessage());
                return new Outcome.Finished();
            }
        } catch (RuntimeException e) {
            LOG.errorf(e, "The deletion %s of a person at Amazon Personalize goes on later", piece);
        }
        return later(deletion);
    }

    private Outcome later(Deletion deletion) {
        var age = Duration.between(deletion.changedAt(), Instant.now()).dividedBy(OF_ITS_AGE);
        var longest = config.poll().multipliedBy(LONGEST_POLL);
        var wait = age.compareTo(config.poll()) < 0 ? config.poll() : age.compareTo(longest) > 0 ? longest : age;
        return new Outcome.Postponed(Instant.now().plus(wait));
    }

    private Outcome work(Deletion deletion, Setup setup) {
        if (setup.state() == State.ENDING || !setup.step(Kind.DATASET).is(Step.State.MADE)) {
            return setup.state() == State.BUILDING && setup.failure() == null ? later(deletion) : done(deletion);
        }
        if (isBeingImported(setup)) {
            return later(deletion);
        }
        if (deletion.arn() == null) {
            repository.deleting(deletion, start(deletion, setup));
            return later(deletion);
        }
        var job = service.call(
                        "DescribeDataDeletionJob", Personalize.object().put("dataDeletionJobArn", deletion.arn()))
                .path("dataDeletionJob");
        return switch (job.path("status").asText()) {
            case "COMPLETED" -> {
                service.delete(service.address(file(deletion)));
                yield done(deletion);
            }
            case "FAILED" -> {
                service.delete(service.address(file(deletion)));
                repository.failDeletion(
                        deletion,
                        "Amazon Personalize did not delete what it was told of a person: %s"
                                .formatted(job.path("failureReason").asText("it does not say why.")));
                yield new Outcome.Finished();
            }
            default -> later(deletion);
        };
    }

    private Outcome done(Deletion deletion) {
        repository.deleted(deletion);
        return new Outcome.Finished();
    }

    /// What was exported may be of them, and is there only after the import.
    private static boolean isBeingImported(Setup setup) {
        return !setup.step(Kind.EXPORT).is(Step.State.PLANNED)
                && !setup.step(Kind.IMPORT).is(Step.State.MADE)
                && setup.failure() == null;
    }

    private static String file(Deletion deletion) {
        return "forget-%s/people.csv".formatted(deletion.id());
    }

    /// Found again by its name, if it was started before a crash.
    private String start(Deletion deletion, Setup setup) {
        var name = "sightline-forget-" + deletion.id().toString().replace("-", "");
        var there = find(name, setup);
        if (there.isPresent()) {
            return there.get();
        }
        store(deletion);
        var request = Personalize.object()
                .put("jobName", name)
                .put("datasetGroupArn", setup.arn(Kind.DATASET_GROUP))
                .put("roleArn", service.role());
        request.putObject("dataSource").put("dataLocation", service.address(file(deletion)));
        return service.call("CreateDataDeletionJob", request)
                .path("dataDeletionJobArn")
                .asText();
    }

    private void store(Deletion deletion) {
        try {
            var file = Files.createTempFile("sightline-people", ".csv");
            try {
                Files.writeString(file, "USER_ID\n%s\n".formatted(deletion.user()));
                service.store(file(deletion), file);
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<String> find(String name, Setup setup) {
        var request = Personalize.object()
                .put("datasetGroupArn", setup.arn(Kind.DATASET_GROUP))
                .put("maxResults", PAGE);
        while (true) {
            var page = service.call("ListDataDeletionJobs", request);
            var found = StreamSupport.stream(page.path("dataDeletionJobs").spliterator(), false)
                    .filter(job -> job.path("jobName").asText().equals(name))
                    .findFirst();
            if (found.isPresent() || !page.path("nextToken").isTextual()) {
                return found.map(job -> job.path("dataDeletionJobArn").asText());
            }
            request.put("nextToken", page.path("nextToken").asText());
        }
    }
}
