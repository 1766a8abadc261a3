package dev.sightline.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sightline.ingest.Activity.Failed;
import dev.sightline.ingest.Activity.Group;
import dev.sightline.ingest.Activity.Named;
import dev.sightline.ingest.Activity.Working;
import dev.sightline.web.Frame;
import dev.sightline.web.Frame.Section;
import dev.sightline.web.Phrases;
import dev.sightline.web.ProblemException;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.net.URLEncoder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.Cache;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;

/// What happens to pictures between their upload and the moment they can be found.
@Path("/activity")
@Produces(MediaType.TEXT_HTML)
@Blocking
class ActivityPages {

    private static final Logger LOG = Logger.getLogger(ActivityPages.class);
    private static final int IN_WORK_SHOWN = 20;
    private static final int PAGE = 100;

    private final Jobs jobs;
    private final Repairs repairs;

    ActivityPages(Jobs jobs, Repairs repairs) {
        this.jobs = jobs;
        this.repairs = repairs;
    }

    @GET
    @Cache(isPrivate = true, noCache = true)
    public TemplateInstance activity() {
        Map<String, Long> counts = jobs.counts();
        long pending = counts.getOrDefault("running", 0L) + counts.getOrDefault("waiting", 0L);
        long failures = counts.getOrDefault("failed", 0L);
        Instant now = Instant.now();
        var working = working(now);
        return new Activity(
                Frame.of("Activity", Section.ACTIVITY),
                summary(pending, failures, counts.getOrDefault("done", 0L)),
                pending > 0,
                number(failures),
                jobs.failures().stream().map(group -> group(group, now)).toList(),
                number(pending),
                working,
                pending > working.size() ? "And %s more.".formatted(number(pending - working.size())) : "",
                repairs.done());
    }

    private static String summary(long pending, long failures, long done) {
        if (pending == 0 && failures == 0) {
            return done == 0 ? "Nothing to do yet" : "All pictures are understood";
        }
        String work = Phrases.count(pending, "picture", "pictures") + " in work";
        String trouble = Phrases.count(failures, "picture", "pictures") + " failed";
        return failures == 0 ? work : pending == 0 ? trouble : work + ", " + failures + " failed";
    }

    private static String number(long count) {
        return "%,d".formatted(count);
    }

    private static Group group(FailureGroup group, Instant now) {
        var latest = group.latest().getFirst();
        boolean single = group.count() == 1;
        long others = group.count() - group.latest().size();
        return new Group(
                single ? latest.name() : number(group.count()) + " pictures",
                group.code(),
                group.reason(),
                single ? when(latest, now) : "The latest " + Phrases.relative(latest.finishedAt(), now),
                single,
                group.latest().stream()
                        .map(job -> new Named(job.image(), job.name()))
                        .toList(),
                others == 0 ? "" : "and " + number(others) + " more",
                "/activity/failed?code=%s&reason=%s".formatted(encoded(group.code()), encoded(group.reason())));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }

    private static String when(Job job, Instant now) {
        String attempts = job.attempts() > 1 ? ", after " + job.attempts() + " attempts" : "";
        return Phrases.relative(job.finishedAt(), now) + attempts;
    }

    /// What is being done comes before what waits.
    private List<Working> working(Instant now) {
        var found = new ArrayList<Job>();
        for (var state : List.of("running", "waiting")) {
            if (found.size() < IN_WORK_SHOWN) {
                found.addAll(jobs.list(List.of(state), null, null, IN_WORK_SHOWN - found.size())
                        .jobs());
            }
        }
        return found.stream().map(job -> working(job, now)).toList();
    }

    private static Working working(Job job, Instant now) {
        boolean running = job.state().equals("running");
        String state = running ? doing(job) : "Waiting";
        if (!running && job.reason() != null) {
            state = "%s Next try %s.".formatted(job.reason(), Phrases.relative(job.dueAt(), now));
        }
        return new Working(job.image(), job.name(), running, state);
    }

    private static String doing(Job job) {
        return job.kind().equals(Ingest.NAME) ? "Being understood" : "Being described";
    }

    /// All that failed, or all that failed for one reason.
    @GET
    @Path("failed")
    @Cache(isPrivate = true, noCache = true)
    public TemplateInstance failed(@RestQuery String code, @RestQuery String reason, @RestQuery String cursor) {
        var page = cursor == null ? jobs.list(List.of("failed"), code, reason, PAGE) : jobs.more(cursor, PAGE);
        Instant now = Instant.now();
        return new Activity.failed(
                Frame.of("Failed", Section.ACTIVITY),
                reason == null ? "" : reason,
                page.jobs().stream().map(job -> failed(job, now)).toList(),
                page.next() == null
                        ? null
                        : "/activity/failed?cursor=%s%s"
                                .formatted(page.next(), reason == null ? "" : "&reason=" + encoded(reason)));
    }

    private static Failed failed(Job job, Instant now) {
        return new Failed(job.id(), job.image(), job.name(), job.reason(), when(job, now));
    }

    /// Of all that failed, or of all that failed for one reason.
    @POST
    @Path("retry")
    public Response retryFailed(@RestForm String code, @RestForm String reason) {
        jobs.retryFailed(code, reason);
        return back();
    }

    /// What somebody else retried in the meantime is in work, as the page says.
    @POST
    @Path("{id}/retry")
    public Response retry(UUID id) {
        try {
            jobs.retry(id);
        } catch (ProblemException e) {
            LOG.debugf("Job %s is not retried: %s", id, e.getMessage());
        }
        return back();
    }

    private static Response back() {
        return Response.seeOther(URI.create("/activity")).build();
    }
}
