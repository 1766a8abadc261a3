package dev.sightline.picture;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/// The formats that are read. A file is what its bytes say, whatever its name or its sender says.
public enum MediaType {
    JPEG("image/jpeg", "jpg"),
    PNG("image/png", "png"),
    GIF("image/gif", "gif"),
    WEBP("image/webp", "webp"),
    BMP("image/bmp", "bmp"),
    TIFF("image/tiff", "tif"),
    /// Camera raw files: the camera's own JPEG inside is read.
    DNG("image/x-adobe-dng", "dng"),
    CR2("image/x-canon-cr2", "cr2"),
    CR3("image/x-canon-cr3", "cr3"),
    NEF("image/x-nikon-nef", "nef"),
    ARW("image/x-sony-arw", "arw"),
    RAF("image/x-fuji-raf", "raf"),
    /// Those that another program decodes, see [#isForeign].
    HEIC("image/heic", "heic"),
    AVIF("image/avif", "avif"),
    JXL("image/jxl", "jxl");

    /// The formats, as messages name them.
    public static final String READ =
            "JPEG, PNG, GIF, WebP, BMP, TIFF, HEIC, AVIF, JPEG XL and camera raw pictures (DNG, CR2, CR3, NEF, ARW, RAF)";

    /// How far into a text the element is looked for that tells what it is.
    private static final int PROLOGUE = 16 * 1024;

    private final String mimeType;
    private final String extension;

    MediaType(String mimeType, String extension) {
        this.mimeType = mimeType;
        this.extension = extension;
    }

    /// For example `image/jpeg`.
    public String mimeType() {
        return mimeType;
    }

    /// What people call it.
    public String title() {
        return switch (this) {
            case WEBP -> "WebP";
            case JXL -> "JPEG XL";
            default -> name();
        };
    }

    /// The usual end of a file's name, without the dot.
    public String extension() {
        return extension;
    }

    /// Whether it is what a camera's sensor saw.
    public boolean isRaw() {
        return switch (this) {
            case DNG, CR2, CR3, NEF, ARW, RAF -> true;
            default -> false;
        };
    }

    /// Whether it is decoded by another program, which may be missing.
    public boolean isForeign() {
        return this == HEIC || this == AVIF || this == JXL;
    }

    /// @throws PictureException if the bytes begin like none of these, saying what they are where that is known
    public static MediaType of(byte[] bytes) {
        if (bytes.length == 0) {
            throw new PictureException(Refusal.EMPTY, "The file is empty. Upload it again.");
        }
        return recognised(new Bytes(bytes)).orElseThrow(() -> refusal(new Bytes(bytes)));
    }

    private static Optional<MediaType> recognised(Bytes file) {
        if (file.startsWith(0, 0xFF, 0xD8, 0xFF)) {
            return Optional.of(JPEG);
        }
        if (file.startsWith(0, 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n')) {
            return Optional.of(PNG);
        }
        if (file.startsWith(0, "GIF87a") || file.startsWith(0, "GIF89a")) {
            return Optional.of(GIF);
        }
        if (file.startsWith(0, "RIFF") && file.startsWith(8, "WEBP")) {
            return Optional.of(WEBP);
        }
        if (file.startsWith(0, RawFile.RAF)) {
            return Optional.of(RAF);
        }
        if (file.startsWith(0, 0xFF, 0x0A) || (file.startsWith(4, "JXL ") && file.startsWith(0, 0, 0, 0, 12))) {
            return Optional.of(JXL);
        }
        if (file.startsWith(4, "ftyp")) {
            return HeifFile.brand(file);
        }
        if (TiffBlock.isStart(file)) {
            return Optional.of(RawKind.of(file));
        }
        // Two letters alone are little to go by.
        if (file.startsWith(0, "BM") && BmpFile.isHeader(file)) {
            return Optional.of(BMP);
        }
        return Optional.empty();
    }

    private static PictureException refusal(Bytes file) {
        return unsupported(file)
                .map(PictureException::unsupported)
                .or(() -> markup(file))
                .orElseGet(() ->
                        new PictureException(Refusal.NOT_AN_IMAGE, "This is not a picture. " + READ + " are read."));
    }

    private static Optional<String> unsupported(Bytes file) {
        if (file.startsWith(4, "jP  ") || file.startsWith(0, 0xFF, 0x4F, 0xFF, 0x51)) {
            return Optional.of("JPEG 2000 pictures");
        }
        if (file.startsWith(0, "8BPS")) {
            return Optional.of("Photoshop documents");
        }
        if (file.startsWith(0, "IIRO") || file.startsWith(0, "IIU\0")) {
            return Optional.of("Camera raw pictures of this maker");
        }
        if (file.startsWith(0, 0, 0, 1, 0)) {
            return Optional.of("Icons");
        }
        return Optional.empty();
    }

    private static Optional<PictureException> markup(Bytes file) {
        String text = new String(file.slice(0, Math.min(file.length(), PROLOGUE)), StandardCharsets.ISO_8859_1)
                .replace("\0", "") // UTF-16
                .replaceFirst("^(\u00EF\u00BB\u00BF|\u00FE\u00FF|\u00FF\u00FE)", "")
                .strip()
                .toLowerCase(Locale.ROOT);
        if (!text.startsWith("<")) {
            return Optional.empty();
        }
        int svg = text.indexOf("<svg");
        int html = text.indexOf("html");
        if (svg >= 0 && (html < 0 || svg < html)) {
            return Optional.of(new PictureException(
                    Refusal.SVG_REFUSED, "SVG pictures can hold scripts. Export it as PNG, then upload again."));
        }
        if (html >= 0 || text.startsWith("<script") || text.startsWith("<head") || text.startsWith("<body")) {
            return Optional.of(new PictureException(
                    Refusal.HTML_REFUSED,
                    "This is a web page, not a picture. Save the picture itself, then upload again."));
        }
        return Optional.empty();
    }
}
