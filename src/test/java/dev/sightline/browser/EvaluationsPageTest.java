package dev.sightline.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.Page.LocatorOptions;
import com.microsoft.playwright.options.AriaRole;
import dev.sightline.demo.DemoCollection;
import dev.sightline.evaluation.Evaluating;
import dev.sightline.testing.Client;
import dev.sightline.testing.Database;
import dev.sightline.testing.OwnServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// How good the search is, as somebody who runs the library finds out.
@QuarkusTest
@QuarkusTestResource(value = OwnServers.class, restrictToAnnotatedClass = true)
class EvaluationsPageTest {

    @Inject
    Jdbi jdbi;

    @TestHTTPResource
    String site;

    private UUID image;

    @BeforeEach
    void twoPictures() {
        Database.empty(jdbi);
        image = Client.upload(DemoCollection.picture(51, 0));
        List.of(image, Client.upload(DemoCollection.picture(51, 1))).forEach(Client::settled);
    }

    @Test
    void whatWasDoneIsEvaluatedAndTwoRunsAreCompared() {
        try (var chromium = new Chromium(site);
                var visitor = chromium.visitor()) {
            var page = visitor.open("/settings").page;
            page.getByRole(AriaRole.MAIN)
                    .getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName("Search quality"))
                    .click();
            assertThat(page.getByRole(AriaRole.HEADING, named("The first evaluation")))
                    .isVisible();
            evaluate(visitor);
            assertThat(page.getByRole(AriaRole.ALERT)).containsText("there is nothing to evaluate by");
            look("q=origami");

            evaluate(visitor);
            assertThat(page.locator(".run")).hasCount(1);
            assertThat(button(visitor, "Compare B with A")).hasCount(0);
            evaluate(visitor);
            assertThat(page.locator(".run")).hasCount(2);
            assertThat(page.locator("#running")).hasCount(0);
            assertThat(visitor.barriers()).isEmpty();
            button(visitor, "Compare B with A").click();

            assertThat(page.getByRole(AriaRole.HEADING, named("B compared with A")))
                    .isVisible();
            assertThat(page.getByText("Compared by 1 query with relevant pictures."))
                    .isVisible();
            assertThat(page.getByText("no difference that these queries can show")
                            .first())
                    .isVisible();
            assertThat(page.getByText("Each query found the same in both")).isVisible();
            assertThat(visitor.barriers()).isEmpty();
            var before = page.url();
            page.getByRole(AriaRole.LINK, named("The other way round")).click();
            assertThat(page).not().hasURL(before);
            assertThat(page.getByRole(AriaRole.HEADING, named("B compared with A")))
                    .isVisible();
            visitor.assertNoComplaints("409");
        }
    }

    @Test
    void aQueryIsSeenWithWhatItFoundAndCanBeAskedAgain() {
        look("q=origami");
        var id = Evaluating.finished(Evaluating.start("interactions", null, null, null))
                .getString("id");
        try (var chromium = new Chromium(site);
                var visitor = chromium.visitor()) {
            var page = visitor.open("/evaluations/" + id).page;
            var strip = page.getByRole(AriaRole.LIST, named("First results"));
            assertThat(strip.getByRole(AriaRole.LISTITEM)).hasCount(2);
            assertThat(strip.getByText("relevant")).hasCount(1);

            page.getByRole(AriaRole.LINK, named("origami")).click();
            assertThat(page).hasURL(Pattern.compile("/search\\?q=origami$"));
            visitor.assertNoComplaints();
        }
    }

    /// Whoever has chosen what to compare keeps the choice while another evaluation runs, and sees it end.
    @Test
    void aRunningOneShowsHowFarItIsAndTheChoiceStays() {
        look("q=origami");
        for (int i = 0; i < 3; i++) {
            Evaluating.finished(Evaluating.start("run " + i, null, null, null));
        }
        var waiting =
                Evaluating.finished(Evaluating.start("slow", null, null, null)).getUUID("id");
        // The queue has it planned for tomorrow.
        jdbi.useHandle(handle -> handle.execute("""
                insert into scheduled_tasks (task_name, task_instance, execution_time, picked, version)
                values ('evaluation', ?, now() + interval '1 day', false, 1)
                """, waiting.toString()));
        state(waiting, "running");
        try (var chromium = new Chromium(site);
                var visitor = chromium.visitor()) {
            var page = visitor.open("/evaluations").page;
            assertThat(page.getByText("1 of 1 query asked")).isVisible();
            var oldest = page.locator(".run", new LocatorOptions().setHasText("run 0"))
                    .locator("input[name=a]");
            oldest.check();
            page.waitForResponse("**/evaluations?watched=1", () -> {});
            assertThat(oldest).isChecked();

            state(waiting, "done");

            assertThat(page.locator(".run")).hasCount(4);
            assertThat(page.locator("#running")).hasCount(0);
            visitor.assertNoComplaints();
        } finally {
            jdbi.useHandle(handle -> handle.execute("delete from scheduled_tasks where task_name = 'evaluation'"));
        }
    }

    @Test
    void itWorksWithoutJavaScript() {
        look("q=origami");
        Client.settled(Client.uploadInto("catalogue.csv", DemoCollection.picture(51, 2)));
        var first = Evaluating.finished(Evaluating.start("interactions", null, null, null))
                .getString("id");
        Evaluating.finished(Evaluating.start("interactions", null, "vector", null));
        try (var chromium = new Chromium(site);
                var visitor = chromium.visitor(new NewContextOptions().setJavaScriptEnabled(false))) {
            var page = visitor.open("/evaluations").page;
            button(visitor, "Compare B with A").click();
            assertThat(page).hasURL(Pattern.compile("[?&]a=" + first));

            visitor.open("/evaluations");
            button(visitor, "Delete the set catalogue.csv").press("Enter");
            button(visitor, "Delete 1 picture").press("Enter");
            assertThat(page.getByText("catalogue.csv")).hasCount(0);
            page.locator(".run").last().getByRole(AriaRole.BUTTON).first().press("Enter");
            button(visitor, "Delete it").press("Enter");
            assertThat(page.locator(".run")).hasCount(1);
            given().get("/api/evaluations/{id}", first).then().statusCode(404);
        }
    }

    private void state(UUID evaluation, String state) {
        jdbi.useHandle(handle -> handle.createUpdate("update evaluation set state = :state where id = :id")
                .bind("state", state)
                .bind("id", evaluation)
                .execute());
    }

    private static void evaluate(Visitor visitor) {
        button(visitor, "Evaluate by what you did").click();
    }

    /// Somebody opens the second result of a search.
    private void look(String query) {
        Client.look(image, query, 2);
    }

    private static Locator button(Visitor visitor, String name) {
        return visitor.page.getByRole(AriaRole.BUTTON, named(name));
    }

    private static GetByRoleOptions named(String name) {
        return new GetByRoleOptions().setName(name);
    }
}
