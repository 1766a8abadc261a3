package dev.sightline.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.Comparator;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ImageIdsTest {

    private static final Comparator<UUID> AS_BYTES = Comparator.comparing(
                    UUID::getMostSignificantBits, Long::compareUnsigned)
            .thenComparing(UUID::getLeastSignificantBits, Long::compareUnsigned);

    private final Random random = new Random(3);
    private final Collection<UUID> images =
            Stream.generate(this::id).limit(1000).sorted(AS_BYTES).toList();

    private UUID id() {
        return new UUID(random.nextLong(), random.nextLong());
    }

    @Test
    void hasWhatWasWritten() {
        var ids = new ImageIds(bytes());

        assertThat(ids).containsExactlyElementsOf(images);
        assertThat(images).allMatch(ids::contains);
        assertThat(Stream.generate(this::id).limit(1000)).noneMatch(ids::contains);
    }

    @Test
    void isEmptyWithoutBytes() {
        assertThat(new ImageIds(new byte[0])).isEmpty();
        assertThat(new ImageIds(new byte[0]).contains(id())).isFalse();
    }

    private byte[] bytes() {
        var bytes = ByteBuffer.allocate(images.size() * 16);
        images.forEach(id -> bytes.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits()));
        return bytes.array();
    }
}
