package dev.sightline.picture;

/// These bytes are not a picture that can be read, and never will be. The message says what a person can do.
public class PictureException extends RuntimeException {

    private final Refusal refusal;

    public PictureException(Refusal refusal, String message) {
        this(refusal, message, null);
    }

    public PictureException(Refusal refusal, String message, Throwable cause) {
        super(message, cause);
        this.refusal = refusal;
    }

    static PictureException truncated() {
        return new PictureException(Refusal.TRUNCATED, "The end of the file is missing. Upload it again.");
    }

    static PictureException corrupt(Throwable cause) {
        return new PictureException(
                Refusal.CORRUPT, "The file is damaged. Export the picture again, then upload it.", cause);
    }

    static PictureException unsupported(String what) {
        return new PictureException(
                Refusal.FORMAT_UNSUPPORTED, what + " cannot be read yet. Save as JPEG or PNG, then upload again.");
    }

    static PictureException notHere(MediaType type) {
        return new PictureException(
                Refusal.NO_DECODER,
                "%s pictures are decoded by another program, which only the service runs. Save as JPEG or PNG."
                        .formatted(type.title()));
    }

    static PictureException badDecoder(PictureException cause) {
        return new PictureException(
                Refusal.DECODER_FAILED,
                "The decoder made no picture of it that can be read. Save as JPEG or PNG, then upload again.",
                cause);
    }

    public Refusal refusal() {
        return refusal;
    }

    /// The code of [#refusal()].
    public String code() {
        return refusal.code();
    }
}
