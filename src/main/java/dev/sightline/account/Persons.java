package dev.sightline.account;

import jakarta.enterprise.context.ApplicationScoped;
import org.jdbi.v3.core.Jdbi;

/// Who is asking. On a loopback address that is always the owner.
@ApplicationScoped
public class Persons {

    private final Jdbi jdbi;
    private volatile Person owner;

    Persons(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /// The person whose request this is.
    public Person current() {
        if (owner == null) {
            owner = jdbi.withHandle(
                    handle -> handle.createQuery("select id, name from person where role = 'owner' order by id limit 1")
                            .map((row, _) -> new Person(row.getLong("id"), row.getString("name")))
                            .one());
        }
        return owner;
    }
}
