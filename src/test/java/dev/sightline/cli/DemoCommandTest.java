package dev.sightline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sightline.demo.DemoCollection;
import dev.sightline.demo.DemoPicture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DemoCommandTest {

    private final StubServer server = new StubServer();

    @AfterEach
    void keepsToTheContract() {
        server.close();
        assertThat(server.violations).isEmpty();
    }

    @Test
    void drawsThePicturesOfTheSeed() {
        Run run = Run.against(server, "demo", "--count", "3", "--seed", "5");

        assertThat(run).isEqualTo(new Run(0, "3 pictures added.\n", ""));
        assertThat(DemoCollection.pictures(3, 5, 0)).allSatisfy(picture -> {
            assertThat(server.stored(picture.name())).isEqualTo(picture.bytes());
            assertThat(server.announcedAs(picture.name()).type()).isEqualTo(picture.mediaType());
        });
        assertThat(server.patches).isEmpty();
    }

    @Test
    void drawsTheCollectionThatPagesOffer() {
        Run.against(server, "demo", "--count", "1");

        DemoPicture first = DemoCollection.picture(DemoCollection.SEED, 0);
        assertThat(server.stored(first.name())).isEqualTo(first.bytes());
    }

    @Test
    void describesThemWhenTold() {
        DemoPicture known = DemoCollection.picture(5, 1);
        String id = "0198f2a0-0000-7000-8000-000000000001";
        server.known.put(Upload.of("", "", known.bytes()).sha256(), id);

        Run run = Run.against(server, "demo", "--count", "2", "--seed", "5", "--with-captions");

        assertThat(run).isEqualTo(new Run(0, "1 picture added, 1 there already.\n", ""));
        assertThat(server.patches).hasSize(2);
        assertThat(server.patches.get(id).path("title").asText()).isEqualTo(known.title());
        assertThat(server.patches.get(id).path("description").asText())
                .isEqualTo(known.caption().text());
    }

    @Test
    void drawsNoMoreThanItCanName() {
        assertThat(Run.against(server, "demo", "--count", "0").exitCode()).isEqualTo(2);
        assertThat(Run.against(server, "demo", "--count", "10000").err()).startsWith("--count is from 1 to 9999.");
    }
}
