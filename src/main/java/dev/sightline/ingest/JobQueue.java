package dev.sightline.ingest;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.exceptions.DbSchedulerException;
import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.CompletionHandler.OnCompleteRemove;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/// The queue in PostgreSQL, shared by all instances: each job is held by one of them, under a lease that it
/// renews while it lives. What is in it is a plan and no more; the truth is in the rows of images and jobs, from
/// which the sweep puts back whatever is missing here.
@ApplicationScoped
public class JobQueue {

    private static final Logger LOG = Logger.getLogger(JobQueue.class);
    private static final int HEARTBEATS_IN_A_LEASE = 4;
    private static final Duration POLLING = Duration.ofSeconds(2);
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Duration PATIENCE_AT_SHUTDOWN = Duration.ofSeconds(10);

    private final List<SweepTask> sweepTasks;
    private final IngestConfig config;
    private final Map<String, CustomTask<Void>> tasks;
    private final Scheduler scheduler;

    JobQueue(
            DataSource dataSource,
            @All List<QueuedTask> queuedTasks,
            @All List<SweepTask> sweepTasks,
            IngestConfig config) {
        this.sweepTasks = sweepTasks;
        this.config = config;
        this.tasks = queuedTasks.stream().collect(Collectors.toMap(QueuedTask::name, JobQueue::task));
        this.scheduler = scheduler(dataSource);
    }

    private static CustomTask<Void> task(QueuedTask task) {
        return Tasks.custom(task.name(), Void.class)
                .onDeadExecutionRevive()
                .execute((instance, _) -> completion(task.attempt(instance.getId())));
    }

    private Scheduler scheduler(DataSource dataSource) {
        return Scheduler.create(dataSource, List.copyOf(tasks.values()))
                // It would ask the database what it is, before anybody has anything to do for it.
                .jdbcCustomization(new PostgreSqlJdbcCustomization(false, false))
                .startTasks(
                        sweep("sweep", config.sweep(), SweepTask::sweep),
                        sweep("audit", config.audit(), SweepTask::audit))
                .threads(config.threads() + 1)
                // No more than can be worked on at once: a lease of what waits in this process is not renewed.
                .pollUsingLockAndFetch(0.5, 1.0)
                .pollingInterval(POLLING)
                .heartbeatInterval(config.lease().dividedBy(HEARTBEATS_IN_A_LEASE))
                .missedHeartbeatsLimit(HEARTBEATS_IN_A_LEASE)
                .enableImmediateExecution()
                .shutdownMaxWait(PATIENCE_AT_SHUTDOWN)
                .build();
    }

    private RecurringTask<Void> sweep(String name, Duration interval, Consumer<SweepTask> sweep) {
        return Tasks.recurring(name, FixedDelay.of(interval)).execute((_, _) -> run(name, sweep));
    }

    /// One task that fails keeps no other from its turn.
    private void run(String name, Consumer<SweepTask> sweep) {
        for (var task : sweepTasks) {
            try {
                sweep.accept(task);
            } catch (RuntimeException e) {
                LOG.warnf(e, "The %s of %s failed; it is repeated", name, task);
            }
        }
    }

    private static CompletionHandler<Void> completion(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Finished _ -> new OnCompleteRemove<>();
            case Outcome.Postponed(var due) -> (complete, operations) -> operations.reschedule(complete, due);
        };
    }

    void start(@Observes StartupEvent event) {
        if (config.enabled()) {
            scheduler.start();
            advance("audit", RecurringTask.INSTANCE);
            advance("sweep", RecurringTask.INSTANCE);
        }
    }

    void stop(@Observes ShutdownEvent event) {
        if (config.enabled()) {
            scheduler.stop();
        }
    }

    /// Has an image taken in soon, if that is not planned already.
    ///
    /// @return whether it was not
    boolean enqueue(UUID image) {
        return enqueue(Ingest.NAME, image.toString());
    }

    /// Has a piece of work done soon, if that is not planned already.
    ///
    /// @return whether it was not
    public boolean enqueue(String task, String piece) {
        return scheduler.scheduleIfNotExists(tasks.get(task).instance(piece), Instant.now());
    }

    /// Has a piece of work done a little later, with what else comes for it until then, if that is not planned already.
    public void enqueueSoon(String task, String piece) {
        scheduler.scheduleIfNotExists(
                tasks.get(task).instance(piece), Instant.now().plus(SOON));
    }

    /// Has an image taken in now, even where a later attempt is planned.
    void hurry(UUID image) {
        hurry(Ingest.NAME, image.toString());
    }

    /// Has a piece of work done now, even where a later attempt is planned.
    public void hurry(String task, String piece) {
        if (!enqueue(task, piece)) {
            advance(task, piece);
        }
    }

    /// What an earlier run planned may be hours away.
    private void advance(String task, String instance) {
        try {
            scheduler.reschedule(TaskInstanceId.of(task, instance), Instant.now());
        } catch (DbSchedulerException e) {
            LOG.debugf("%s %s runs at this moment", task, instance);
        }
    }
}
