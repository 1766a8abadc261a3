package dev.sightline.taste.personalize;

import dev.sightline.taste.personalize.Setups.Overview;
import dev.sightline.taste.personalize.Setups.SetupState;
import dev.sightline.taste.personalize.Setups.SetupView;
import dev.sightline.taste.personalize.Setups.StepState;
import dev.sightline.taste.personalize.Setups.StepView;
import dev.sightline.web.Phrases;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import java.time.Instant;
import java.util.List;

/// What the settings and the page of all that is in work say of Amazon Personalize: `templates/taste/personalize.html`
/// and `templates/taste/personalize-under-way.html`.
@Named
@ApplicationScoped
public class PersonalizeOf {

    private final Setups setups;

    PersonalizeOf(Setups setups) {
        this.setups = setups;
    }

    /// Whether what people do is told to the service.
    public boolean elsewhere() {
        return setups.enabled();
    }

    /// @param words     how it is
    /// @param cost      of what can be started, in words, or null where nothing can
    /// @param missing   why nothing can be started, or null
    /// @param action    what starting it does
    /// @param removable whether there is anything that is paid for
    public record Chosen(String words, String cost, String missing, String action, boolean removable) {}

    /// Null where it is not the provider, and nothing of it is there.
    public Chosen chosen() {
        if (!setups.enabled() && setups.setups().isEmpty()) {
            return null;
        }
        var overview = setups.overview();
        boolean isBuilding = has(overview, SetupState.BUILDING);
        boolean isActive = has(overview, SetupState.ACTIVE);
        boolean startable = overview.enabled() && !isBuilding && overview.missing() == null;
        return new Chosen(
                words(overview, isBuilding, isActive),
                startable ? overview.cost().words() : null,
                overview.enabled() && !isBuilding ? overview.missing() : null,
                isActive ? "Agree, and train it anew" : "Agree, and set it up",
                isBuilding || isActive);
    }

    private static boolean has(Overview overview, SetupState state) {
        return overview.setups().stream().anyMatch(setup -> setup.state() == state);
    }

    private static String words(Overview overview, boolean isBuilding, boolean isActive) {
        if (!overview.enabled()) {
            return "Orders follow what is learned here. Amazon Personalize is not the provider any more, but what was made there"
                    + " is still paid for.";
        }
        if (isActive) {
            boolean isCurrent =
                    overview.setups().stream().anyMatch(setup -> setup.state() == SetupState.ACTIVE && setup.current());
            return "Orders follow what Amazon Personalize says of the styles. Where it does not answer in time they follow what is"
                    + " learned here, and say so."
                    + (isCurrent
                            ? ""
                            : " It was trained with earlier styles, for which those of now stand in. Train it anew to have it know"
                                    + " these.");
        }
        return isBuilding
                ? "Amazon Personalize is being set up. Until it is there, orders follow what is learned here."
                : "Amazon Personalize is the provider, and nothing is set up there. Orders follow what is learned here.";
    }

    /// @param setups    that are being made or removed, or that failed to be
    /// @param deletions of people, in words, or null
    /// @param troubles  why people could not be deleted
    public record UnderWay(List<Row> setups, String deletions, List<String> troubles) {}

    /// @param words   how far it is
    /// @param failure why it goes on no more, or null
    /// @param delay   why it is tried again later, or null
    public record Row(String words, int percent, String failure, String delay, List<Line> steps) {}

    public record Line(String name, String state) {}

    /// Null where nothing is under way, and nothing has failed.
    public UnderWay underWay() {
        var rows = rows().stream().map(setup -> row(setup, Instant.now())).toList();
        int deletions = setups.deletions();
        var troubles = setups.troubles();
        return rows.isEmpty() && deletions == 0 && troubles.isEmpty()
                ? null
                : new UnderWay(
                        rows,
                        deletions == 0
                                ? null
                                : "Amazon Personalize is deleting what it was told of %s. It may take a day."
                                        .formatted(Phrases.count(deletions, "person", "people")),
                        troubles);
    }

    private List<SetupView> rows() {
        return setups.setups().stream()
                .filter(setup -> setup.state() != SetupState.ACTIVE)
                .toList();
    }

    /// Whether the page has to look again by itself.
    public boolean live() {
        return rows().stream().anyMatch(setup -> setup.failure() == null);
    }

    private static Row row(SetupView setup, Instant now) {
        boolean isEnding = setup.state() == SetupState.ENDING;
        var reached = isEnding ? StepState.REMOVED : StepState.MADE;
        long done =
                setup.steps().stream().filter(step -> step.state() == reached).count();
        return new Row(
                "%s: %d of %d steps"
                        .formatted(
                                isEnding ? "Removing what was made" : "Setting it up",
                                done,
                                setup.steps().size()),
                Math.toIntExact(100 * done / setup.steps().size()),
                setup.failure(),
                setup.delay(),
                setup.steps().stream().map(step -> line(step, now)).toList());
    }

    private static Line line(StepView step, Instant now) {
        var when = Phrases.relative(step.at(), now);
        return switch (step.state()) {
            case PLANNED -> new Line(step.name(), "To be made");
            case MAKING -> new Line(step.name(), "Being made, since " + when);
            case MADE -> new Line(step.name(), "Made " + when);
            case FAILED -> new Line(step.name(), "Failed " + when);
            case REMOVING -> new Line(step.name(), "Being removed, since " + when);
            case REMOVED -> new Line(step.name(), "Removed " + when);
        };
    }
}
