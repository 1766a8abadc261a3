package dev.sightline.ingest;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestQuery;

@Path("/api/jobs")
class JobResource {

    private final Jobs jobs;

    JobResource(Jobs jobs) {
        this.jobs = jobs;
    }

    /// @param next   the cursor of the next part, or null at the end
    /// @param counts of all jobs by state, whatever is listed
    @RegisterForReflection
    record JobList(List<Job> jobs, String next, Map<String, Long> counts) {}

    @RegisterForReflection
    record Failed(List<FailureGroup> groups) {}

    @RegisterForReflection
    record Retried(int retried) {}

    @GET
    public JobList list(
            @RestQuery List<String> state,
            @RestQuery String code,
            @RestQuery String reason,
            @RestQuery String cursor,
            @RestQuery @DefaultValue("50") @Min(1) @Max(200) int limit) {
        var page = cursor == null ? jobs.list(state, code, reason, limit) : jobs.more(cursor, limit);
        return new JobList(page.jobs(), page.next(), jobs.counts());
    }

    /// What failed, in groups of the same reason.
    @GET
    @Path("failures")
    public Failed failures() {
        return new Failed(jobs.failures());
    }

    @POST
    @Path("{id}/retry")
    @ResponseStatus(202)
    public Job retry(UUID id) {
        return jobs.retry(id);
    }

    @POST
    @Path("retry-failed")
    @ResponseStatus(202)
    public Retried retryFailed(@RestQuery String code, @RestQuery String reason) {
        return new Retried(jobs.retryFailed(code, reason));
    }
}
