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

    /// @param counts of all jobs by state, whatever is listed
    @RegisterForReflection
    record JobList(List<Job> jobs, Map<String, Long> counts) {}

    @RegisterForReflection
    record Retried(int retried) {}

    @GET
    public JobList list(@RestQuery List<String> state, @RestQuery @DefaultValue("50") @Min(1) @Max(200) int limit) {
        return new JobList(jobs.list(state, limit), jobs.counts());
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
    public Retried retryFailed() {
        return new Retried(jobs.retryFailed());
    }
}
