package dev.sightline.taste.personalize;

import dev.sightline.account.Person;
import dev.sightline.aws.AwsException;
import dev.sightline.aws.BackOff;
import dev.sightline.library.Collections;
import dev.sightline.taste.Forgotten;
import dev.sightline.taste.Interaction;
import dev.sightline.taste.Recorded;
import dev.sightline.taste.TasteConfig;
import dev.sightline.taste.TasteConfig.Provider;
import dev.sightline.taste.personalize.Personalize.Event;
import dev.sightline.taste.personalize.Setup.State;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jboss.logging.Logger;

/// Tells the service of what people do while they do it. Nobody waits for that: events wait in a queue, and what has no
/// room there, or cannot be sent, is counted and left out. It is in the database, and so in the next export.
@ApplicationScoped
class PersonalizeEvents {

    private static final Logger LOG = Logger.getLogger(PersonalizeEvents.class);
    private static final int ATTEMPTS = 3;
    private static final BackOff PAUSES = new BackOff(Duration.ofMillis(200), Duration.ofSeconds(2));

    private final PersonalizeRepository repository;
    private final Items items;
    private final Personalize service;
    private final PersonalizeConfig config;
    private final Collections collections;
    private final boolean enabled;
    private final BlockingQueue<Waiting> queue;
    private final Counter sent;
    private final Counter dropped;
    private Thread sender;

    PersonalizeEvents(
            PersonalizeRepository repository,
            Items items,
            Personalize service,
            PersonalizeConfig config,
            TasteConfig taste,
            Collections collections,
            MeterRegistry metrics) {
        this.repository = repository;
        this.items = items;
        this.service = service;
        this.config = config;
        this.collections = collections;
        this.enabled = taste.provider() == Provider.PERSONALIZE;
        this.queue = new ArrayBlockingQueue<>(config.eventQueue());
        this.sent = counter(metrics, "sent", "Events that Amazon Personalize was told of");
        this.dropped = counter(metrics, "dropped", "Events that were not sent, for want of room or of an answer");
    }

    private static Counter counter(MeterRegistry metrics, String name, String description) {
        return Counter.builder("sightline.personalize.events." + name)
                .description(description)
                .register(metrics);
    }

    private record Waiting(Person person, Interaction interaction) {

        private String session() {
            return interaction.session() == null ? "sightline-" + person.id() : interaction.session();
        }
    }

    private record Sitting(long person, String session) {}

    void start(@Observes StartupEvent event) {
        if (enabled) {
            sender = Thread.ofVirtual().name("personalize-events").start(this::work);
        }
    }

    void stop(@Observes ShutdownEvent event) {
        if (sender != null) {
            sender.interrupt();
        }
    }

    /// What somebody takes back cannot be told.
    void take(@Observes Recorded recorded) {
        if (!enabled) {
            return;
        }
        for (var interaction : recorded.interactions()) {
            boolean isMeant = interaction.type() != Interaction.Type.UNFAVOURITE;
            if (isMeant && !queue.offer(new Waiting(recorded.person(), interaction))) {
                dropped.increment();
            }
        }
    }

    void forget(@Observes Forgotten forgotten) {
        queue.removeIf(waiting -> waiting.person().id() == forgotten.person().id());
    }

    private void work() {
        try {
            while (true) {
                var batch = new ArrayList<Waiting>();
                batch.add(queue.take());
                Thread.sleep(config.eventDelay());
                queue.drainTo(batch);
                try {
                    send(batch);
                } catch (RuntimeException e) {
                    LOG.errorf(e, "Amazon Personalize is not told of %d events", batch.size());
                    dropped.increment(batch.size());
                }
            }
        } catch (InterruptedException e) {
            LOG.debugf("Sightline stops; %d events are not sent", queue.size());
        }
    }

    /// Also to a setup that is still being made: its model is not trained with what happens from the export on.
    private void send(List<Waiting> batch) throws InterruptedException {
        for (var setup : repository.setups(collections.library())) {
            if (setup.trackingId() != null && setup.state() != State.ENDING) {
                send(setup, batch);
            }
        }
    }

    private void send(Setup setup, List<Waiting> batch) throws InterruptedException {
        var images = batch.stream()
                .map(waiting -> waiting.interaction().image())
                .distinct()
                .toList();
        var known = items.ofImages(setup, images);
        var sittings = new LinkedHashMap<Sitting, List<Event>>();
        batch.stream()
                .filter(waiting -> known.containsKey(waiting.interaction().image()))
                .sorted(Comparator.comparing(waiting -> waiting.interaction().at()))
                .forEach(waiting -> sittings.computeIfAbsent(
                                new Sitting(waiting.person().id(), waiting.session()), _ -> new ArrayList<>())
                        .add(event(
                                waiting.interaction(),
                                known.get(waiting.interaction().image()))));
        for (var sitting : sittings.entrySet()) {
            var events = sitting.getValue();
            for (int from = 0; from < events.size(); from += Personalize.MOST_EVENTS) {
                int to = Math.min(from + Personalize.MOST_EVENTS, events.size());
                put(setup, sitting.getKey(), events.subList(from, to));
            }
        }
    }

    private static Event event(Interaction interaction, String item) {
        return new Event(interaction.id().toString(), interaction.type().code(), item, interaction.at());
    }

    private void put(Setup setup, Sitting sitting, List<Event> events) throws InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                service.put(setup.trackingId(), String.valueOf(sitting.person()), sitting.session(), events);
                sent.increment(events.size());
                return;
            } catch (AwsException e) {
                if (attempt == ATTEMPTS || !e.isPassing()) {
                    LOG.warnf("Amazon Personalize is not told of %d events: %s", events.size(), e.getMessage());
                    dropped.increment(events.size());
                    return;
                }
                Thread.sleep(PAUSES.after(attempt));
            }
        }
    }
}
