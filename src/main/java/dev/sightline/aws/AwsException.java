package dev.sightline.aws;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/// A service of AWS did not do what was asked. The message says which and why, and what a person can do.
public class AwsException extends RuntimeException {

    private static final Set<String> THROTTLING = Set.of(
            "ThrottlingException",
            "Throttling",
            "ThrottledException",
            "TooManyRequestsException",
            "RequestLimitExceeded",
            "ServiceQuotaExceededException",
            "SlowDown");

    private static final Set<String> CREDENTIALS = Set.of(
            "MissingCredentials",
            "UnrecognizedClientException",
            "InvalidClientTokenId",
            "InvalidSignatureException",
            "InvalidAccessKeyId",
            "SignatureDoesNotMatch",
            "ExpiredTokenException",
            "ExpiredToken");

    private final String code;
    private final boolean passing;
    private final Duration retryAfter;

    /// @param code    as the service calls it, such as `ThrottlingException`
    /// @param passing whether the same call may succeed later (network, busy service), or never (access is denied)
    public AwsException(String code, String message, boolean passing, Throwable cause) {
        this(code, message, passing, null, cause);
    }

    /// @param retryAfter how long the service asks to be left alone, or null if it does not say
    AwsException(String code, String message, boolean passing, Duration retryAfter, Throwable cause) {
        super(message, cause);
        this.code = code;
        this.passing = passing || THROTTLING.contains(code);
        this.retryAfter = retryAfter;
    }

    /// As the service calls it.
    public String code() {
        return code;
    }

    /// Whether the service calls it so.
    public boolean is(String other) {
        return code.equals(other);
    }

    public boolean isPassing() {
        return passing;
    }

    /// How long the service asks to be left alone, if it says.
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    /// Whether the service asks for fewer requests.
    public boolean isThrottling() {
        return THROTTLING.contains(code);
    }

    /// Whether the credentials are not there or hold no longer: a role may lend others at any time.
    public boolean isOfCredentials() {
        return CREDENTIALS.contains(code);
    }
}
