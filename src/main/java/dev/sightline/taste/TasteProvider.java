package dev.sightline.taste;

import dev.sightline.account.Person;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Collection;
import java.util.UUID;

/// Says how much somebody likes the styles of what they search among, with what is learned here to begin with.
public interface TasteProvider {

    /// @param local  what is learned here, for all styles of the collection
    /// @param styles of the candidates, different from each other, those of the best first
    Verdict judge(Taste local, Person person, long collection, Collection<UUID> styles);

    /// How much styles are liked, and who says so.
    record Verdict(Taste taste, Judge judge) {}

    /// Who says how much styles are liked.
    ///
    /// @param by      `local` or `personalize`
    /// @param instead why it is not the one that the settings name, as a sentence, or null
    @RegisterForReflection
    record Judge(String by, String instead) {

        public static final Judge LOCAL = new Judge("local", null);
        public static final Judge PERSONALIZE = new Judge("personalize", null);

        /// What is learned here, in place of the provider of the settings.
        ///
        /// @param why as a sentence
        public static Judge instead(String why) {
            return new Judge("local", why);
        }

        /// As one text; [#of] reads it.
        public String written() {
            return instead == null ? by : by + " " + instead;
        }

        /// @param written or null
        public static Judge of(String written) {
            if (written == null) {
                return null;
            }
            var parts = written.split(" ", 2);
            return new Judge(parts[0], parts.length == 1 ? null : parts[1]);
        }
    }
}
