package dev.sightline.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ImageIdsTest {

    private final Random random = new Random(3);
    private final Collection<UUID> images =
            Stream.generate(this::id).limit(1000).toList();

    private UUID id() {
        return new UUID(random.nextLong(), random.nextLong());
    }

    @Test
    void hasWhatWasWritten() {
        var ids = new ImageIds(bytes(images));

        assertThat(ids).containsExactlyElementsOf(images);
        assertThat(images).allMatch(ids::contains);
        assertThat(Stream.generate(this::id).limit(1000)).noneMatch(ids::contains);
    }

    /// As ids are that were made one after the other.
    @Test
    void hasIdsThatDifferInLittle() {
        var near = IntStream.range(0, 3000)
                .mapToObj(i -> new UUID(7L << 12 | i, 1))
                .toList();
        var ids = new ImageIds(bytes(near.subList(0, 1500)));

        assertThat(near.subList(0, 1500)).allMatch(ids::contains);
        assertThat(near.subList(1500, 3000)).noneMatch(ids::contains);
    }

    @Test
    void isEmptyWithoutBytes() {
        assertThat(new ImageIds(new byte[0])).isEmpty();
        assertThat(new ImageIds(new byte[0]).contains(id())).isFalse();
    }

    private static byte[] bytes(Collection<UUID> images) {
        var bytes = ByteBuffer.allocate(images.size() * 16);
        images.forEach(id -> bytes.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits()));
        return bytes.array();
    }
}
