package dev.sightline.aws;

/// A service of AWS did not do what was asked. The message says which and why, and what a person can do.
public class AwsException extends RuntimeException {

    private final String code;
    private final boolean passing;

    /// @param code    as the service calls it, such as `ThrottlingException`
    /// @param passing whether the same call may succeed later (network, busy service), or never (access is denied)
    public AwsException(String code, String message, boolean passing, Throwable cause) {
        super(message, cause);
        this.code = code;
        this.passing = passing;
    }

    /// Whether the service calls it so.
    public boolean is(String other) {
        return code.equals(other);
    }

    public boolean isPassing() {
        return passing;
    }
}
