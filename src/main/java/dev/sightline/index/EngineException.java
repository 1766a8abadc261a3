package dev.sightline.index;

/// An engine did not do what was asked. The message says which and why, and what a person can do.
public class EngineException extends RuntimeException {

    private final String code;
    private final boolean passing;

    private EngineException(String code, String message, boolean passing, Throwable cause) {
        super(message, cause);
        this.code = code;
        this.passing = passing;
    }

    /// It was not reached, or is too busy: the same call may succeed later.
    public static EngineException away(String message, Throwable cause) {
        return new EngineException("engine-away", message, true, cause);
    }

    /// It said no, and will again.
    public static EngineException refused(String message) {
        return new EngineException("engine-refused", message, false, null);
    }

    /// What it holds under the name is not what Sightline would write there. Nothing was changed.
    public static EngineException foreign(String message) {
        return new EngineException("engine-index-differs", message, false, null);
    }

    /// The settings lack something that it needs.
    public static EngineException unset(String message) {
        return new EngineException("engine-not-set-up", message, false, null);
    }

    /// In kebab-case, as the API has it.
    public String code() {
        return code;
    }

    public boolean isPassing() {
        return passing;
    }
}
