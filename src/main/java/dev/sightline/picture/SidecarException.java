package dev.sightline.picture;

/// A sidecar that cannot be read. The message says why; its picture is none the worse.
public class SidecarException extends RuntimeException {

    private final String code;

    SidecarException(String code, String message) {
        super(message);
        this.code = code;
    }

    /// `sidecar-too-large` or `sidecar-not-understood`
    public String code() {
        return code;
    }
}
