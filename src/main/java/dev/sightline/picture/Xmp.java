package dev.sightline.picture;

import com.adobe.internal.xmp.XMPConst;
import com.adobe.internal.xmp.XMPException;
import com.adobe.internal.xmp.XMPMeta;
import com.adobe.internal.xmp.XMPMetaFactory;
import com.adobe.internal.xmp.options.ParseOptions;
import com.adobe.internal.xmp.properties.XMPProperty;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads an XMP packet: what photo programs write about a picture, into its file or beside it.
final class Xmp {

    private static final String LIGHTROOM = "http://ns.adobe.com/lightroom/1.0/";
    private static final String EXIF_EX = "http://cipa.jp/exif/1.0/";

    private static final Pattern DATE_TIME = Pattern.compile(
            "(\\d{4}-\\d\\d-\\d\\d)(?:T(\\d\\d:\\d\\d)(:\\d\\d(?:\\.\\d{1,9})?)?(Z|[+-]\\d\\d:\\d\\d)?)?");
    private static final Pattern RATIONAL = Pattern.compile("(-?\\d{1,15}(?:\\.\\d{1,9})?)(?:/(\\d{1,15}))?");
    private static final Pattern DEGREES =
            Pattern.compile("(\\d{1,3}),(\\d{1,2}(?:\\.\\d{1,12})?)(?:,(\\d{1,2}(?:\\.\\d{1,12})?))?([NSEW])");

    /// More items than that are read of no list.
    private static final int MOST_ITEMS = 1_000;

    private static final int MOST_NAMESPACES = 1_000;

    private final XMPMeta packet;

    private Xmp(XMPMeta packet) {
        this.packet = packet;
    }

    /// Empty where the bytes are no XMP packet. One with a document type is none: those can refer to other files, and
    /// unfold without end.
    static Optional<PictureMetadata> read(byte[] packet) {
        // The library's parsers have one factory, which is not made for several threads.
        synchronized (Xmp.class) {
            try {
                forgetNamespaces();
                var options = new ParseOptions().setDisallowDoctype(true);
                return Optional.of(new Xmp(XMPMetaFactory.parseFromBuffer(packet, options)).metadata());
            } catch (XMPException | RuntimeException | StackOverflowError broken) {
                return Optional.empty();
            }
        }
    }

    /// The library remembers every name space that it ever came across.
    private static void forgetNamespaces() {
        if (XMPMetaFactory.getSchemaRegistry().getNamespaces().size() > MOST_NAMESPACES) {
            XMPMetaFactory.reset();
        }
    }

    private PictureMetadata metadata() {
        return new PictureMetadata(
                Orientation.UPRIGHT,
                text(XMPConst.NS_EXIF, "DateTimeOriginal")
                        .or(() -> text(XMPConst.NS_PHOTOSHOP, "DateCreated"))
                        .flatMap(Xmp::takenAt)
                        .orElse(null),
                CameraName.of(
                        text(XMPConst.NS_TIFF, "Make").orElse(null),
                        text(XMPConst.NS_TIFF, "Model").orElse(null)),
                text(EXIF_EX, "LensModel")
                        .or(() -> text(XMPConst.NS_EXIF_AUX, "Lens"))
                        .map(CameraName::lens)
                        .orElse(null),
                exposure(),
                place().orElse(null),
                words());
    }

    private PictureWords words() {
        return PictureWords.of(
                localised("title")
                        .or(() -> text(XMPConst.NS_PHOTOSHOP, "Headline"))
                        .orElse(null),
                localised("description").orElse(null),
                keywords(),
                text(XMPConst.NS_XMP, "Rating")
                        .flatMap(Xmp::number)
                        .map(Double::intValue)
                        .orElse(null));
    }

    /// The keywords, and of paths such as `Places|Europe|Paris` the last part where it is not among them.
    private List<String> keywords() {
        var keywords = new LinkedHashSet<>(items(XMPConst.NS_DC, "subject"));
        items(LIGHTROOM, "hierarchicalSubject").stream()
                .map(path -> path.substring(path.lastIndexOf('|') + 1).strip())
                .forEach(keywords::add);
        return new ArrayList<>(keywords);
    }

    private Exposure exposure() {
        return Exposure.of(
                decimal(XMPConst.NS_EXIF, "ExposureTime"),
                decimal(XMPConst.NS_EXIF, "FNumber"),
                items(XMPConst.NS_EXIF, "ISOSpeedRatings").stream()
                        .findFirst()
                        .or(() -> text(EXIF_EX, "PhotographicSensitivity"))
                        .flatMap(Xmp::number)
                        .map(Double::intValue)
                        .orElse(null),
                decimal(XMPConst.NS_EXIF, "FocalLength"),
                text(XMPConst.NS_EXIF, "FocalLengthIn35mmFilm")
                        .flatMap(Xmp::number)
                        .map(Double::intValue)
                        .orElse(null),
                text(XMPConst.NS_EXIF, "Flash/exif:Fired")
                        .map(Boolean::parseBoolean)
                        .orElse(null));
    }

    private Optional<Place> place() {
        var latitude = text(XMPConst.NS_EXIF, "GPSLatitude").flatMap(Xmp::degrees);
        var longitude = text(XMPConst.NS_EXIF, "GPSLongitude").flatMap(Xmp::degrees);
        if (latitude.isEmpty() || longitude.isEmpty()) {
            return Optional.empty();
        }
        var altitude = decimal(XMPConst.NS_EXIF, "GPSAltitude");
        boolean below =
                text(XMPConst.NS_EXIF, "GPSAltitudeRef").filter("1"::equals).isPresent();
        return Place.of(
                latitude.get(), longitude.get(), altitude == null || !below ? altitude : Double.valueOf(-altitude));
    }

    /// The text in whatever is the usual language of the packet.
    private Optional<String> localised(String property) {
        return guarded(() -> packet.getLocalizedText(XMPConst.NS_DC, property, null, XMPConst.X_DEFAULT))
                .or(() -> guarded(() -> packet.getProperty(XMPConst.NS_DC, property)))
                .map(XMPProperty::getValue)
                .filter(text -> !text.isBlank());
    }

    private Optional<String> text(String namespace, String property) {
        return guarded(() -> packet.getPropertyString(namespace, property))
                .map(String::strip)
                .filter(text -> !text.isEmpty());
    }

    private Double decimal(String namespace, String property) {
        return text(namespace, property).flatMap(Xmp::number).orElse(null);
    }

    private List<String> items(String namespace, String list) {
        int count =
                Math.min(guarded(() -> packet.countArrayItems(namespace, list)).orElse(0), MOST_ITEMS);
        var items = new ArrayList<String>();
        for (int i = 1; i <= count; i++) {
            int item = i;
            guarded(() -> packet.getArrayItem(namespace, list, item))
                    .map(XMPProperty::getValue)
                    .ifPresent(items::add);
        }
        return items;
    }

    @FunctionalInterface
    private interface Lookup<T> {
        T get() throws XMPException;
    }

    /// A property of another kind than it should be is as if it were not there.
    private static <T> Optional<T> guarded(Lookup<T> lookup) {
        try {
            return Optional.ofNullable(lookup.get());
        } catch (XMPException | RuntimeException otherwise) {
            return Optional.empty();
        }
    }

    /// `1/250`, `50`, `2.8`
    private static Optional<Double> number(String text) {
        Matcher parts = RATIONAL.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        double divisor = parts.group(2) == null ? 1 : Double.parseDouble(parts.group(2));
        return divisor == 0 ? Optional.empty() : Optional.of(Double.parseDouble(parts.group(1)) / divisor);
    }

    /// `48,51.5N` or `48,51,30N`
    private static Optional<Double> degrees(String text) {
        Matcher parts = DEGREES.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        double seconds = parts.group(3) == null ? 0 : Double.parseDouble(parts.group(3));
        double degrees = Double.parseDouble(parts.group(1)) + Double.parseDouble(parts.group(2)) / 60 + seconds / 3600;
        return Optional.of("SW".contains(parts.group(4)) ? -degrees : degrees);
    }

    /// A day alone is its first moment.
    private static Optional<TakenAt> takenAt(String text) {
        Matcher parts = DATE_TIME.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        try {
            if (parts.group(2) == null) {
                return Optional.of(new TakenAt(LocalDate.parse(text).atStartOfDay(), null));
            }
            var seconds = parts.group(3) == null ? "" : parts.group(3);
            return Optional.of(new TakenAt(
                    LocalDateTime.parse(parts.group(1) + "T" + parts.group(2) + seconds),
                    parts.group(4) == null ? null : ZoneOffset.of(parts.group(4))));
        } catch (DateTimeException impossible) {
            return Optional.empty();
        }
    }
}
