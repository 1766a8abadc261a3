package dev.sightline.index;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sightline.demo.DemoCollection;
import dev.sightline.embedding.Vector;
import dev.sightline.index.LiveIndex.Difference;
import dev.sightline.library.Collections;
import dev.sightline.testing.Client;
import dev.sightline.testing.Database;
import dev.sightline.testing.Servers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Servers.class)
class LiveIndexTest {

    @Inject
    Jdbi jdbi;

    @Inject
    VectorRepository vectors;

    @Inject
    Generations generations;

    @Inject
    Collections collections;

    @BeforeEach
    void emptyLibrary() {
        Database.empty(jdbi);
    }

    @Test
    void twoInstancesSeeEachChangeAtOnce() {
        var one = new LiveIndex(vectors);
        var other = new LiveIndex(vectors);
        assertThat(found(one)).isEmpty();

        var image = Client.upload(DemoCollection.picture(4, 0));
        Client.settled(image);
        assertThat(found(one)).containsExactly(image);
        assertThat(found(other)).containsExactly(image);

        given().delete("/api/images/{id}", image).then().statusCode(204);
        assertThat(found(one)).isEmpty();
        assertThat(found(other)).isEmpty();
    }

    @Test
    void anInstanceThatSleptForTooLongLoadsAnew() {
        var sleeping = new LiveIndex(vectors);
        assertThat(found(sleeping)).isEmpty();
        var images = List.of(Client.upload(DemoCollection.picture(4, 1)), Client.upload(DemoCollection.picture(4, 2)));
        images.forEach(Client::settled);

        vectors.forgetChanges(Duration.ZERO);

        int kept = jdbi.withHandle(handle -> handle.createQuery("select count(*) from outbox")
                .mapTo(int.class)
                .one());
        assertThat(kept).isOne();
        assertThat(found(sleeping)).containsExactlyInAnyOrderElementsOf(images);
    }

    @Test
    void whatDiffersFromPostgresqlIsPutRight() {
        var missing = Client.upload(DemoCollection.picture(4, 3));
        var stale = Client.upload(DemoCollection.picture(4, 4));
        var extra = Client.upload(DemoCollection.picture(4, 5));
        var right = Client.upload(DemoCollection.picture(4, 6));
        List.of(missing, stale, extra, right).forEach(Client::settled);
        var index = new LiveIndex(vectors);
        var generation = generations.active();
        var before = index.of(generation);
        assertThat(index.repair(generation)).isEmpty();

        // Behind the back of the change sequence.
        before.remove(List.of(missing));
        jdbi.useHandle(handle -> {
            handle.execute(
                    "update vector set embedding = (select embedding from vector where image_id = ?)"
                            + " where image_id = ?",
                    right,
                    stale);
            handle.execute("delete from vector where image_id = ?", extra);
        });

        assertThat(index.repair(generation))
                .containsExactlyInAnyOrder(
                        new Difference(missing, Difference.Kind.MISSING),
                        new Difference(stale, Difference.Kind.STALE),
                        new Difference(extra, Difference.Kind.EXTRA));
        assertThat(index.repair(generation)).isEmpty();
        assertThat(found(index)).containsExactlyInAnyOrder(missing, stale, right);
    }

    private List<UUID> found(LiveIndex index) {
        var generation = generations.active();
        var anything = new float[generation.dimension()];
        anything[0] = 1;
        return index
                .of(generation)
                .nearest(Vector.normalised(anything), Kind.IMAGE, IndexFilter.collection(collections.library()), 100)
                .stream()
                .map(Hit::image)
                .toList();
    }
}
