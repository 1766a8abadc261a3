package dev.sightline.index.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sightline.index.Change;
import dev.sightline.index.IndexEntry;
import dev.sightline.index.IndexFilter;
import dev.sightline.index.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IndexFolderTest {

    private static final long SPACE = 7;
    private static final int DIMENSION = 24;
    private static final IndexFilter ANY = IndexFilter.collection(1);

    private final Random random = new Random(11);
    private final SyntheticVectors vectors = new SyntheticVectors(DIMENSION, 6, 0.3, 8);

    @TempDir
    Path directory;

    /// At any moment of a long life, whatever was written over since: what is on the disk is the state of the last
    /// snapshot, and the changes after it make it the present.
    @Test
    void aCopyOfTheFilesIsTheLastSnapshotWheneverItIsMade() throws IOException {
        var index = folder().empty();
        var life = new Life(index);
        var snapshot = new BruteForce();
        EmbeddedIndex.Draft draft = null;
        BruteForce drafted = null;
        life.step();
        for (int step = 1; step < 1_500; step++) {
            life.step();
            if (draft == null && random.nextInt(20) == 0) {
                draft = index.draft(change(step)).orElseThrow();
                drafted = life.state.copy();
            } else if (draft != null && random.nextInt(4) == 0) {
                draft.write();
                snapshot = drafted;
                draft = null;
            }
            if (step % 10 == 0 && Files.exists(path().resolve("snapshot"))) {
                var copy = copy("copy");
                var recovered = folder(copy).recovered().orElseThrow().index();
                same(recovered, snapshot);
                recovered.remove(snapshot.images());
                recovered.put(life.state.entries());
                same(recovered, life.state);
            }
        }
        same(index, life.state);
    }

    @Test
    void whatWasReadGoesOnLivingAndIsWrittenAgain() {
        var life = new Life(folder().empty());
        for (int restart = 0; restart < 12; restart++) {
            for (int step = 0; step < 40; step++) {
                life.step();
            }
            life.index.draft(change(restart)).orElseThrow().write();
            var recovered = folder().recovered().orElseThrow();
            assertThat(recovered.last()).isEqualTo(change(restart));
            same(recovered.index(), life.state);
            life.index = recovered.index();
        }
    }

    @Test
    void manyChunksComeBack() {
        var entries = entries(60_000, Kind.IMAGE);
        var index = folder().empty();
        var bruteForce = new BruteForce();
        index.put(entries);
        bruteForce.put(entries);
        var gone = entries.subList(0, 20_000).stream().map(IndexEntry::image).toList();
        index.remove(gone);
        bruteForce.remove(List.copyOf(gone));
        index.draft(change(1)).orElseThrow().write();

        var recovered = folder().recovered().orElseThrow().index();

        var query = vectors.next();
        assertThat(recovered.nearest(query, Kind.IMAGE, ANY, 500))
                .isEqualTo(bruteForce.nearest(query, Kind.IMAGE, ANY, 500));
        assertThat(recovered.size()).isEqualTo(40_000);
    }

    @Test
    void aFewVectorsTakeFewBytes() throws IOException {
        var index = folder().empty();
        index.put(entries(20, Kind.IMAGE));
        index.draft(change(1)).orElseThrow().write();
        assertThat(Files.size(path().resolve("snapshot"))).isLessThan(4_000);
    }

    @Test
    void aSnapshotWithAnyByteChangedIsNotUsed() throws IOException {
        var whole = written();
        for (int i = 0; i < 600; i++) {
            // Each byte of the header, and any of the rest.
            int at = i < 150 ? i : random.nextInt(whole.length);
            var damaged = whole.clone();
            damaged[at] ^= (byte) (1 << random.nextInt(8));
            Files.write(path().resolve("snapshot"), damaged);
            assertThatThrownBy(this::read).as("byte %d", at).isInstanceOf(UnusableException.class);
        }
        assertThat(folder().recovered()).isEmpty();
        Files.write(path().resolve("snapshot"), whole);
        assertThat(folder().recovered()).isPresent();
    }

    @Test
    void aSnapshotThatIsCutOrTooLongIsNotUsed() throws IOException {
        var whole = written();
        for (int i = 0; i < 200; i++) {
            int length = i < 100 ? i : random.nextInt(whole.length);
            Files.write(path().resolve("snapshot"), Arrays.copyOf(whole, length));
            assertThatThrownBy(this::read).as("%d bytes", length).isInstanceOf(UnusableException.class);
        }
        Files.write(path().resolve("snapshot"), Arrays.copyOf(whole, whole.length + 1));
        assertThatThrownBy(this::read).isInstanceOf(UnusableException.class);
    }

    @Test
    void aSnapshotOfAnotherSpaceDimensionOrFormatIsNotUsed() throws IOException {
        var whole = written();
        assertThat(new IndexFolder(path(), SPACE + 1, DIMENSION).recovered()).isEmpty();
        assertThat(new IndexFolder(path(), SPACE, DIMENSION + 1).recovered()).isEmpty();
        Files.write(
                path().resolve("snapshot"),
                ByteBuffer.wrap(whole).putInt(Integer.BYTES, 2).array());
        assertThat(folder().recovered()).isEmpty();
    }

    @Test
    void aSnapshotWithoutItsVectorsIsNotUsed() throws IOException {
        written();
        var floats = floats();
        try (var channel = Files.newByteChannel(floats, StandardOpenOption.WRITE)) {
            channel.truncate(300 * DIMENSION * Float.BYTES - 1);
        }
        assertThat(folder().recovered()).isEmpty();
        Files.delete(floats);
        assertThat(folder().recovered()).isEmpty();
    }

    @Test
    void aVectorThatWasChangedOnTheDiskIsNoticedWhenItIsRead() throws IOException {
        written();
        for (int i = 0; i < 50; i++) {
            var copy = copy("damaged");
            var floats = copy.resolve(floats().getFileName());
            var bytes = Files.readAllBytes(floats);
            bytes[random.nextInt(300 * DIMENSION * Float.BYTES)] ^= (byte) (1 << random.nextInt(8));
            Files.write(floats, bytes);
            var index = folder(copy).recovered().orElseThrow().index();
            assertThatThrownBy(() -> index.nearest(vectors.next(), Kind.IMAGE, ANY, 300))
                    .isInstanceOf(DamagedException.class);
            assertThat(index.isDamaged()).isTrue();
        }
    }

    @Test
    void whatIsNotOfTheSnapshotIsDeleted() throws IOException {
        written();
        Files.writeString(path().resolve("snapshot.draft"), "half of it");
        Files.writeString(path().resolve("0123-image.floats"), "of an index that was never finished");
        assertThat(folder().recovered()).isPresent();
        try (var files = Files.list(path())) {
            assertThat(files).containsExactlyInAnyOrder(path().resolve("snapshot"), floats());
        }
        folder().empty();
        assertThat(path()).doesNotExist();
    }

    @Test
    void aThreadThatIsInterruptedWritesAllTheSame() {
        var index = folder().empty();
        var entries = entries(5_000, Kind.IMAGE);
        Thread.currentThread().interrupt();
        index.put(entries);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(index.differing(entries)).isEmpty();
    }

    @Test
    void aTemporaryIndexHasNoSnapshot() {
        assertThat(new EmbeddedIndex(DIMENSION).draft(change(1))).isEmpty();
    }

    /// 300 images in one snapshot.
    private byte[] written() throws IOException {
        var index = folder().empty();
        index.put(entries(300, Kind.IMAGE));
        index.draft(change(1)).orElseThrow().write();
        return Files.readAllBytes(path().resolve("snapshot"));
    }

    private Snapshot.Recovered read() throws IOException {
        return Snapshot.read(path().resolve("snapshot"), SPACE, DIMENSION);
    }

    private void same(EmbeddedIndex index, BruteForce expected) {
        for (var kind : Kind.values()) {
            var query = vectors.next();
            assertThat(index.nearest(query, kind, ANY, 1_000)).isEqualTo(expected.nearest(query, kind, ANY, 1_000));
            assertThat(index.vectors(expected.images(), kind)).isEqualTo(expected.vectors(kind));
            assertThat(index.images(kind)).isEqualTo(expected.images(kind));
        }
    }

    private Path path() {
        return directory.resolve("3");
    }

    private IndexFolder folder() {
        return folder(path());
    }

    private static IndexFolder folder(Path path) {
        return new IndexFolder(path, SPACE, DIMENSION);
    }

    private Path floats() throws IOException {
        try (var files = Files.list(path())) {
            return files.filter(file -> file.toString().endsWith(".floats"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private Path copy(String name) throws IOException {
        var copy = Files.createDirectories(directory.resolve(name));
        IndexFolder.delete(copy);
        Files.createDirectories(copy);
        try (var files = Files.list(path())) {
            for (var file : files.toList()) {
                Files.copy(file, copy.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        return copy;
    }

    private static Change change(long sequence) {
        return new Change(sequence, new UUID(1, sequence), Instant.ofEpochSecond(sequence, 123_456_000));
    }

    private List<IndexEntry> entries(int count, Kind kind) {
        return IntStream.range(0, count)
                .mapToObj(_ -> entry(new UUID(random.nextLong(), random.nextLong()), kind, 0))
                .toList();
    }

    private IndexEntry entry(UUID image, Kind kind, int ordinal) {
        return new IndexEntry(
                image,
                kind,
                ordinal,
                vectors.next(),
                random.nextFloat(),
                1,
                "image/" + random.nextInt(4),
                Instant.ofEpochSecond(random.nextInt(1_000)));
    }

    /// Puts, removals, new versions and repetitions in any order.
    private final class Life {

        private final BruteForce state = new BruteForce();
        private EmbeddedIndex index;

        Life(EmbeddedIndex index) {
            this.index = index;
        }

        void step() {
            var images = state.images();
            switch (random.nextInt(images.size() > 150 ? 8 : 5)) {
                case 0, 1, 2 -> put(entries(1 + random.nextInt(6), Kind.values()[random.nextInt(3)]));
                case 3 -> put(some(images).stream().map(this::version).toList());
                case 4 -> put(state.entries().stream().limit(5).toList());
                default -> remove(some(images));
            }
        }

        private IndexEntry version(UUID image) {
            return entry(image, Kind.values()[random.nextInt(3)], random.nextInt(2));
        }

        private List<UUID> some(List<UUID> images) {
            var some = new ArrayList<UUID>();
            for (int i = 0; i < 6 && !images.isEmpty(); i++) {
                some.add(images.get(random.nextInt(images.size())));
            }
            return some;
        }

        private void put(List<IndexEntry> entries) {
            index.put(entries);
            state.put(entries);
        }

        private void remove(List<UUID> images) {
            index.remove(images);
            state.remove(images);
        }
    }
}
