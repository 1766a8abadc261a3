package dev.sightline.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// AWS Signature Version 4: one set of credentials, one moment, one service in one region.
///
/// @param service as it is signed for, such as `s3`
public record Signature(String accessKey, String secretKey, String region, String service, Instant at) {

    public static final String ALGORITHM = "AWS4-HMAC-SHA256";

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyyMMdd").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter SECOND =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    public String date() {
        return SECOND.format(at);
    }

    public String credential() {
        return accessKey + "/" + scope();
    }

    /// The signature of a canonical request.
    public String ofRequest(String canonicalRequest) {
        return of(String.join("\n", ALGORITHM, date(), scope(), sha256(canonicalRequest.getBytes(UTF_8))));
    }

    /// The signature of a text that is signed as it stands, such as a POST policy in base64.
    public String of(String text) {
        byte[] key = ("AWS4" + secretKey).getBytes(UTF_8);
        for (String part : new String[] {DAY.format(at), region, service, "aws4_request"}) {
            key = hmac(key, part);
        }
        return hex(hmac(key, text));
    }

    private String scope() {
        return String.join("/", DAY.format(at), region, service, "aws4_request");
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// In hexadecimal digits, as a payload is named in what is signed.
    static String sha256(byte[] bytes) {
        try {
            return hex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
