package dev.sightline.storage;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/// The objects of our bucket. Every method throws [StorageException] when the storage cannot or will not answer.
@ApplicationScoped
public class ObjectStore {

    /// So long a check waits: whoever asks is waited for in turn.
    private static final Duration PATIENCE = Duration.ofMillis(2800);

    /// Others may be lent at any time, and clocks are set.
    private static final Set<String> OF_CREDENTIALS = Set.of(
            "ExpiredToken",
            "InvalidToken",
            "TokenRefreshRequired",
            "RequestTimeTooSkewed",
            "InvalidAccessKeyId",
            "SignatureDoesNotMatch");

    private final S3Connection s3;
    private final String bucket;
    private volatile StorageException trouble;

    ObjectStore(S3Connection s3, StorageConfig config) {
        this.s3 = s3;
        this.bucket = config.bucket();
    }

    /// Why the storage did not do what it was asked last, if so.
    public Optional<StorageException> trouble() {
        return Optional.ofNullable(trouble);
    }

    /// What is known of an object, or nothing if there is none.
    public Optional<StoredObject> head(String key) {
        return find(
                key,
                () -> stored(key, s3.client().headObject(r -> r.bucket(bucket).key(key))));
    }

    /// All bytes of an object.
    ///
    /// @throws MissingObjectException if there is none
    public byte[] get(String key) {
        return find(key, () -> s3.client()
                        .getObjectAsBytes(r -> r.bucket(bucket).key(key))
                        .asByteArrayUnsafe())
                .orElseThrow(() -> new MissingObjectException(key));
    }

    /// The bytes of an object as they arrive; to be closed.
    ///
    /// @throws MissingObjectException if there is none
    public InputStream open(String key) {
        return open(key, 0);
    }

    /// The bytes of an object from one of them on, which is to be within it.
    ///
    /// @throws MissingObjectException if there is none
    public InputStream open(String key, long from) {
        var range = from == 0 ? null : "bytes=" + from + "-";
        return this.<InputStream>find(key, () -> s3.client()
                        .getObject(r -> r.bucket(bucket).key(key).range(range)))
                .orElseThrow(() -> new MissingObjectException(key));
    }

    /// Stores an object, in place of one of this key if there is one.
    public void put(String key, byte[] bytes, String mediaType) {
        ask(() -> s3.client()
                .putObject(r -> r.bucket(bucket).key(key).contentType(mediaType), RequestBody.fromBytes(bytes)));
    }

    /// Deletes an object; one that is not there is no error.
    public void delete(String key) {
        ask(() -> s3.client().deleteObject(r -> r.bucket(bucket).key(key)));
    }

    /// All objects whose keys start with the prefix, in the order of their keys; read page by page as the stream is.
    public Stream<StoredObject> list(String prefix) {
        return Stream.iterate(
                        ask(() -> page(prefix, null)),
                        Objects::nonNull,
                        page -> page.isTruncated() ? ask(() -> page(prefix, page.nextContinuationToken())) : null)
                .flatMap(page -> page.contents().stream())
                .map(ObjectStore::stored);
    }

    /// Returns if the storage answers within three seconds, our credentials are good and the bucket is there.
    public void check() {
        mayList(Keys.QUERIES, PATIENCE);
    }

    private ListObjectsV2Response page(String prefix, String continuation) {
        return s3.client().listObjectsV2(r -> r.bucket(bucket).prefix(prefix).continuationToken(continuation));
    }

    /// A missing object answers 404, or 403 to those who may not list; so do a missing bucket and bad credentials,
    /// which must not be taken for it. Some credentials answer 400, and what is wrong with them is not said to
    /// a HEAD.
    private <T> Optional<T> find(String key, Supplier<T> call) {
        try {
            return Optional.of(done(call.get()));
        } catch (S3Exception e) {
            boolean mayBeMissing = e.statusCode() == 404 || e.statusCode() == 403;
            if (mayBeMissing || e.statusCode() == 400) {
                boolean listed = mayList(key, null);
                if (e.statusCode() == 404 || mayBeMissing && !listed) {
                    return Optional.empty();
                }
            }
            throw failure(e);
        } catch (SdkException | UncheckedIOException e) {
            throw failure(e);
        }
    }

    /// Whether we may list the keys of a prefix; to be denied exactly that needs good credentials and a bucket
    /// that is there.
    ///
    /// @param patience or null to wait as long as for anything else
    private boolean mayList(String prefix, Duration patience) {
        try {
            done(s3.client().listObjectsV2(r -> r.bucket(bucket)
                    .prefix(prefix)
                    .maxKeys(1)
                    .overrideConfiguration(c -> c.apiCallTimeout(patience))));
            return true;
        } catch (S3Exception e) {
            if (e.statusCode() == 403 && "AccessDenied".equals(code(e))) {
                return done(false);
            }
            throw failure(e);
        } catch (SdkException | UncheckedIOException e) {
            throw failure(e);
        }
    }

    private <T> T ask(Supplier<T> call) {
        try {
            return done(call.get());
        } catch (SdkException | UncheckedIOException e) {
            throw failure(e);
        }
    }

    private <T> T done(T answer) {
        trouble = null;
        return answer;
    }

    private StorageException failure(RuntimeException e) {
        var failure = explained(e);
        trouble = failure;
        return failure;
    }

    private StorageException explained(RuntimeException e) {
        if (!(e instanceof S3Exception answer)) {
            return new StorageException(
                    "The object storage did not answer (" + e.getMessage()
                            + "). Check sightline.storage.endpoint, the network and the credentials.",
                    true,
                    e);
        }
        int status = answer.statusCode();
        if (status >= 500 || status == 429 || answer.isThrottlingException()) {
            return new StorageException("The object storage is busy or broken (" + words(answer) + ").", true, e);
        }
        if (OF_CREDENTIALS.contains(Objects.requireNonNullElse(code(answer), ""))) {
            return new StorageException(
                    "The object storage does not take the credentials (" + words(answer)
                            + "). Check whether they have ended, sightline.storage.access-key and secret-key if these are"
                            + " set, and the clock of this machine.",
                    true,
                    e);
        }
        return new StorageException(
                "The object storage refuses access to the bucket \"" + bucket + "\" (" + words(answer)
                        + "). Check sightline.storage.bucket, the credentials and what they are allowed.",
                false,
                e);
    }

    private static String words(S3Exception e) {
        return "HTTP " + e.statusCode() + (code(e) == null ? "" : ", " + code(e));
    }

    private static String code(S3Exception e) {
        return e.awsErrorDetails() == null ? null : e.awsErrorDetails().errorCode();
    }

    private static StoredObject stored(String key, HeadObjectResponse head) {
        return new StoredObject(
                key,
                head.contentLength(),
                Objects.requireNonNullElse(head.contentType(), ""),
                unquoted(head.eTag()),
                head.lastModified());
    }

    private static StoredObject stored(S3Object object) {
        return new StoredObject(object.key(), object.size(), "", unquoted(object.eTag()), object.lastModified());
    }

    private static String unquoted(String etag) {
        return etag == null ? "" : etag.replace("\"", "");
    }
}
