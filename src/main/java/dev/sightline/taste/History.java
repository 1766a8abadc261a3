package dev.sightline.taste;

import dev.sightline.account.Person;
import dev.sightline.web.Cursors;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/// What was recorded of what a person did, as they see it, delete it, and take it with them.
@ApplicationScoped
class History {

    private static final int BLOCK = 1000;

    private final InteractionRepository repository;
    private final Cursors cursors;

    History(InteractionRepository repository, Cursors cursors) {
        this.repository = repository;
        this.cursors = cursors;
    }

    /// @param next the cursor of the next part, null at the end
    @RegisterForReflection
    record Part(List<Interaction> interactions, String next) {}

    /// The latest first.
    ///
    /// @param type   null for all
    /// @param cursor of an earlier part, or null; the type is then that of the cursor
    /// @throws dev.sightline.web.ProblemException 410 if the cursor is not one of ours
    Part list(Person person, Interaction.Type type, String cursor, int limit) {
        var from = cursor == null ? null : cursors.read(cursor, HistoryCursor.class);
        var wanted = from == null ? type : from.type();
        var found = repository.latest(person, wanted, from, limit + 1);
        if (found.size() <= limit) {
            return new Part(found, null);
        }
        var shown = found.subList(0, limit);
        return new Part(shown, cursors.write(HistoryCursor.behind(wanted, shown.getLast())));
    }

    /// How much was recorded.
    long count(Person person) {
        return repository.count(person);
    }

    /// Forgets one. What is not there is forgotten already.
    void delete(UUID id, Person person) {
        repository.delete(id, person);
    }

    /// Writes all of it as CSV, the latest first. Read block by block, so whoever reads slowly holds no connection of
    /// the database.
    void export(Person person, OutputStream out) throws IOException {
        var writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        writer.write(HistoryFile.HEADER);
        HistoryCursor from = null;
        do {
            var block = repository.latest(person, null, from, BLOCK);
            for (var interaction : block) {
                writer.write(HistoryFile.line(interaction, person));
            }
            from = block.size() < BLOCK ? null : HistoryCursor.behind(null, block.getLast());
        } while (from != null);
        writer.flush();
    }
}
