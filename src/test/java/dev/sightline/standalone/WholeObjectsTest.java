package dev.sightline.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Object;

class WholeObjectsTest {

    @TempDir
    private Path root;

    private BlobStore store;

    @BeforeEach
    void open() throws IOException {
        store = WholeObjects.in(root.resolve("objects"), "bucket");
    }

    @Test
    void anObjectIsThereWhenAllOfItIs() throws IOException {
        List<List<String>> seen = new ArrayList<>();
        put("folder/object", new ByteArrayInputStream("whole".getBytes(UTF_8)) {
            @Override
            public synchronized int read(byte[] bytes, int offset, int length) {
                seen.add(listed());
                return super.read(bytes, offset, Math.min(length, 2));
            }
        });

        assertThat(seen).hasSizeGreaterThan(2).allSatisfy(keys -> assertThat(keys)
                .isEmpty());
        assertThat(listed()).containsExactly("folder/object");
        assertThat(read("folder/object")).isEqualTo("whole");
        assertThat(root.resolve("objects/staging")).isEmptyDirectory();
    }

    @Test
    void whatBreaksOffLeavesNothing() {
        put("object", "old");
        assertThatException()
                .isThrownBy(() -> put("object", new InputStream() {
                    private boolean begun;

                    @Override
                    public int read() throws IOException {
                        throw new IOException("The line is dead.");
                    }

                    @Override
                    public int read(byte[] bytes, int offset, int length) throws IOException {
                        if (begun) {
                            throw new IOException("The line is dead.");
                        }
                        begun = true;
                        return length;
                    }
                }));

        assertThat(read("object")).isEqualTo("old");
        assertThat(listed()).containsExactly("object");
        assertThat(root.resolve("objects/staging")).isEmptyDirectory();
    }

    @Test
    void anotherObjectTakesTheSamePlace() {
        put("object", "old");
        put("object", "new");

        assertThat(read("object")).isEqualTo("new");
        assertThat(listed()).containsExactly("object");
    }

    @Test
    void aPlaceThatCannotBeTakenIsAnError() {
        put("folder", "an object");
        assertThatException().isThrownBy(() -> put("folder/object", "in an object"));

        assertThat(listed()).containsExactly("folder");
        assertThat(root.resolve("objects/staging")).isEmptyDirectory();
    }

    @Test
    void noKeyLeadsOutOfItsBucket() {
        for (String key : new String[] {"../other", "a/../../other", "/etc/other"}) {
            assertThatException().as(key).isThrownBy(() -> put(key, "outside"));
        }
        assertThat(root.resolve("objects/other")).doesNotExist();
        assertThat(Path.of("/etc/other")).doesNotExist();
    }

    @Test
    void anUnknownBucketIsAnError() {
        assertThatException()
                .isThrownBy(() -> store.putBlob(
                        PutObjectRequest.builder()
                                .bucket("unknown")
                                .key("object")
                                .build(),
                        InputStream.nullInputStream()))
                .withMessageContaining("unknown");
        assertThat(Files.exists(root.resolve("objects/unknown"))).isFalse();
    }

    private void put(String key, String content) {
        put(key, new ByteArrayInputStream(content.getBytes(UTF_8)));
    }

    private void put(String key, InputStream content) {
        store.putBlob(PutObjectRequest.builder().bucket("bucket").key(key).build(), content);
    }

    private String read(String key) {
        try (var object = store.getBlob(
                GetObjectRequest.builder().bucket("bucket").key(key).build())) {
            return new String(object.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private List<String> listed() {
        return store.list(ListObjectsV2Request.builder().bucket("bucket").build()).contents().stream()
                .map(S3Object::key)
                .toList();
    }
}
