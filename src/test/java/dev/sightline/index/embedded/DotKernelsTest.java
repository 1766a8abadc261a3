package dev.sightline.index.embedded;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sightline.embedding.Vector;
import dev.sightline.index.Hit;
import dev.sightline.index.IndexEntry;
import dev.sightline.index.IndexFilter;
import dev.sightline.index.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DotKernelsTest {

    @Test
    void theVectorApiTakesOverWhereThereIsMuchToScan() {
        var kernels = new DotKernels();
        assertThat(kernels.apply(100_000)).isInstanceOf(ScalarDotKernel.class);
        await().atMost(30, SECONDS)
                .untilAsserted(() -> assertThat(kernels.apply(100_000)).isInstanceOf(VectorDotKernel.class));
        assertThat(kernels.apply(100)).isInstanceOf(ScalarDotKernel.class);
    }

    @Test
    void searchWorksWithoutTheModuleAndSaysSoOnce() throws IOException, InterruptedException {
        Process java = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        WithoutModule.class.getName())
                .redirectErrorStream(true)
                .start();
        String output = new String(java.getInputStream().readAllBytes());
        assertThat(output).contains("found 12000").containsOnlyOnce("--add-modules=jdk.incubator.vector");
        assertThat(output).doesNotContain("Error", "Exception");
        assertThat(java.waitFor()).isZero();
    }

    static final class WithoutModule {

        private WithoutModule() {}

        public static void main(String[] arguments) {
            var vectors = new SyntheticVectors(8, 2, 1, 1);
            var index = new EmbeddedIndex(8);
            index.put(vectors.next(12_000).stream().map(WithoutModule::entry).toList());
            List<Hit> hits = index.nearest(vectors.next(), Kind.TEXT, IndexFilter.collection(1), 20_000);
            index.nearest(vectors.next(), Kind.TEXT, IndexFilter.collection(1), 1);
            System.out.println("found " + hits.size());
        }

        private static IndexEntry entry(Vector vector) {
            return new IndexEntry(UUID.randomUUID(), Kind.TEXT, 0, vector, 0.3f, 1, "image/png", Instant.EPOCH);
        }
    }
}
