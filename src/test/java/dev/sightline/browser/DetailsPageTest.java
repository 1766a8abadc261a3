package dev.sightline.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import dev.sightline.browser.Visitor.File;
import dev.sightline.picture.MetadataWriter;
import dev.sightline.testing.Client;
import dev.sightline.testing.Database;
import dev.sightline.testing.Servers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// What the page of a picture says of it, and what a dropped folder brings along.
@QuarkusTest
@QuarkusTestResource(Servers.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DetailsPageTest {

    @Inject
    Jdbi jdbi;

    @TestHTTPResource
    String site;

    private Chromium chromium;

    @BeforeEach
    void start() {
        Database.empty(jdbi);
        if (chromium == null) {
            chromium = new Chromium(site);
        }
    }

    @AfterAll
    void close() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @Test
    void thePageSaysWhatThePictureSays() {
        var image = picture();
        try (var visitor = chromium.visitor()) {
            var page = visitor.open("/images/" + image).page;
            var details = page.getByRole(AriaRole.COMPLEMENTARY, named("Details"));

            assertThat(details).containsText("31 May 2024, 23:59 (UTC+09:00)");
            assertThat(details).containsText("1/250 s · f/2.8 · ISO 400 · 50 mm · flash");
            assertThat(details).containsText("★★★★☆ 4 of 5 stars");
            assertThat(details).containsText("Two boats at the pier");
            assertThat(visitor.barriers()).isEmpty();
            page.getByRole(AriaRole.LINK, named("Nikon D750")).click();

            assertThat(page.getByRole(AriaRole.HEADING, named("1 picture"))).isVisible();
            page.goBack();
            page.getByRole(AriaRole.LINK, named("summer holiday")).click();
            assertThat(page.getByRole(AriaRole.HEADING, named("1 picture"))).isVisible();
            page.goBack();
            details.getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName("blue"))
                    .click();
            assertThat(page.getByRole(AriaRole.HEADING, named("1 picture"))).isVisible();
            visitor.assertNoComplaints();
        }
    }

    @Test
    void aPlaceIsFetchedWhenItIsAskedFor() {
        var image = picture();
        try (var visitor = chromium.visitor()) {
            List<String> requests = new ArrayList<>();
            visitor.page.onRequest(request -> requests.add(request.url()));
            var page = visitor.open("/images/" + image).page;
            var place = page.getByRole(AriaRole.LINK, named("Show place"));
            assertThat(place).isVisible();
            assertThat(requests).noneMatch(url -> url.endsWith("/place"));

            place.click();

            var shown = page.getByRole(AriaRole.LINK, named("35.65863, 139.74535, 40 m"));
            assertThat(shown).hasAttribute("href", "geo:35.658625,139.74535");
            assertThat(requests).filteredOn(url -> url.endsWith("/place")).hasSize(1);
            visitor.assertNoComplaints();
        }
    }

    @Test
    void aSidecarGoesWithItsPicture() {
        try (var visitor = chromium.visitor()) {
            var page = visitor.open("/").page;
            visitor.drop(
                    page.locator("main"),
                    List.of(
                            new File("a.jpg", "image/jpeg", MetadataWriter.jpeg(40, 30, 1)),
                            new File("a.jpg.json", "application/json", """
                                    {"photoTakenTime": {"timestamp": "1717160398"}, "description": "On the ferry"}
                                    """.getBytes(StandardCharsets.UTF_8)),
                            new File("b.jpg", "image/jpeg", MetadataWriter.jpeg(40, 30, 2)),
                            new File("b.xmp", "", "nothing".getBytes(StandardCharsets.UTF_8))));

            var uploads = page.getByRole(AriaRole.REGION, named("Uploads"));
            assertThat(uploads.getByRole(AriaRole.STATUS)).hasText("2 pictures added");
            assertThat(uploads).containsText("Added without its sidecar. The sidecar is neither XMP nor a JSON file");
            await().untilAsserted(() -> assertThat(
                            given().get("/api/images").jsonPath().getList("images.description", String.class))
                    .containsExactlyInAnyOrder("On the ferry", null));
            visitor.assertNoComplaints();
        }
    }

    /// The same rules as those of the command line, see `SidecarsTest`.
    @Test
    void pagesFindSidecarsAsTheCommandLineDoes() {
        try (var visitor = chromium.visitor()) {
            var page = visitor.open("/").page;

            assertThat(pairs(page, "photo.jpg", "photo.jpg.xmp")).isTrue();
            assertThat(pairs(page, "photo.jpg", "PHOTO.XMP")).isTrue();
            assertThat(pairs(page, "photo.jpg", "photo.jpg.json")).isTrue();
            assertThat(pairs(page, "photo.jpg", "photo.jpg.suppl.json")).isTrue();
            assertThat(pairs(page, "photo(1).jpg", "photo.jpg(1).json")).isTrue();
            assertThat(pairs(page, "photo(1).jpg", "photo.jpg.supplemental-metadata(1).json"))
                    .isTrue();
            assertThat(pairs(page, "photo-edited(2).jpg", "photo.jpg(2).json")).isTrue();
            assertThat(pairs(
                            page,
                            "a very long name that somebody gave his photograph.jpg",
                            "a very long name that somebody gave his photog.json"))
                    .isTrue();
            assertThat(pairs(page, "photo.jpg", "photo.jpg(1).json")).isFalse();
            assertThat(pairs(page, "photo(1).jpg", "photo.jpg.json")).isFalse();
            assertThat(pairs(page, "photo.jpg", "photo.json")).isFalse();
            assertThat(pairs(page, "photo.jpg", "photo.png.xmp")).isFalse();
        }
    }

    private static boolean pairs(Page page, String picture, String sidecar) {
        return (boolean) page.evaluate("""
                async ([picture, sidecar]) => {
                  const app = document.querySelector('script[type=module]').src;
                  const { sidecarOf } = await import(new URL('upload/sidecars.js', app));
                  return sidecarOf(picture, [sidecar]) === sidecar;
                }""", List.of(picture, sidecar));
    }

    private static UUID picture() {
        var jpeg = MetadataWriter.withXmp(
                MetadataWriter.withExif(MetadataWriter.jpeg(900, 600, 0x2050B0), MetadataWriter.camera()),
                MetadataWriter.words("Evening at the harbour", "Two boats at the pier", 4, "sea", "Summer Holiday"));
        var image = Client.upload("DSC_0042.jpg", "image/jpeg", jpeg);
        Client.settled(image);
        return image;
    }

    private static GetByRoleOptions named(String name) {
        return new GetByRoleOptions().setName(name).setExact(true);
    }
}
