package dev.sightline.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Object;

/// Our listing against that of the store beneath.
class ListingTest {

    private static final List<String> NAMES = List.of("a", "ab", "a.b", "a-b", "b", "c", "č");

    @TempDir
    private Path root;

    private BlobStore ours;
    private BlobStore beneath;

    @BeforeEach
    void open() throws IOException {
        ours = WholeObjects.in(root, "bucket");
        beneath = new FilesystemNio2BlobStore(root.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"originals/", "renditions/", "renditions/4", "query/", "query/x", "none/", "originals", ""})
    void ourKeysAreListedPageByPage(String prefix) {
        Random random = new Random(1);
        for (int i = 0; i < 40; i++) {
            String image = new UUID(random.nextLong(), random.nextLong()).toString();
            put("originals/" + image);
            put("renditions/" + image + "/320.jpg");
            put("renditions/" + image + "/1440.jpg");
        }
        put("query/x-1");
        put("query/y");

        assertAlike(prefix, 7);
    }

    /// Names that begin other names, folders beside objects, and characters on both sides of the `/`.
    @Test
    void otherKeysAreListedAlike() {
        Random random = new Random(2);
        for (int round = 0; round < 60; round++) {
            String prefix = "all/" + round + "/";
            randomKeys(random).forEach(key -> put(prefix + key));
            assertAlike(prefix, 1 + random.nextInt(4));
        }
    }

    private void assertAlike(String prefix, int limit) {
        String after = null;
        do {
            ListObjectsV2Request request = ListObjectsV2Request.builder()
                    .bucket("bucket")
                    .prefix(prefix)
                    .maxKeys(limit)
                    .continuationToken(after)
                    .build();
            ListObjectsV2Response expected = beneath.list(request);
            assertThat(ours.list(request)).isEqualTo(expected);
            after = expected.nextContinuationToken();
        } while (after != null);

        ListObjectsV2Request whole =
                ListObjectsV2Request.builder().bucket("bucket").prefix(prefix).build();
        assertThat(ours.list(whole).contents().stream().map(S3Object::key))
                .isSorted()
                .doesNotHaveDuplicates()
                .allMatch(key -> key.startsWith(prefix));
    }

    /// Keys none of which is a folder of another: files cannot be both.
    private static Set<String> randomKeys(Random random) {
        Set<String> keys = new TreeSet<>();
        for (int i = 0; i < 8; i++) {
            String key = Stream.generate(() -> NAMES.get(random.nextInt(NAMES.size())))
                    .limit(1 + random.nextInt(3))
                    .collect(Collectors.joining("/"));
            if (keys.stream().noneMatch(other -> key.startsWith(other + "/") || other.startsWith(key + "/"))) {
                keys.add(key);
            }
        }
        return keys;
    }

    private void put(String key) {
        beneath.putBlob(
                PutObjectRequest.builder()
                        .bucket("bucket")
                        .key(key)
                        .contentLength(0L)
                        .build(),
                InputStream.nullInputStream());
    }
}
