package dev.sightline.picture;

import dev.sightline.picture.TiffBlock.Directory;

/// Which camera raw format a TIFF is, or none.
final class RawKind {

    private static final int SUBFILE_TYPE = 254;
    private static final int MAKER = 271;
    private static final int DNG_VERSION = 50706;

    private RawKind() {}

    /// @param file from its start; it may be cut off, and is a plain TIFF if what tells is behind that
    static MediaType of(Bytes file) {
        if (file.startsWith(8, "CR\2")) {
            return MediaType.CR2;
        }
        try {
            var pages = TiffBlock.of(file).pages();
            return pages.isEmpty() ? MediaType.TIFF : of(pages.getFirst());
        } catch (PictureException cutOff) {
            return MediaType.TIFF;
        }
    }

    /// Those who make cameras make scanners too, whose TIFF begins with the picture and not with a smaller one.
    private static MediaType of(Directory first) {
        if (first.find(DNG_VERSION).isPresent()) {
            return MediaType.DNG;
        }
        boolean isSmaller = (first.number(SUBFILE_TYPE, 0) & 1) == 1
                && first.find(TiffBlock.SUB_DIRECTORIES).isPresent();
        if (isSmaller && (first.startsWith(MAKER, "NIKON") || first.startsWith(MAKER, "Nikon"))) {
            return MediaType.NEF;
        }
        return isSmaller && first.startsWith(MAKER, "SONY") ? MediaType.ARW : MediaType.TIFF;
    }
}
