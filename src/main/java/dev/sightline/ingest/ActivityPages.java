package dev.sightline.ingest;

import dev.sightline.ingest.Activity.Failed;
import dev.sightline.ingest.Activity.Working;
import dev.sightline.web.Frame;
import dev.sightline.web.Frame.Section;
import dev.sightline.web.Phrases;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jboss.resteasy.reactive.Cache;

/// What happens to pictures between their upload and the moment they can be found.
@Path("/activity")
@Produces(MediaType.TEXT_HTML)
@Blocking
class ActivityPages {

    private static final int SHOWN = 50;

    private final Jobs jobs;

    ActivityPages(Jobs jobs) {
        this.jobs = jobs;
    }

    @GET
    @Cache(isPrivate = true, noCache = true)
    public TemplateInstance activity() {
        Map<String, Long> counts = jobs.counts();
        long pending = counts.getOrDefault("running", 0L) + counts.getOrDefault("waiting", 0L);
        long failures = counts.getOrDefault("failed", 0L);
        Instant now = Instant.now();
        return new Activity(
                Frame.of("Activity", Section.ACTIVITY),
                summary(pending, failures, counts.getOrDefault("done", 0L)),
                pending > 0,
                number(failures),
                jobs.list(List.of("failed"), SHOWN).stream()
                        .map(job -> failed(job, now))
                        .toList(),
                number(pending),
                working(now));
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

    private static Failed failed(Job job, Instant now) {
        String when = Phrases.relative(job.finishedAt(), now);
        String attempts = job.attempts() > 1 ? ", after " + job.attempts() + " attempts" : "";
        return new Failed(job.id(), job.image(), job.name(), job.reason(), when + attempts);
    }

    /// What is being done comes before what waits.
    private List<Working> working(Instant now) {
        return List.of("running", "waiting").stream()
                .flatMap(state -> jobs.list(List.of(state), SHOWN).stream())
                .limit(SHOWN)
                .map(job -> working(job, now))
                .toList();
    }

    private static Working working(Job job, Instant now) {
        boolean running = job.state().equals("running");
        String state = running ? "Being understood" : "Waiting";
        if (!running && job.reason() != null) {
            state = "%s Next try %s.".formatted(job.reason(), Phrases.relative(job.dueAt(), now));
        }
        return new Working(job.image(), job.name(), running, state);
    }
}
