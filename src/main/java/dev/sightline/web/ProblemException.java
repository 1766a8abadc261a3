package dev.sightline.web;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/// Something a person can do something about. The API answers it as a [Problem], the pages as the error page.
public class ProblemException extends RuntimeException {

    private final int status;
    private final String code;
    private final Map<String, Object> members = new LinkedHashMap<>();

    /// @param status of HTTP, 400 to 599
    /// @param code   in kebab-case, never changed once published
    /// @param detail what the person can do, as a sentence or two
    public ProblemException(int status, String code, String detail) {
        this(status, code, detail, null);
    }

    public ProblemException(int status, String code, String detail, Throwable cause) {
        super(detail, cause);
        this.status = status;
        this.code = code;
    }

    /// The cursor is of another time, person or search. The list has to be started again.
    public static ProblemException cursorExpired() {
        return new ProblemException(
                410, "cursor-expired", "This place in the list is no longer kept. Ask again without a cursor.");
    }

    /// Adds a member to the problem, for programs.
    public ProblemException with(String member, Object value) {
        members.put(member, value);
        return this;
    }

    /// Says when the same request may succeed: in the header `Retry-After` and in the member `retryAfter`, in seconds.
    public ProblemException retryAfter(Duration wait) {
        return with(Problem.RETRY_AFTER, Math.max(1, wait.toSeconds()));
    }

    public Problem problem() {
        return new Problem(status, code, getMessage(), members);
    }
}
