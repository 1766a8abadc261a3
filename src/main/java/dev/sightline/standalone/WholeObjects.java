package dev.sightline.standalone;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import org.gaul.s3proxy.blobstore.SdkResponses;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.model.StorageClass;

/// Objects as files. The store beneath writes an object under a name beside its own, which a listing shows and a crash
/// leaves behind, and trusts the system to write it to the disk some time. Here an object is written elsewhere, forced
/// to the disk and then moved to its place, so what is in the bucket is whole, and what was acknowledged stays.
final class WholeObjects extends ForwardingBlobStore {

    private static final String STAGING = "staging";
    private static final int PAGE = 1_000;

    private final Path root;

    private WholeObjects(BlobStore store, Path root) {
        super(store);
        this.root = root;
    }

    /// The objects in a folder, with a bucket in it; what was not finished there is deleted.
    static BlobStore in(Path root, String bucket) throws IOException {
        Disk.privateFolder(root);
        Files.createDirectories(root.resolve(bucket));
        Disk.deleteAll(root.resolve(STAGING));
        Files.createDirectories(root.resolve(STAGING));
        return new WholeObjects(new FilesystemNio2BlobStore(root.toString()), root);
    }

    @Override
    public PutObjectResponse putBlob(PutObjectRequest request, InputStream payload) {
        Path bucket = root.resolve(request.bucket());
        Path place = bucket.resolve(request.key()).normalize();
        boolean conditional = request.ifMatch() != null || request.ifNoneMatch() != null;
        if (conditional || request.key().endsWith("/") || !place.startsWith(bucket) || !Files.isDirectory(bucket)) {
            return super.putBlob(request, payload);
        }
        String name = UUID.randomUUID().toString();
        PutObjectResponse response =
                super.putBlob(request.toBuilder().bucket(STAGING).key(name).build(), payload);
        try {
            publish(root.resolve(STAGING).resolve(name), place);
        } catch (IOException e) {
            super.removeBlob(
                    DeleteObjectRequest.builder().bucket(STAGING).key(name).build());
            throw new UncheckedIOException(e);
        }
        return response;
    }

    /// The store beneath looks at every object of the folder for every page of a listing.
    @Override
    public ListObjectsV2Response list(ListObjectsV2Request request) {
        String prefix = Objects.requireNonNullElse(request.prefix(), "");
        Path bucket = root.resolve(request.bucket());
        boolean inFolder =
                prefix.contains("/") && bucket.resolve(prefix).normalize().startsWith(bucket);
        if (!inFolder || request.delimiter() != null || !Files.isDirectory(bucket)) {
            return super.list(request);
        }
        String start = Objects.requireNonNullElse(request.startAfter(), "");
        String after = Objects.requireNonNullElse(request.continuationToken(), start);
        int limit = Objects.requireNonNullElse(request.maxKeys(), PAGE);
        try {
            return new KeyPage(bucket, prefix, after, limit + 1)
                    .read()
                    .map(keys -> page(request.bucket(), keys, limit))
                    .orElseGet(() -> super.list(request));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// @param keys one more than the limit if there is a next page
    private ListObjectsV2Response page(String bucket, List<String> keys, int limit) {
        boolean more = keys.size() > limit;
        List<String> wanted = more ? keys.subList(0, limit) : keys;
        List<S3Object> objects = wanted.stream()
                .flatMap(key -> Stream.ofNullable(blobMetadataIfPresent(bucket, key))
                        .map(head -> SdkResponses.objectEntry(
                                key, head.eTag(), head.lastModified(), head.contentLength(), StorageClass.STANDARD)))
                .toList();
        return SdkResponses.objectsPage(objects, List.of(), more && limit > 0 ? wanted.getLast() : null);
    }

    private static void publish(Path staged, Path place) throws IOException {
        Disk.forceFile(staged);
        boolean newFolder = !Files.isDirectory(place.getParent());
        move(staged, place);
        Disk.forceFolder(place.getParent());
        if (newFolder) {
            Disk.forceFolder(place.getParent().getParent());
        }
    }

    /// A folder goes with its last object, perhaps just now: it is made again then.
    private static void move(Path staged, Path place) throws IOException {
        Files.createDirectories(place.getParent());
        try {
            Files.move(staged, place, StandardCopyOption.ATOMIC_MOVE);
        } catch (NoSuchFileException e) {
            if (Files.isDirectory(place.getParent())) {
                throw e;
            }
            Files.createDirectories(place.getParent());
            Files.move(staged, place, StandardCopyOption.ATOMIC_MOVE);
        }
    }
}
