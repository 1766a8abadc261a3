package dev.sightline.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import dev.sightline.demo.DemoCollection;
import dev.sightline.testing.Client;
import dev.sightline.testing.Database;
import dev.sightline.testing.Servers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Pictures that look the same are decided about, and that is taken back.
@QuarkusTest
@QuarkusTestResource(Servers.class)
class DuplicatesPageTest {

    @Inject
    Jdbi jdbi;

    @TestHTTPResource
    String site;

    @BeforeEach
    void emptyLibrary() {
        Database.empty(jdbi);
    }

    @Test
    void theBestIsKeptAndTheRestComesBack() throws IOException {
        var picture = DemoCollection.picture(41, 3);
        var copy = Client.upload("copy.bmp", "image/bmp", asBitmap(picture.bytes()));
        var original = Client.upload(picture);
        Client.settled(copy);
        Client.settled(original);
        pair(copy, original);
        try (var chromium = new Chromium(site);
                var visitor = chromium.visitor()) {
            var page = visitor.open("/duplicates").page;
            assertThat(heading(page, "1 group of pictures that look the same")).isVisible();
            assertThat(visitor.barriers()).isEmpty();
            // The bitmap has more bytes.
            assertThat(page.getByRole(AriaRole.CHECKBOX, named("Keep copy.bmp")))
                    .isChecked();
            assertThat(page.getByRole(AriaRole.CHECKBOX, named("Keep " + picture.name())))
                    .not()
                    .isChecked();

            page.getByRole(AriaRole.BUTTON, named("Keep what is ticked")).click();

            assertThat(page.getByText("1 picture moved to the trash.")).isVisible();
            assertThat(heading(page, "No pictures look the same")).isVisible();
            assertThat(visitor.barriers()).isEmpty();
            given().get("/api/images/{id}", original).then().body("status", is("trashed"));
            given().get("/api/images/{id}", copy).then().body("status", is("ready"));

            page.getByRole(AriaRole.BUTTON, named("Undo")).click();

            assertThat(heading(page, "1 group of pictures that look the same")).isVisible();
            given().get("/api/images/{id}", original).then().body("status", is("ready"));
            visitor.assertNoComplaints();
        }
    }

    private static byte[] asBitmap(byte[] file) throws IOException {
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(ImageIO.read(new ByteArrayInputStream(file)), "bmp", bytes);
        return bytes.toByteArray();
    }

    /// As the comparison in the background would, whenever it comes to them.
    private void pair(UUID one, UUID other) {
        jdbi.useHandle(handle -> handle.execute(
                "insert into duplicate_pair (first, second, distance)"
                        + " values (least(?, ?), greatest(?, ?), 0) on conflict do nothing",
                one,
                other,
                one,
                other));
    }

    private static Locator heading(Page page, String words) {
        return page.getByRole(AriaRole.HEADING, named(words));
    }

    private static GetByRoleOptions named(String name) {
        return new GetByRoleOptions().setName(name);
    }
}
