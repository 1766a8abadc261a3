package dev.sightline.storage;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.interceptor.Context.ModifyHttpRequest;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.S3Configuration;

/// The client and the credentials, made when they are first needed: a start pays for neither.
@ApplicationScoped
class S3Connection {

    private final StorageConfig config;
    private AwsCredentialsProvider credentials;
    private S3Client client;

    S3Connection(StorageConfig config) {
        this.config = config;
    }

    synchronized S3Client client() {
        if (client == null) {
            client = connect();
        }
        return client;
    }

    AwsCredentials credentials() {
        return provider().resolveCredentials();
    }

    /// Where a browser finds the bucket: the object's key follows after a `/`.
    URI publicBucket() {
        URI endpoint = config.publicEndpoint().or(config::endpoint).orElseGet(this::amazon);
        String root = endpoint.toString().replaceAll("/+$", "");
        return pathStyle()
                ? URI.create(root + "/" + config.bucket())
                : URI.create(root.replaceFirst("://", "://" + config.bucket() + "."));
    }

    @PreDestroy
    synchronized void close() {
        if (client != null) {
            client.close();
        }
    }

    private synchronized AwsCredentialsProvider provider() {
        if (credentials == null) {
            credentials = config.accessKey().isPresent() || config.secretKey().isPresent()
                    ? StaticCredentialsProvider.create(configured())
                    : DefaultCredentialsProvider.builder().build();
        }
        return credentials;
    }

    private AwsBasicCredentials configured() {
        return AwsBasicCredentials.create(
                config.accessKey().orElseThrow(() -> half("access-key")),
                config.secretKey().orElseThrow(() -> half("secret-key")));
    }

    private static StorageException half(String missing) {
        return new StorageException(
                "sightline.storage." + missing + " is not set, but its other half is: set both or neither.",
                false,
                null);
    }

    /// Checksums beyond those S3 requires are not understood by every S3 server; over HTTP the signature covers the
    /// bytes.
    private S3Client connect() {
        S3ClientBuilder builder = S3Client.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .overrideConfiguration(c -> c.addExecutionInterceptor(new Unexpecting()))
                .credentialsProvider(provider())
                .region(Region.of(config.region()))
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .serviceConfiguration(
                        S3Configuration.builder().chunkedEncodingEnabled(false).build())
                .forcePathStyle(pathStyle());
        config.endpoint().ifPresent(builder::endpointOverride);
        return builder.build();
    }

    /// Sends a body without asking first whether it is wanted (`Expect: 100-continue`): while `HttpURLConnection` waits
    /// for that answer, it takes a lost connection for the end of everything, and loses the words of a refusal.
    private static final class Unexpecting implements ExecutionInterceptor {

        @Override
        public SdkHttpRequest modifyHttpRequest(ModifyHttpRequest context, ExecutionAttributes attributes) {
            return context.httpRequest().toBuilder().removeHeader("Expect").build();
        }
    }

    private boolean pathStyle() {
        return config.pathStyle().orElse(config.endpoint().isPresent());
    }

    private URI amazon() {
        return URI.create("https://" + S3Client.serviceMetadata().endpointFor(Region.of(config.region())));
    }
}
