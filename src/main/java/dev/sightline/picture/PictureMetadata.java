package dev.sightline.picture;

import java.util.Optional;

/// What a file says about its picture besides the pixels. What is broken, senseless or too large is left out, and never
/// keeps a good picture from being read.
///
/// @param orientation of the stored pixels
/// @param taken       when, or null where the file does not say
/// @param camera      as people call it, or null
/// @param lens        or null
/// @param exposure    or null
/// @param place       or null
public record PictureMetadata(
        Orientation orientation,
        TakenAt taken,
        String camera,
        String lens,
        Exposure exposure,
        Place place,
        PictureWords words) {

    /// Grows whenever more is read than before: pictures that were read by an earlier version are read again.
    public static final int VERSION = 1;

    static final PictureMetadata NONE =
            new PictureMetadata(Orientation.UPRIGHT, null, null, null, null, null, PictureWords.NONE);

    /// Reads a file of any format in which pictures come. EXIF knows best how it was taken, XMP best what people wrote.
    public static PictureMetadata read(byte[] file) {
        var blocks = MetadataBlocks.of(file);
        var exif = blocks.exif() == null ? ExifBlock.NONE : ExifBlock.read(blocks.exif());
        var xmp = blocks.xmp().or(exif::xmp).flatMap(Xmp::read).orElse(NONE);
        var iptc = blocks.iptc().or(exif::iptc).map(Iptc::read).orElse(PictureWords.NONE);
        var facts = exif.metadata().or(xmp);
        return new PictureMetadata(
                blocks.upright() ? Orientation.UPRIGHT : facts.orientation,
                facts.taken,
                facts.camera,
                facts.lens,
                facts.exposure,
                facts.place,
                xmp.words.or(iptc).or(blocks.words()).or(exif.metadata().words));
    }

    public Optional<TakenAt> takenAt() {
        return Optional.ofNullable(taken);
    }

    /// This, and what it does not say from another; the orientation is this one's.
    public PictureMetadata or(PictureMetadata other) {
        return new PictureMetadata(
                orientation,
                taken == null ? other.taken : taken,
                camera == null ? other.camera : camera,
                lens == null ? other.lens : lens,
                exposure == null ? other.exposure : exposure,
                place == null ? other.place : place,
                words.or(other.words));
    }
}
