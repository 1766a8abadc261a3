package dev.sightline.ingest;

import dev.sightline.web.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Work in progress and work that failed, with the means to try again.
@ApplicationScoped
public class Jobs {

    private static final List<String> STATES = List.of("waiting", "running", "done", "failed");
    private static final int ALL_FAILED = Integer.MAX_VALUE;

    private final IngestRepository repository;
    private final JobQueue queue;

    Jobs(IngestRepository repository, JobQueue queue) {
        this.repository = repository;
        this.queue = queue;
    }

    /// Has an image taken in whose row and job were just made.
    public void enqueue(UUID image) {
        queue.enqueue(image);
    }

    /// @param states some of `waiting`, `running`, `done`, `failed`; empty: all of them
    /// @return the latest first
    public List<Job> list(List<String> states, int limit) {
        for (var state : states) {
            if (!STATES.contains(state)) {
                throw new ProblemException(
                        400,
                        "invalid-state",
                        "\"%s\" is no state of a job. There are %s.".formatted(state, String.join(", ", STATES)));
            }
        }
        return repository.jobs(states.isEmpty() ? STATES : states, limit);
    }

    /// How many jobs are in which state.
    public Map<String, Long> counts() {
        return repository.jobCounts();
    }

    /// Tries a failed job again, or a waiting one at once.
    ///
    /// @throws ProblemException 404 no such job, 409 if there is nothing to retry
    public Job retry(UUID id) {
        var job = get(id);
        if (job.state().equals("done") || job.state().equals("running")) {
            throw new ProblemException(
                    409, "nothing-to-retry", "This job is %s; there is nothing to retry.".formatted(job.state()));
        }
        renew(job.image());
        return get(id);
    }

    /// Tries all failed jobs again.
    ///
    /// @return how many
    public int retryFailed() {
        var failed = repository.jobs(List.of("failed"), ALL_FAILED);
        failed.forEach(job -> renew(job.image()));
        return failed.size();
    }

    /// Has an image taken in once more, from its original.
    public void renew(UUID image) {
        if (repository.renew(image)) {
            queue.hurry(image);
        }
    }

    private Job get(UUID id) {
        return repository
                .job(id)
                .orElseThrow(() -> new ProblemException(404, "job-not-found", "There is no job %s.".formatted(id)));
    }
}
