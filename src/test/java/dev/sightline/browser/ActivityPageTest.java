package dev.sightline.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions;
import com.microsoft.playwright.options.AriaRole;
import dev.sightline.demo.DemoCollection;
import dev.sightline.ingest.Repairs;
import dev.sightline.testing.Client;
import dev.sightline.testing.Database;
import dev.sightline.testing.OwnServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// What is in work, what failed and why, and what can be done about it.
@QuarkusTest
@QuarkusTestResource(value = OwnServers.class, restrictToAnnotatedClass = true)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ActivityPageTest {

    private static final String NO_DECODER = "No HEIC decoder was found. Install heif-dec, then retry.";

    @Inject
    Jdbi jdbi;

    @Inject
    Repairs repairs;

    @TestHTTPResource
    String site;

    private Chromium chromium;

    @BeforeEach
    void start() {
        chromium = chromium == null ? new Chromium(site) : chromium;
        Database.empty(jdbi);
        jdbi.useHandle(handle -> handle.execute("delete from repair"));
    }

    @AfterEach
    void nothingIsInWork() {
        await().until(() -> Set.of("failed", "done")
                .containsAll(
                        given().get("/api/jobs").jsonPath().getMap("counts").keySet()));
    }

    @AfterAll
    void close() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @Test
    void equalFailuresAreOneGroup() {
        var torn = Client.upload("torn.png", "image/png", new byte[] {1, 2, 3});
        Client.settled(torn);
        fail(103, NO_DECODER);
        try (var visitor = chromium.visitor()) {
            var page = visitor.open("/activity").page;
            assertThat(page.getByRole(AriaRole.HEADING, named("104 pictures failed")))
                    .isVisible();
            var group = page.getByRole(AriaRole.LISTITEM).filter(new Locator.FilterOptions().setHasText(NO_DECODER));
            assertThat(group).hasCount(1);
            assertThat(group).containsText("103 pictures");
            assertThat(group).containsText("and 100 more");
            assertThat(visitor.barriers()).isEmpty();

            group.getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName("and 100 more"))
                    .click();
            assertThat(page.locator(".jobs > li")).hasCount(100);
            assertThat(visitor.barriers()).isEmpty();
            page.getByRole(AriaRole.LINK, named("Older failures")).click();
            assertThat(page.locator(".jobs > li")).hasCount(3);
            assertThat(page.getByRole(AriaRole.LINK, named("Older failures"))).hasCount(0);

            visitor.assertNoComplaints();
        }
    }

    @Test
    void aGroupIsRetriedAsOne() {
        fail(3, NO_DECODER);
        fail(1, "Another.");
        try (var visitor = chromium.visitor()) {
            var page = visitor.open("/activity").page;
            page.getByRole(AriaRole.BUTTON, named("Retry 3 pictures")).click();

            // They have no file in the storage, and so fail again, for that reason.
            assertThat(page.getByText("The file is not in the storage any more. Upload it again."))
                    .isVisible(new IsVisibleOptions().setTimeout(30_000));
            assertThat(page.getByText(NO_DECODER)).hasCount(0);
            assertThat(page.getByText("Another.")).isVisible();
            assertThat(page).hasURL(Pattern.compile("/activity$"));
            visitor.assertNoComplaints();
        }
    }

    @Test
    void oneIsRetriedWithoutJavaScript() {
        var torn = Client.upload("torn.png", "image/png", new byte[] {1, 2, 3});
        Client.settled(torn);
        try (var visitor = chromium.visitor(new NewContextOptions().setJavaScriptEnabled(false))) {
            var page = visitor.open("/activity").page;
            page.getByRole(AriaRole.BUTTON, named("Retry torn.png")).click();
            assertThat(page).hasURL(Pattern.compile("/activity$"));
            Client.settled(torn);
            assertThat(given().get("/api/jobs").jsonPath().getInt("jobs[0].attempts"))
                    .isEqualTo(1);
        }
    }

    @Test
    void whatIsInWorkIsSeenWithoutAReloadUntilItIsDone() {
        try (var visitor = chromium.visitor()) {
            var waiting = fail(1, "Later.");
            jdbi.useHandle(handle -> {
                handle.execute("update image set state = 'received', failure_code = null, failure_reason = null");
                handle.execute("update job set state = 'waiting', code = null, reason = null, finished_at = null");
            });
            var page = visitor.open("/activity").page;
            assertThat(page.getByRole(AriaRole.HEADING, named("1 picture in work")))
                    .isVisible();
            jdbi.useHandle(handle -> handle.createUpdate("delete from image where id = :id")
                    .bind("id", waiting)
                    .execute());

            assertThat(page.getByRole(AriaRole.HEADING, named("Nothing to do yet")))
                    .isVisible();
            visitor.assertNoComplaints();
        }
    }

    @Test
    void aModelThatLooksAtTheLibraryIsThereWithItsProgress() {
        Client.settled(Client.upload(DemoCollection.picture(51, 0)));
        Client.settled(Client.upload(DemoCollection.picture(51, 1)));
        try (var visitor = chromium.visitor()) {
            // Of a model that is not on this machine, so that it stays as it is.
            jdbi.useHandle(handle -> handle.execute("""
                    with s as (
                        insert into space (provider, model, revision, quantisation, preprocessing, prompt, purpose, dimension)
                        select provider, 'another', revision, quantisation, preprocessing, prompt, purpose, dimension
                        from space limit 1 returning id)
                    insert into generation (space_id, dimension, engine, state, model, failure_code, failure_reason)
                    select id, 128, 'embedded', 'building', 'clip-vit-base-patch32-q8', 'embedding-failed', 'The model does not answer.' from s
                    """));
            var page = visitor.open("/activity").page;
            var models = page.getByRole(AriaRole.REGION, named("Models"));
            assertThat(models).containsText("Looking at the library: 0 of 2 pictures");
            assertThat(models).containsText("The model does not answer.");
            assertThat(models.getByRole(AriaRole.PROGRESSBAR)).isVisible();
            assertThat(visitor.barriers()).isEmpty();
        } finally {
            jdbi.useHandle(handle -> {
                handle.execute("delete from generation where state = 'building'");
                handle.execute("delete from space where model = 'another'");
            });
        }
    }

    @Test
    void repairsAreSaidInWords() {
        repairs.record(Repairs.Kind.RENDITION_MISSING, UUID.randomUUID(), "a is read again.");
        repairs.record(Repairs.Kind.RENDITION_MISSING, UUID.randomUUID(), "b is read again.");
        try (var visitor = chromium.visitor()) {
            var page = visitor.open("/activity").page;
            assertThat(page.getByText("2 missing renditions made again")).isVisible();
            assertThat(visitor.barriers()).isEmpty();
        }
    }

    @Test
    void failuresAreListedByPagesAndByGroups() {
        fail(3, NO_DECODER);
        fail(1, "Another.");

        given().get("/api/jobs/failures")
                .then()
                .statusCode(200)
                .body("groups.count", is(List.of(1, 3)))
                .body("groups[1].latest.reason[0]", is(NO_DECODER));
        var first = given().queryParam("reason", NO_DECODER)
                .get("/api/jobs?state=failed&limit=2")
                .then()
                .body("jobs.size()", is(2))
                .body("next", notNullValue())
                .extract()
                .jsonPath();
        given().queryParam("cursor", first.getString("next"))
                .get("/api/jobs?limit=2")
                .then()
                .body("jobs.size()", is(1))
                .body("jobs[0].reason", is(NO_DECODER))
                .body("next", nullValue());
        given().get("/api/jobs?cursor=e30").then().statusCode(410).body("code", is("cursor-expired"));
        given().queryParam("reason", "Another.")
                .post("/api/jobs/retry-failed")
                .then()
                .statusCode(202)
                .body("retried", is(1));
    }

    /// Images that failed, of which there is nothing but the row.
    ///
    /// @return one of them
    private UUID fail(int count, String reason) {
        UUID last = null;
        for (int i = 0; i < count; i++) {
            var id = last = UUID.randomUUID();
            jdbi.useHandle(handle -> {
                handle.createUpdate("""
                                insert into image (id, collection_id, object_key, name, language, media_type, size, state,
                                    failure_code, failure_reason)
                                select :id, id, 'originals/' || :id, 'holiday.heic', language, 'image/heic', 5, 'failed',
                                    'decoder-missing', :reason from collection limit 1
                                """).bind("id", id).bind("reason", reason).execute();
                handle.createUpdate("""
                                insert into job (id, kind, image_id, state, code, reason, finished_at)
                                values (:id, 'ingest', :id, 'failed', 'decoder-missing', :reason, now())
                                """).bind("id", id).bind("reason", reason).execute();
            });
        }
        return last;
    }

    private static GetByRoleOptions named(String name) {
        return new GetByRoleOptions().setName(name);
    }
}
