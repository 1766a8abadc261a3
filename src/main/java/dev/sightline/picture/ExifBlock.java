package dev.sightline.picture;

import com.drew.imaging.tiff.TiffProcessingException;
import com.drew.imaging.tiff.TiffReader;
import com.drew.lang.ByteArrayReader;
import com.drew.lang.RandomAccessReader;
import com.drew.lang.Rational;
import com.drew.metadata.Directory;
import com.drew.metadata.Metadata;
import com.drew.metadata.StringValue;
import com.drew.metadata.exif.ExifDirectoryBase;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.ExifSubIFDDirectory;
import com.drew.metadata.exif.GpsDirectory;
import com.drew.metadata.tiff.DirectoryTiffHandler;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads an EXIF block, which is a TIFF file without pixels; so it reads TIFF files and the RAW files that are built
/// like one, too. A broken block is none: it must not keep a good picture out.
final class ExifBlock {

    static final ExifBlock NONE = new ExifBlock(new Metadata(), null, null);

    private static final Pattern DATE_TIME =
            Pattern.compile("(\\d{4})[:-](\\d\\d)[:-](\\d\\d)[ T](\\d\\d):(\\d\\d):(\\d\\d)\\D*");
    private static final Pattern OFFSET = Pattern.compile("[+-]\\d\\d:\\d\\d");
    private static final Pattern FRACTION = Pattern.compile("\\d{1,9}");

    /// What cameras write where a description belongs.
    private static final Pattern NO_DESCRIPTION = Pattern.compile(
            "(?i).*\\bdigital camera\\b.*|sony dsc|dcim\\b.*|samsung( camera pictures)?|default|untitled|exif_jpeg.*");

    /// The speed that stands for one that needs more than 16 bits.
    private static final int FASTER_THAN_FITS = 65_535;

    private static final int FLASH_FIRED = 1;
    private static final int BELOW_THE_SEA = 1;

    private final Metadata metadata;
    private final byte[] xmp;
    private final byte[] iptc;

    private ExifBlock(Metadata metadata, byte[] xmp, byte[] iptc) {
        this.metadata = metadata;
        this.xmp = xmp;
        this.iptc = iptc;
    }

    /// @param tiff the block, from its byte-order mark
    static ExifBlock read(byte[] tiff) {
        var handler = new Handler();
        try {
            new TiffReader().processTiff(new ByteArrayReader(tiff), handler, 0);
        } catch (TiffProcessingException | IOException | RuntimeException broken) {
            // What was read before the break counts.
        }
        return new ExifBlock(handler.metadata(), handler.xmp, handler.iptc);
    }

    /// The XMP packet that a TIFF file holds.
    Optional<byte[]> xmp() {
        return Optional.ofNullable(xmp);
    }

    /// The IPTC records that a TIFF file holds.
    Optional<byte[]> iptc() {
        return Optional.ofNullable(iptc);
    }

    PictureMetadata metadata() {
        return new PictureMetadata(
                orientation(),
                takenAt(ExifDirectoryBase.TAG_DATETIME_ORIGINAL)
                        .or(() -> takenAt(ExifDirectoryBase.TAG_DATETIME_DIGITIZED))
                        .orElse(null),
                CameraName.of(
                        first(ExifDirectoryBase.TAG_MAKE).orElse(null),
                        first(ExifDirectoryBase.TAG_MODEL).orElse(null)),
                text(ExifDirectoryBase.TAG_LENS_MODEL)
                        .map(CameraName::lens)
                        .or(this::lensBySpecification)
                        .orElse(null),
                exposure(),
                place().orElse(null),
                PictureWords.of(
                        null,
                        first(ExifDirectoryBase.TAG_IMAGE_DESCRIPTION)
                                .filter(text -> !NO_DESCRIPTION.matcher(text).matches())
                                .orElse(null),
                        List.of(),
                        null));
    }

    private Orientation orientation() {
        Directory directory = metadata.getFirstDirectoryOfType(ExifIFD0Directory.class);
        Integer value = directory == null ? null : directory.getInteger(ExifDirectoryBase.TAG_ORIENTATION);
        return value == null ? Orientation.UPRIGHT : Orientation.ofExif(value);
    }

    /// @param tag original or digitised; the tags of its offset and its sub-seconds are as far apart
    private Optional<TakenAt> takenAt(int tag) {
        int step = tag - ExifDirectoryBase.TAG_DATETIME_ORIGINAL;
        return text(tag)
                .flatMap(ExifBlock::dateTime)
                .map(local -> new TakenAt(
                        local.plusNanos(nanos(ExifDirectoryBase.TAG_SUBSECOND_TIME_ORIGINAL + step)),
                        text(ExifDirectoryBase.TAG_TIME_ZONE_ORIGINAL + step)
                                .flatMap(ExifBlock::offset)
                                .orElse(null)));
    }

    /// Of the first directory.
    private Optional<String> first(int tag) {
        return text(ExifIFD0Directory.class, tag);
    }

    private Optional<String> text(int tag) {
        return text(ExifSubIFDDirectory.class, tag);
    }

    private Optional<String> text(Class<? extends Directory> type, int tag) {
        return metadata.getDirectoriesOfType(type).stream()
                .map(directory -> directory.getObject(tag) instanceof StringValue value
                        ? Texts.decoded(value.getBytes())
                        : directory.getString(tag))
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
    private long nanos(int tag) {
        return text(tag)
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

    /// Older cameras name the range of their lens, and no model.
    private Optional<String> lensBySpecification() {
        return metadata.getDirectoriesOfType(ExifSubIFDDirectory.class).stream()
                .map(directory -> directory.getDescription(ExifDirectoryBase.TAG_LENS_SPECIFICATION))
                .map(CameraName::lens)
                .filter(lens -> lens != null)
                .findFirst();
    }

    private Exposure exposure() {
        Directory directory = metadata.getFirstDirectoryOfType(ExifSubIFDDirectory.class);
        if (directory == null) {
            return null;
        }
        Integer flash = directory.getInteger(ExifDirectoryBase.TAG_FLASH);
        return Exposure.of(
                directory.getDoubleObject(ExifDirectoryBase.TAG_EXPOSURE_TIME),
                directory.getDoubleObject(ExifDirectoryBase.TAG_FNUMBER),
                speed(directory),
                directory.getDoubleObject(ExifDirectoryBase.TAG_FOCAL_LENGTH),
                directory.getInteger(ExifDirectoryBase.TAG_35MM_FILM_EQUIV_FOCAL_LENGTH),
                flash == null ? null : (flash & FLASH_FIRED) != 0);
    }

    private static Integer speed(Directory directory) {
        Integer speed = directory.getInteger(ExifDirectoryBase.TAG_ISO_EQUIVALENT);
        return speed == null || speed == FASTER_THAN_FITS
                ? directory.getInteger(ExifDirectoryBase.TAG_RECOMMENDED_EXPOSURE_INDEX)
                : speed;
    }

    private Optional<Place> place() {
        Directory gps = metadata.getFirstDirectoryOfType(GpsDirectory.class);
        if (gps == null) {
            return Optional.empty();
        }
        var latitude = degrees(gps, GpsDirectory.TAG_LATITUDE, GpsDirectory.TAG_LATITUDE_REF, "S");
        var longitude = degrees(gps, GpsDirectory.TAG_LONGITUDE, GpsDirectory.TAG_LONGITUDE_REF, "W");
        return latitude.isEmpty() || longitude.isEmpty()
                ? Optional.empty()
                : Place.of(latitude.get(), longitude.get(), altitude(gps));
    }

    /// @param negative the half of the world in which degrees count downwards
    private static Optional<Double> degrees(Directory gps, int tag, int halfTag, String negative) {
        Rational[] parts = gps.getRationalArray(tag);
        String half = gps.getString(halfTag);
        if (parts == null || parts.length != 3 || half == null || parts[0].getDenominator() == 0) {
            return Optional.empty();
        }
        double degrees = parts[0].doubleValue() + orZero(parts[1]) / 60 + orZero(parts[2]) / 3600;
        return Optional.of(half.strip().equalsIgnoreCase(negative) ? -degrees : degrees);
    }

    private static double orZero(Rational part) {
        return part.getDenominator() == 0 ? 0 : part.doubleValue();
    }

    private static Double altitude(Directory gps) {
        Rational metres = gps.getRational(GpsDirectory.TAG_ALTITUDE);
        if (metres == null || metres.getDenominator() == 0) {
            return null;
        }
        Integer side = gps.getInteger(GpsDirectory.TAG_ALTITUDE_REF);
        return side != null && side == BELOW_THE_SEA ? -metres.doubleValue() : metres.doubleValue();
    }

    /// Reads the three directories that matter, and in them the tags that matter. Everything else is left where it is:
    /// makernotes, thumbnails, and whatever else would take memory or time.
    private static final class Handler extends DirectoryTiffHandler {

        private static final int XMP = 0x02BC;
        private static final int IPTC = 0x83BB;
        private static final int LARGEST_VALUE = 64 * 1024;
        private static final int MOST_TAGS = 10_000;
        private static final int MOST_DIRECTORIES = 16;

        private static final Set<Integer> WANTED = Set.of(
                ExifDirectoryBase.TAG_IMAGE_DESCRIPTION,
                ExifDirectoryBase.TAG_MAKE,
                ExifDirectoryBase.TAG_MODEL,
                ExifDirectoryBase.TAG_ORIENTATION,
                ExifDirectoryBase.TAG_DATETIME_ORIGINAL,
                ExifDirectoryBase.TAG_DATETIME_DIGITIZED,
                ExifDirectoryBase.TAG_SUBSECOND_TIME_ORIGINAL,
                ExifDirectoryBase.TAG_SUBSECOND_TIME_DIGITIZED,
                ExifDirectoryBase.TAG_TIME_ZONE_ORIGINAL,
                ExifDirectoryBase.TAG_TIME_ZONE_DIGITIZED,
                ExifDirectoryBase.TAG_EXPOSURE_TIME,
                ExifDirectoryBase.TAG_FNUMBER,
                ExifDirectoryBase.TAG_ISO_EQUIVALENT,
                ExifDirectoryBase.TAG_RECOMMENDED_EXPOSURE_INDEX,
                ExifDirectoryBase.TAG_FOCAL_LENGTH,
                ExifDirectoryBase.TAG_35MM_FILM_EQUIV_FOCAL_LENGTH,
                ExifDirectoryBase.TAG_FLASH,
                ExifDirectoryBase.TAG_LENS_MODEL,
                ExifDirectoryBase.TAG_LENS_SPECIFICATION);

        private byte[] xmp;
        private byte[] iptc;
        private int tags;
        private int directories;

        Handler() {
            super(new Metadata(), null);
        }

        Metadata metadata() {
            return _metadata;
        }

        @Override
        public void setTiffMarker(int marker) {
            pushDirectory(new ExifIFD0Directory());
        }

        @Override
        public boolean tryEnterSubIfd(int tag) {
            count(++tags, MOST_TAGS);
            if (!(_currentDirectory instanceof ExifIFD0Directory)) {
                return false;
            }
            if (tag == ExifIFD0Directory.TAG_EXIF_SUB_IFD_OFFSET) {
                pushDirectory(new ExifSubIFDDirectory());
                return true;
            }
            if (tag == ExifIFD0Directory.TAG_GPS_INFO_OFFSET) {
                pushDirectory(new GpsDirectory());
                return true;
            }
            return false;
        }

        @Override
        public boolean hasFollowerIfd() {
            return false;
        }

        @Override
        public void endingIFD() {
            super.endingIFD();
            count(++directories, MOST_DIRECTORIES);
        }

        @Override
        public void warn(String message) {
            count(++tags, MOST_TAGS);
        }

        @Override
        public void error(String message) {
            count(++tags, MOST_TAGS);
        }

        /// A block can have directories, tags and mistakes without end.
        private static void count(int number, int most) {
            if (number > most) {
                throw new IllegalStateException("more than " + most);
            }
        }

        @Override
        public Long tryCustomProcessFormat(int tag, int format, long count) {
            return null;
        }

        /// @return whether nothing else is to be done with it
        @Override
        public boolean customProcessTag(
                int value, Set<Integer> processed, int header, RandomAccessReader reader, int tag, int bytes)
                throws IOException {
            count(++tags, MOST_TAGS);
            boolean first = _currentDirectory instanceof ExifIFD0Directory;
            if (first && tag == XMP && bytes <= MetadataBlocks.LARGEST) {
                xmp = reader.getBytes(value, bytes);
            } else if (first && tag == IPTC && bytes <= MetadataBlocks.LARGEST) {
                iptc = reader.getBytes(value, bytes);
            }
            boolean wanted =
                    _currentDirectory instanceof GpsDirectory ? tag <= GpsDirectory.TAG_ALTITUDE : WANTED.contains(tag);
            return !wanted || bytes > LARGEST_VALUE;
        }
    }
}
