package dev.sightline.index;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@QuarkusTest
@QuarkusTestResource(Servers.class)
class LiveIndexTest {

    @Inject
    Jdbi jdbi;

    @TempDir
    Path directory;

    @TempDir
    Path other;

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
        var one = new LiveIndex(vectors, Optional.empty());
        var other = new LiveIndex(vectors, Optional.empty());
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
        var sleeping = new LiveIndex(vectors, Optional.empty());
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
        var index = new LiveIndex(vectors, Optional.empty());
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

    @Test
    void aKindThatIsLeftOverIsPutRight() {
        var image = Client.upload(DemoCollection.picture(4, 3));
        Client.settled(image);
        var index = new LiveIndex(vectors, Optional.empty());
        var generation = generations.active();
        var entry = vectors.entries(generation.spaceId(), List.of(image)).getFirst();
        index.of(generation)
                .put(List.of(new IndexEntry(
                        image,
                        Kind.TEXT,
                        0,
                        entry.vector(),
                        entry.level(),
                        entry.collection(),
                        entry.mediaType(),
                        entry.date())));

        assertThat(index.repair(generation)).containsExactly(new Difference(image, Difference.Kind.STALE));

        assertThat(index.of(generation).kinds(image)).containsExactly(Kind.IMAGE);
        assertThat(index.repair(generation)).isEmpty();
    }

    @Test
    void aRestartReadsTheSnapshotAndCatchesUp() {
        var kept = uploaded(7);
        var trashed = uploaded(8);
        var first = kept();
        assertThat(found(first)).containsExactlyInAnyOrder(kept, trashed);
        first.stop();
        hideFromLoading(kept);
        given().delete("/api/images/{id}", trashed).then().statusCode(204);
        var added = uploaded(9);

        var second = kept();
        assertThat(found(second)).containsExactlyInAnyOrder(kept, added);
        given().post("/api/images/{id}/restore", trashed).then().statusCode(200);
        assertThat(found(second)).containsExactlyInAnyOrder(kept, added, trashed);
        second.stop();

        var third = kept();
        assertThat(found(third)).containsExactlyInAnyOrder(kept, added, trashed);
        third.stop();
    }

    @Test
    void aKilledProcessLeavesWhatAnotherCatchesUpWith() throws IOException {
        var kept = uploaded(10);
        var first = kept();
        assertThat(found(first)).containsExactly(kept);
        first.stop();
        var killed = kept();
        hideFromLoading(kept);
        var added = uploaded(11);
        assertThat(found(killed)).containsExactlyInAnyOrder(kept, added);
        copy(directory, other);
        killed.stop();

        var next = new LiveIndex(vectors, Optional.of(other));
        assertThat(found(next)).containsExactlyInAnyOrder(kept, added);
        next.stop();
    }

    @Test
    void aSnapshotNeedsNoOrderlyEnd() throws IOException {
        var loaded = uploaded(19);
        var killed = kept();
        assertThat(found(killed)).containsExactly(loaded);
        awaitAnotherThan(null);
        var first = snapshot();
        var added = uploaded(20);
        assertThat(killed.repair(generations.active())).isEmpty();
        awaitAnotherThan(first);
        copy(directory, other);
        killed.stop();
        hideFromLoading(loaded);
        hideFromLoading(added);

        var next = new LiveIndex(vectors, Optional.of(other));
        assertThat(found(next)).containsExactlyInAnyOrder(loaded, added);
        next.stop();
    }

    @Test
    void anotherStateOfTheDatabaseIsNoticed() {
        var image = uploaded(12);
        var first = kept();
        assertThat(found(first)).containsExactly(image);
        first.stop();
        hideFromLoading(image);

        // As if an older state had been restored, and another change had taken the number.
        jdbi.useHandle(handle -> handle.execute("update outbox set created_at = created_at + interval '1 microsecond'"
                + " where sequence = (select last from change_sequence)"));

        var second = kept();
        assertThat(found(second)).isEmpty();
        second.stop();
    }

    @Test
    void aDatabaseThatIsBehindTheSnapshotIsNoticed() {
        var image = uploaded(13);
        var first = kept();
        assertThat(found(first)).containsExactly(image);
        first.stop();
        hideFromLoading(image);
        jdbi.useHandle(handle -> {
            handle.execute("delete from outbox where sequence = (select last from change_sequence)");
            handle.execute("update change_sequence set last = last - 1");
        });

        var second = kept();
        assertThat(found(second)).isEmpty();
        second.stop();
    }

    @Test
    void aSecondProcessKeepsOutOfTheDirectory() {
        var image = uploaded(14);
        var first = kept();
        assertThat(found(first)).containsExactly(image);
        var second = kept();
        assertThat(found(second)).containsExactly(image);
        first.stop();
        var files = files();
        var added = uploaded(15);
        assertThat(found(second)).containsExactlyInAnyOrder(image, added);
        second.stop();
        assertThat(files()).isEqualTo(files);
        hideFromLoading(image);

        var third = kept();
        assertThat(found(third)).containsExactlyInAnyOrder(image, added);
        third.stop();
    }

    @Test
    void whatIsDamagedOnTheDiskIsLoadedAnew() throws IOException {
        var image = uploaded(16);
        var first = kept();
        assertThat(found(first)).containsExactly(image);
        first.stop();
        for (var file : files().keySet()) {
            var bytes = Files.readAllBytes(file);
            if (file.toString().endsWith(".floats")) {
                bytes[5] ^= 1;
                Files.write(file, bytes);
            }
        }

        var second = kept();
        assertThatThrownBy(() -> found(second)).hasMessageContaining("search again");
        assertThat(found(second)).containsExactly(image);
        second.stop();
        hideFromLoading(image);
        var third = kept();
        assertThat(found(third)).containsExactly(image);
        third.stop();
    }

    @Test
    void whatTheAuditPutsRightIsInTheNextSnapshot() {
        var image = uploaded(17);
        var first = kept();
        assertThat(found(first)).containsExactly(image);
        first.stop();
        var second = kept();
        assertThat(found(second)).containsExactly(image);
        hideFromLoading(image);
        assertThat(second.repair(generations.active())).hasSize(1);
        second.stop();

        var third = kept();
        assertThat(found(third)).isEmpty();
        third.stop();
    }

    @Test
    void anEmptyLibraryWritesNextToNothing() throws IOException {
        var index = kept();
        assertThat(found(index)).isEmpty();
        index.stop();
        for (var file : files().keySet()) {
            assertThat(Files.size(file)).as(file.toString()).isLessThan(1000);
        }
    }

    @Test
    void generationsThatAreNotInUseLeaveNothingBehind() {
        uploaded(18);
        var index = kept();
        assertThat(found(index)).hasSize(1);
        index.stop();
        assertThat(files()).isNotEmpty();

        var next = kept();
        next.retain(Set.of());
        next.stop();
        assertThat(files().keySet()).extracting(Path::getFileName).containsExactly(Path.of("lock"));
    }

    private LiveIndex kept() {
        return new LiveIndex(vectors, Optional.of(directory));
    }

    private static UUID uploaded(int picture) {
        var image = Client.upload(DemoCollection.picture(4, picture));
        Client.settled(image);
        return image;
    }

    /// Behind the back of the change sequence: from now on only a snapshot has it.
    private void hideFromLoading(UUID image) {
        jdbi.useHandle(handle -> handle.execute("delete from vector where image_id = ?", image));
    }

    /// Snapshots are written aside from searches and audits.
    private void awaitAnotherThan(FileTime before) throws IOException {
        while (Objects.equals(snapshot(), before)) {
            Thread.onSpinWait();
        }
    }

    /// When it was written, or null.
    private FileTime snapshot() throws IOException {
        var snapshot =
                directory.resolve(Path.of(Long.toString(generations.active().id()), "snapshot"));
        return Files.exists(snapshot) ? Files.getLastModifiedTime(snapshot) : null;
    }

    /// When each was last written.
    private Map<Path, FileTime> files() {
        try (var files = Files.walk(directory)) {
            var times = new HashMap<Path, FileTime>();
            for (var file : files.filter(Files::isRegularFile).toList()) {
                times.put(file, Files.getLastModifiedTime(file));
            }
            return times;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (var file : files.toList()) {
                var target = to.resolve(from.relativize(file));
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
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
