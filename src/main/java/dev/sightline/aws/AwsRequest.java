package dev.sightline.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;

/// What is asked of a service.
///
/// @param service as it is signed for, such as `personalize`
/// @param action  what it does, as words of a message: `CreateSchema`
/// @param uri     its path of letters, digits, `-_./` and what is percent-encoded; its query, if it has one, sorted
/// @param headers that are signed too, their names in small letters
public record AwsRequest(
        String service, String action, String method, URI uri, Map<String, String> headers, Payload payload) {

    /// What is sent, and its SHA-256 in hexadecimal digits.
    record Payload(BodyPublisher body, String sha256) {}

    /// An operation of a service that speaks JSON by its name (`application/x-amz-json-1.1`).
    ///
    /// @param target the name of the interface: `AmazonPersonalize`
    public static AwsRequest operation(String service, URI endpoint, String target, String operation, String json) {
        return new AwsRequest(
                service,
                operation,
                "POST",
                endpoint.resolve("/"),
                Map.of("content-type", "application/x-amz-json-1.1", "x-amz-target", target + "." + operation),
                payload(json.getBytes(UTF_8)));
    }

    /// JSON that is sent to an address.
    public static AwsRequest post(String service, String action, URI uri, String json) {
        return new AwsRequest(
                service,
                action,
                "POST",
                uri,
                Map.of("content-type", "application/json"),
                payload(json.getBytes(UTF_8)));
    }

    /// Any other request.
    ///
    /// @param body what is sent, or null
    public static AwsRequest of(String service, String action, String method, URI uri, String mediaType, String body) {
        return new AwsRequest(
                service,
                action,
                method,
                uri,
                body == null ? Map.of() : Map.of("content-type", mediaType),
                payload(body == null ? new byte[0] : body.getBytes(UTF_8)));
    }

    /// Bytes that are sent to an address, with what is signed about them.
    ///
    /// @param headers their names in small letters
    public static AwsRequest post(String service, String action, URI uri, Map<String, String> headers, byte[] body) {
        return new AwsRequest(service, action, "POST", uri, headers, payload(body));
    }

    /// Stores an object of S3.
    public static AwsRequest put(URI object, Path file, String mediaType) {
        try {
            return new AwsRequest(
                    "s3",
                    "PutObject",
                    "PUT",
                    object,
                    Map.of("content-type", mediaType),
                    new Payload(BodyPublishers.ofFile(file), sha256(file)));
        } catch (FileNotFoundException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Deletes an object of S3; one that is not there is no error.
    public static AwsRequest delete(URI object) {
        return new AwsRequest("s3", "DeleteObject", "DELETE", object, Map.of(), payload(new byte[0]));
    }

    private static Payload payload(byte[] bytes) {
        return new Payload(BodyPublishers.ofByteArray(bytes), Signature.sha256(bytes));
    }

    private static String sha256(Path file) {
        try (var in = new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(in.getMessageDigest().digest());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
