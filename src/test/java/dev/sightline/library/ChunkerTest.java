package dev.sightline.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// How the timeline is cut.
class ChunkerTest {

    private static final YearMonth MAY = YearMonth.of(2024, 5);

    @Test
    void noChunkIsOfTwoMonths() {
        var pictures = new ArrayList<>(inMay(70));
        pictures.addAll(before(MAY, 5));

        var chunks = chunks(pictures, null);

        assertThat(chunks).extracting(chunk -> chunk.stretch().name()).containsExactly("2024-05", "2024-04");
        assertThat(chunks).extracting(Chunk::count).containsExactly(70, 5);
    }

    @Test
    void eachGoesOnWhereTheOneBeforeEnds() {
        var chunks = chunks(inMay(60 * 4 + 59), null);

        assertThat(chunks).extracting(Chunk::count).containsExactly(119, 60, 60, 60);
        assertThat(chunks.getFirst().stretch().from()).isNull();
        assertThat(chunks.getLast().stretch().until()).isNull();
        for (int i = 1; i < chunks.size(); i++) {
            assertThat(chunks.get(i).stretch().from())
                    .isEqualTo(chunks.get(i - 1).stretch().until());
        }
    }

    @Test
    void newPicturesChangeTheNewestChunkAlone() {
        var pictures = inMay(250);
        var before = chunks(pictures.subList(20, 250), null);

        var after = chunks(pictures, null);

        assertThat(after.subList(1, after.size()))
                .endsWith(before.subList(1, before.size()).toArray(Chunk[]::new));
    }

    @Test
    void picturesOfOneInstantAreToldApartByTheirIds() {
        long instant = start(MAY) + 1000;
        var pictures = LongStream.range(0, 130)
                .mapToObj(i -> new Moment(instant, new UUID(0, 1000 - i)))
                .toList();

        var chunks = chunks(pictures, null);

        assertThat(chunks).hasSize(2);
        var border = chunks.getLast().stretch().from();
        assertThat(border).isEqualTo(pictures.get(70));
        assertThat(border.reaches(pictures.get(70))).isTrue();
        assertThat(border.reaches(pictures.get(69))).isFalse();
        assertThat(Moment.parse(border.toString())).isEqualTo(border);
    }

    @Test
    void aChunkBeginsAtThePlaceThatIsAskedFor() {
        var pictures = inMay(200);
        var asked = Stretch.of("2024-05_" + new Moment(pictures.get(90).micros(), null), null);

        var chunks = chunks(pictures, asked);

        assertThat(chunks).extracting(Chunk::count).containsExactly(90, 110);
        assertThat(chunks.getLast().stretch().name()).isEqualTo(asked.name());
    }

    private static List<Chunk> chunks(List<Moment> pictures, Stretch at) {
        var chunker = new Chunker(at);
        pictures.forEach(picture -> chunker.add(picture, Chunk.shape(150)));
        var chunks = chunker.end();
        assertThat(chunks.stream().map(Chunk::shapes).collect(Collectors.joining()))
                .hasSize(pictures.size());
        return chunks;
    }

    private static List<Moment> inMay(int count) {
        return before(MAY.plusMonths(1), count);
    }

    private static List<Moment> before(YearMonth month, int count) {
        return LongStream.rangeClosed(1, count)
                .mapToObj(i -> new Moment(start(month) - i * 1_000_000, new UUID(0, i)))
                .toList();
    }

    private static long start(YearMonth month) {
        return month.atDay(1).atStartOfDay().toEpochSecond(ZoneOffset.UTC) * 1_000_000;
    }
}
