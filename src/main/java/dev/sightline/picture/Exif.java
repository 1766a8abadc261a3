package dev.sightline.picture;

import com.drew.imaging.tiff.TiffProcessingException;
import com.drew.imaging.tiff.TiffReader;
import com.drew.lang.ByteArrayReader;
import com.drew.lang.RandomAccessReader;
import com.drew.metadata.Directory;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifDirectoryBase;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.ExifImageDirectory;
import com.drew.metadata.exif.ExifInteropDirectory;
import com.drew.metadata.exif.ExifSubIFDDirectory;
import com.drew.metadata.exif.ExifThumbnailDirectory;
import com.drew.metadata.exif.ExifTiffHandler;
import com.drew.metadata.exif.GpsDirectory;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads the EXIF block of a file. A broken one is none: it must not keep a good picture out.
@RegisterForReflection(
        targets = {
            ExifIFD0Directory.class,
            ExifSubIFDDirectory.class,
            ExifThumbnailDirectory.class,
            ExifInteropDirectory.class,
            ExifImageDirectory.class,
            GpsDirectory.class
        })
final class Exif {

    private static final Pattern DATE_TIME =
            Pattern.compile("(\\d{4})[:-](\\d\\d)[:-](\\d\\d)[ T](\\d\\d):(\\d\\d):(\\d\\d)\\D*");
    private static final Pattern OFFSET = Pattern.compile("[+-]\\d\\d:\\d\\d");
    private static final Pattern FRACTION = Pattern.compile("\\d{1,9}");

    private final Metadata metadata;

    private Exif(Metadata metadata) {
        this.metadata = metadata;
    }

    /// @param tiff the block, from its byte-order mark
    static PictureMetadata read(byte[] tiff) {
        var metadata = new Metadata();
        try {
            new TiffReader().processTiff(new ByteArrayReader(tiff), new WithoutMakernotes(metadata), 0);
        } catch (TiffProcessingException | IOException | RuntimeException broken) {
            // What was read before the break counts.
        }
        var exif = new Exif(metadata);
        return new PictureMetadata(exif.orientation(), exif.takenAt().orElse(null));
    }

    private Orientation orientation() {
        Directory directory = metadata.getFirstDirectoryOfType(ExifIFD0Directory.class);
        Integer value = directory == null ? null : directory.getInteger(ExifDirectoryBase.TAG_ORIENTATION);
        return value == null ? Orientation.UPRIGHT : Orientation.ofExif(value);
    }

    private Optional<TakenAt> takenAt() {
        return text(ExifDirectoryBase.TAG_DATETIME_ORIGINAL)
                .flatMap(Exif::dateTime)
                .map(local -> new TakenAt(
                        local.plusNanos(nanos()),
                        text(ExifDirectoryBase.TAG_TIME_ZONE_ORIGINAL)
                                .flatMap(Exif::offset)
                                .orElse(null)));
    }

    private Optional<String> text(int tag) {
        return metadata.getDirectoriesOfType(ExifSubIFDDirectory.class).stream()
                .map(directory -> directory.getString(tag))
                .filter(text -> text != null && !text.isBlank())
                .map(String::strip)
                .findFirst();
    }

    /// Cameras that do not know write zeros or spaces, which are no date.
    private static Optional<LocalDateTime> dateTime(String text) {
        Matcher parts = DATE_TIME.matcher(text);
        if (!parts.matches() || number(parts, 1) == 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDateTime.of(
                    number(parts, 1),
                    number(parts, 2),
                    number(parts, 3),
                    number(parts, 4),
                    number(parts, 5),
                    number(parts, 6)));
        } catch (DateTimeException impossible) {
            return Optional.empty();
        }
    }

    private static int number(Matcher parts, int group) {
        return Integer.parseInt(parts.group(group));
    }

    /// The digits of the sub-seconds are those after the point: `7` is 700 ms.
    private long nanos() {
        return text(ExifDirectoryBase.TAG_SUBSECOND_TIME_ORIGINAL)
                .filter(digits -> FRACTION.matcher(digits).matches())
                .map(digits -> Long.parseLong((digits + "00000000").substring(0, 9)))
                .orElse(0L);
    }

    private static Optional<ZoneOffset> offset(String text) {
        if (!OFFSET.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(ZoneOffset.of(text));
        } catch (DateTimeException impossible) {
            return Optional.empty();
        }
    }

    /// Makernotes and other blocks inside are left unread: nothing of theirs is used.
    private static final class WithoutMakernotes extends ExifTiffHandler {

        WithoutMakernotes(Metadata metadata) {
            super(metadata, null, 0);
        }

        @Override
        public boolean customProcessTag(
                int tiffHeaderOffset,
                Set<Integer> processedIfdOffsets,
                int ifdOffset,
                RandomAccessReader reader,
                int tag,
                int byteCount)
                throws IOException {
            return tag == ExifDirectoryBase.TAG_MAKERNOTE;
        }
    }
}
