package dev.sightline.settings;

import dev.sightline.web.Frame;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;

/// What can be chosen, and how the library is: `templates/settings/settings-page.html`.
///
/// @param storage rows of what is stored
/// @param places  rows of where it is
/// @param command that imports a folder, as typed
@CheckedTemplate(basePath = "settings", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record SettingsPage(
        Frame frame,
        List<Choice> themes,
        List<Choice> densities,
        List<Fact> storage,
        List<Fact> places,
        List<Command> commands,
        String version,
        String java)
        implements TemplateInstance {

    /// @param effect what choosing it does
    record Choice(String value, String name, String effect, boolean chosen) {}

    /// @param detail in smaller words, or empty
    record Fact(String name, String value, String detail) {}

    record Command(String what, String text) {}
}
