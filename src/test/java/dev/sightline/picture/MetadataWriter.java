package dev.sightline.picture;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Writes the blocks in which files say something about their pictures, as cameras and programs do.
public final class MetadataWriter {

    private static final int EXIF_DIRECTORY = 0x8769;
    private static final int GPS_DIRECTORY = 0x8825;

    private final Map<Integer, Value> first = new TreeMap<>();
    private final Map<Integer, Value> exif = new TreeMap<>();
    private final Map<Integer, Value> gps = new TreeMap<>();

    /// @param type of TIFF: 1 byte, 2 ASCII, 3 short, 5 rational, 7 undefined
    private record Value(int type, int count, byte[] bytes) {}

    /// An EXIF block of a picture with all facts, taken in Tokyo.
    public static byte[] camera() {
        return new MetadataWriter()
                .first(0x010F, "NIKON CORPORATION")
                .first(0x0110, "NIKON D750")
                .first(0x010E, "OLYMPUS DIGITAL CAMERA         ")
                .exif(0x829A, rationals(1, 250))
                .exif(0x829D, rationals(28, 10))
                .exif(0x8827, shorts(400))
                .exif(0x9003, "2024:05:31 23:59:58")
                .exif(0x9011, "+09:00")
                .exif(0x9209, shorts(0x19))
                .exif(0x920A, rationals(50, 1))
                .exif(0xA405, shorts(75))
                .exif(0xA434, "AF-S NIKKOR 50mm f/1.8G")
                .place("N", new int[] {35, 39, 3105}, "E", new int[] {139, 44, 4326}, 40)
                .block();
    }

    public MetadataWriter first(int tag, String text) {
        first.put(tag, ascii(text));
        return this;
    }

    public MetadataWriter exif(int tag, String text) {
        exif.put(tag, ascii(text));
        return this;
    }

    MetadataWriter first(int tag, byte[] shorts) {
        first.put(tag, new Value(3, shorts.length / 2, shorts));
        return this;
    }

    /// @param bytes of shorts, or of rationals from 8 bytes on
    MetadataWriter exif(int tag, byte[] bytes) {
        exif.put(
                tag, bytes.length >= 8 ? new Value(5, bytes.length / 8, bytes) : new Value(3, bytes.length / 2, bytes));
        return this;
    }

    MetadataWriter block(int tag, byte[] bytes) {
        first.put(tag, new Value(7, bytes.length, bytes));
        return this;
    }

    /// @param latitude degrees, minutes and hundredths of seconds
    MetadataWriter place(String half, int[] latitude, String side, int[] longitude, int altitude) {
        gps.put(1, ascii(half));
        gps.put(2, new Value(5, 3, rationals(latitude[0], 1, latitude[1], 1, latitude[2], 100)));
        gps.put(3, ascii(side));
        gps.put(4, new Value(5, 3, rationals(longitude[0], 1, longitude[1], 1, longitude[2], 100)));
        gps.put(5, new Value(1, 1, new byte[] {(byte) (altitude < 0 ? 1 : 0)}));
        gps.put(6, new Value(5, 1, rationals(Math.abs(altitude), 1)));
        return this;
    }

    public byte[] block() {
        // Their places are known when their number is.
        pointTo(EXIF_DIRECTORY, exif, 0);
        pointTo(GPS_DIRECTORY, gps, 0);
        pointTo(EXIF_DIRECTORY, exif, 8 + size(first));
        pointTo(GPS_DIRECTORY, gps, 8 + size(first) + size(exif));
        var all = new ByteArrayOutputStream();
        all.writeBytes(Files.ascii("MM\0*"));
        all.writeBytes(ints(8));
        write(all, first);
        write(all, exif);
        write(all, gps);
        return all.toByteArray();
    }

    private void pointTo(int tag, Map<Integer, Value> directory, int at) {
        if (!directory.isEmpty()) {
            first.put(tag, new Value(4, 1, ints(at)));
        }
    }

    private static int size(Map<Integer, Value> directory) {
        return 2
                + directory.size() * 12
                + 4
                + directory.values().stream()
                        .mapToInt(value -> value.bytes.length > 4 ? value.bytes.length : 0)
                        .sum();
    }

    private static void write(ByteArrayOutputStream all, Map<Integer, Value> directory) {
        int values = all.size() + 2 + directory.size() * 12 + 4;
        var content = new ByteArrayOutputStream();
        all.writeBytes(shorts(directory.size()));
        directory.forEach((tag, value) -> {
            all.writeBytes(shorts(tag, value.type));
            all.writeBytes(ints(value.count));
            if (value.bytes.length > 4) {
                all.writeBytes(ints(values + content.size()));
                content.writeBytes(value.bytes);
            } else {
                all.writeBytes(Arrays.copyOf(value.bytes, 4));
            }
        });
        all.writeBytes(ints(0));
        all.writeBytes(content.toByteArray());
    }

    private static Value ascii(String text) {
        byte[] bytes = (text + "\0").getBytes(StandardCharsets.UTF_8);
        return new Value(2, bytes.length, bytes);
    }

    static byte[] shorts(int... values) {
        var bytes = ByteBuffer.allocate(values.length * 2);
        for (int value : values) {
            bytes.putShort((short) value);
        }
        return bytes.array();
    }

    static byte[] rationals(int... values) {
        return ints(values);
    }

    private static byte[] ints(int... values) {
        var bytes = ByteBuffer.allocate(values.length * 4);
        for (int value : values) {
            bytes.putInt(value);
        }
        return bytes.array();
    }

    /// An XMP packet.
    ///
    /// @param properties as XML, in the usual name spaces
    public static String xmp(String properties) {
        return """
                <?xpacket begin='' id='W5M0MpCehiHzreSzNTczkc9d'?>
                <x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>
                <rdf:Description rdf:about='' xmlns:dc='http://purl.org/dc/elements/1.1/'
                    xmlns:xmp='http://ns.adobe.com/xap/1.0/' xmlns:lr='http://ns.adobe.com/lightroom/1.0/'
                    xmlns:photoshop='http://ns.adobe.com/photoshop/1.0/' xmlns:exif='http://ns.adobe.com/exif/1.0/'
                    xmlns:tiff='http://ns.adobe.com/tiff/1.0/' xmlns:aux='http://ns.adobe.com/exif/1.0/aux/'>
                %s
                </rdf:Description></rdf:RDF></x:xmpmeta>
                <?xpacket end='w'?>""".formatted(properties);
    }

    public static String words(String title, String description, int rating, String... keywords) {
        return xmp("""
                <dc:title><rdf:Alt><rdf:li xml:lang='x-default'>%s</rdf:li></rdf:Alt></dc:title>
                <dc:description><rdf:Alt><rdf:li xml:lang='x-default'>%s</rdf:li></rdf:Alt></dc:description>
                <xmp:Rating>%d</xmp:Rating>
                <dc:subject><rdf:Bag>%s</rdf:Bag></dc:subject>
                """.formatted(title, description, rating, list(List.of(keywords))));
    }

    static String list(List<String> items) {
        return String.join(
                "", items.stream().map(item -> "<rdf:li>" + item + "</rdf:li>").toList());
    }

    /// A picture of one colour.
    public static byte[] jpeg(int width, int height, int rgb) {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, rgb);
            }
        }
        return Files.jpeg(image, false);
    }

    public static byte[] withExif(byte[] jpeg, byte[] block) {
        return Files.withExif(jpeg, block);
    }

    public static byte[] withXmp(byte[] jpeg, String packet) {
        return Files.withSegment(
                jpeg,
                0xE1,
                Files.joined(Files.ascii("http://ns.adobe.com/xap/1.0/\0"), packet.getBytes(StandardCharsets.UTF_8)));
    }

    /// @param records number and content of each
    static byte[] iptc(Object... records) {
        var all = new ByteArrayOutputStream();
        for (int i = 0; i < records.length; i += 2) {
            byte[] content = (byte[]) records[i + 1];
            all.writeBytes(new byte[] {0x1C, 2, ((Integer) records[i]).byteValue()});
            all.writeBytes(shorts(content.length));
            all.writeBytes(content);
        }
        return all.toByteArray();
    }

    static byte[] withIptc(byte[] jpeg, byte[] records) {
        var resource = new ArrayList<byte[]>();
        resource.add(Files.ascii("Photoshop 3.0\0"));
        // Something else comes first, with a name and an odd size.
        resource.add(Files.ascii("8BIM\u0004\u000C\u0002ab\0\0\0\0\u0003xyz\0"));
        resource.add(Files.ascii("8BIM\u0004\u0004\0\0"));
        resource.add(ints(records.length));
        resource.add(records);
        return Files.withSegment(jpeg, 0xED, Files.joined(resource.toArray(byte[][]::new)));
    }
}
