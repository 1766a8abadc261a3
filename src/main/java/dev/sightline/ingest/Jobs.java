package dev.sightline.ingest;

import dev.sightline.web.Cursors;
import dev.sightline.web.ProblemException;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Work in progress and work that failed, with the means to try again.
@ApplicationScoped
public class Jobs {

    private static final List<String> STATES = List.of("waiting", "running", "done", "failed");
    private static final int RETRIED_AT_ONCE = 500;
    private static final int GROUPS = 50;
    private static final int SHOWN_OF_A_GROUP = 3;

    private final IngestRepository repository;
    private final JobQueue queue;
    private final Cursors cursors;
    private final List<RetriedJobs> others;

    Jobs(IngestRepository repository, JobQueue queue, Cursors cursors, @All List<RetriedJobs> others) {
        this.others = others;
        this.repository = repository;
        this.queue = queue;
        this.cursors = cursors;
    }

    /// Has an image taken in whose row and job were just made.
    public void enqueue(UUID image) {
        queue.enqueue(image);
    }

    /// @param states some of `waiting`, `running`, `done`, `failed`; empty: all of them
    /// @param code   of the failure, or null for any
    /// @param reason of the failure, or null for any
    /// @return the latest first
    JobPage list(List<String> states, String code, String reason, int limit) {
        for (var state : states) {
            if (!STATES.contains(state)) {
                throw new ProblemException(
                        400,
                        "invalid-state",
                        "\"%s\" is no state of a job. There are %s.".formatted(state, String.join(", ", STATES)));
            }
        }
        return page(JobCursor.first(states.isEmpty() ? STATES : states, code, reason), limit);
    }

    /// The part after the one that gave this cursor.
    ///
    /// @throws ProblemException 410 if it is none
    JobPage more(String cursor, int limit) {
        var from = cursors.read(cursor, JobCursor.class);
        if (!from.isPlace()) {
            throw ProblemException.cursorExpired();
        }
        return page(from, limit);
    }

    private JobPage page(JobCursor from, int limit) {
        var found = repository.jobs(from, limit + 1);
        if (found.size() <= limit) {
            return new JobPage(found, null);
        }
        var jobs = found.subList(0, limit);
        return new JobPage(jobs, cursors.write(from.after(jobs.getLast())));
    }

    /// Failed jobs in groups of the same reason, the group of the latest failure first; of each the latest few.
    List<FailureGroup> failures() {
        var groups = new ArrayList<FailureGroup>();
        for (var one : repository.failureGroups(GROUPS, SHOWN_OF_A_GROUP)) {
            if (!groups.isEmpty() && groups.getLast().isLike(one)) {
                groups.set(groups.size() - 1, groups.getLast().and(one));
            } else {
                groups.add(one);
            }
        }
        return groups;
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
        renew(job);
        return get(id);
    }

    /// Tries all failed jobs again, or those that failed for one reason.
    ///
    /// @param code   of the failure, or null for any
    /// @param reason of the failure, or null for any
    /// @return how many
    public int retryFailed(String code, String reason) {
        var asked = JobCursor.first(List.of("failed"), code, reason);
        int retried = 0;
        for (var failed = repository.jobs(asked, RETRIED_AT_ONCE);
                !failed.isEmpty();
                failed = repository.jobs(asked.after(failed.getLast()), RETRIED_AT_ONCE)) {
            failed.forEach(this::renew);
            retried += failed.size();
        }
        return retried;
    }

    private void renew(Job job) {
        others.stream()
                .filter(kind -> kind.kind().equals(job.kind()))
                .findFirst()
                .ifPresentOrElse(kind -> kind.retry(job.image()), () -> renew(job.image()));
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
