package dev.sightline.tag;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Locale;

/// How tags are listed.
@RegisterForReflection
enum TagOrder {
    /// The most used first.
    COUNT("count desc, name", "(-count, name) > (-:count, :name)"),
    /// From A to Z.
    NAME("name", "name > :name");

    final String sql;
    final String after;

    TagOrder(String sql, String after) {
        this.sql = sql;
        this.after = after;
    }

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
