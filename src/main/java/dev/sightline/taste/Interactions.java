package dev.sightline.taste;

import dev.sightline.account.Person;
import dev.sightline.web.ProblemException;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// What people did with images: what their taste is learned from.
@ApplicationScoped
public class Interactions {

    /// A browser keeps what it could not tell, but not for ever.
    static final Duration OLDEST = Duration.ofDays(30);

    /// By how much the clock of a browser may be ahead.
    static final Duration SKEW = Duration.ofMinutes(5);

    private final InteractionRepository repository;
    private final Event<Recorded> recorded;
    private final Event<Forgotten> forgotten;

    Interactions(InteractionRepository repository, Event<Recorded> recorded, Event<Forgotten> forgotten) {
        this.repository = repository;
        this.recorded = recorded;
        this.forgotten = forgotten;
    }

    /// @param recorded how many are new; none while recording is paused
    /// @param repeated how many were recorded before
    /// @param unknown  images that are not there (any more); what was told of them is passed over
    @RegisterForReflection
    public record Receipt(int recorded, int repeated, List<UUID> unknown) {}

    /// Records what a person did, unless they paused it. The same again changes nothing.
    ///
    /// @throws ProblemException 422 for a moment in the future, or too long ago; then nothing is recorded
    public Receipt record(List<Interaction> told, Person person) {
        var now = Instant.now();
        var interactions = new ArrayList<Interaction>();
        for (int i = 0; i < told.size(); i++) {
            interactions.add(told.get(i).at(moment(told.get(i).at(), now, i)));
        }
        if (!repository.recording(person)) {
            return new Receipt(0, 0, List.of());
        }
        var added = repository.add(interactions, person);
        if (!added.interactions().isEmpty()) {
            recorded.fire(new Recorded(person, added.interactions()));
        }
        return added.receipt();
    }

    /// Whether what a person does is recorded.
    public boolean recording(Person person) {
        return repository.recording(person);
    }

    void setRecording(Person person, boolean recording) {
        repository.setRecording(person, recording);
    }

    /// Forgets all that a person did.
    void deleteAll(Person person) {
        forgotten.fire(new Forgotten(person));
        repository.deleteAll(person);
    }

    private static Instant moment(Instant at, Instant now, int index) {
        if (at == null) {
            return now;
        }
        if (at.isAfter(now.plus(SKEW))) {
            throw refused(index, "is in the future. Set the clock of this computer, then try again.");
        }
        if (at.isBefore(now.minus(OLDEST))) {
            throw refused(index, "is more than %d days ago. Leave it out.".formatted(OLDEST.toDays()));
        }
        return at.isAfter(now) ? now : at;
    }

    private static ProblemException refused(int index, String words) {
        return new ProblemException(422, "invalid-interaction", "events[%d].at %s".formatted(index, words));
    }

    /// What a person did with a result of a search.
    ///
    /// @param query    as the address of the page has it
    /// @param position from 1
    public record OfSearch(String query, UUID image, Interaction.Type type, int position) {}

    /// What a person did with results of searches, the earliest first.
    public List<OfSearch> ofSearches(Person person) {
        return repository.ofSearches(person);
    }
}
