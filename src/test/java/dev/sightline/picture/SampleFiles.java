package dev.sightline.picture;

import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.zip.CRC32;

/// A small valid file of every format and of every way to store one, and ways to damage them.
public final class SampleFiles {

    private SampleFiles() {}

    /// By what they are.
    public static Map<String, byte[]> all() {
        Picture picture = Pattern.sharp(61, 47);
        BufferedImage image = Pattern.image(picture, BufferedImage.TYPE_3BYTE_BGR);
        var files = new LinkedHashMap<String, byte[]>();
        files.put("JPEG", Files.withExif(Files.jpeg(picture, false), Files.exif(6)));
        files.put("progressive JPEG", Files.jpeg(picture, true));
        files.put("CMYK JPEG", Files.resource("cmyk.jpg"));
        files.put("JPEG with a profile", Files.resource("colour/adobe-rgb.jpg"));
        files.put("CMYK JPEG with a profile", Files.resource("colour/press.jpg"));
        files.put("PNG", Files.png(picture));
        files.put("PNG with a profile", Files.resource("colour/display-p3.png"));
        files.put("GIF", Files.written(image, "gif"));
        files.put("BMP", Files.written(image, "bmp"));
        files.put("lossy WebP", Files.resource("lossy-alpha-filtered.webp"));
        files.put("lossless WebP", Files.resource("lossless-alpha.webp"));
        files.put("animated WebP", Files.resource("animated.webp"));
        files.put("WebP with a profile", Files.resource("colour/adobe-rgb.webp"));
        files.put("TIFF of inks with a profile", Files.resource("colour/press.tif"));
        files.put("TIFF in strips", Files.resource("formats/rgb-tiff_lzw.tif"));
        files.put("TIFF in tiles", Files.resource("formats/tiles.tif"));
        files.put("TIFF of JPEG", Files.resource("formats/jpeg-tiles.tif"));
        files.put("TIFF of 64 bits", Files.resource("formats/big.tif"));
        files.put("TIFF of runs", Files.resource("formats/bilevel.tif"));
        files.put("TIFF of 16 bits", Files.resource("formats/wide.tif"));
        files.put("TIFF of a palette", Files.resource("formats/palette.tif"));
        files.put("DNG", RawTest.dng());
        files.put("CR2", RawTest.cr2());
        files.put("CR3", RawTest.cr3());
        files.put("NEF", RawTest.nef());
        files.put("ARW", RawTest.arw());
        files.put("RAF", RawTest.raf());
        files.put("HEIC", Files.resource("formats/soft.heic"));
        files.put("AVIF", Files.resource("formats/soft.avif"));
        files.put("JPEG XL", Files.resource("formats/container.jxl"));
        return files;
    }

    /// The file of a name among the resources of pictures.
    public static byte[] resource(String name) {
        return Files.resource(name);
    }

    /// Some bytes changed, half of them near the beginning, where the sizes are; a stretch left out, doubled or put
    /// in; the end cut off; a number made huge or nothing. The checksums of a PNG are made right again, so that the
    /// decoder gets to see the damage.
    public static byte[] mutated(byte[] file, Random random) {
        byte[] bytes =
                switch (random.nextInt(8)) {
                    case 0 -> Arrays.copyOf(file, random.nextInt(file.length) + 1);
                    case 1 -> spliced(file, random);
                    case 2 -> withNumber(file.clone(), random);
                    default -> file.clone();
                };
        for (int i = random.nextInt(12); i >= 0; i--) {
            int at = random.nextInt(random.nextBoolean() ? Math.min(100, bytes.length) : bytes.length);
            bytes[at] = (byte) (random.nextInt(4) == 0 ? random.nextInt(2) * 255 : random.nextInt());
        }
        if (file[0] == (byte) 0x89) {
            System.arraycopy(file, 0, bytes, 0, Math.min(8, bytes.length));
            mendChecksums(ByteBuffer.wrap(bytes));
        }
        return bytes;
    }

    private static byte[] spliced(byte[] file, Random random) {
        int from = random.nextInt(file.length);
        int to = random.nextInt(file.length);
        return Files.joined(Arrays.copyOf(file, to), Arrays.copyOfRange(file, from, file.length));
    }

    private static byte[] withNumber(byte[] file, Random random) {
        int[] numbers = {0, 1, -1, Integer.MAX_VALUE, Integer.MIN_VALUE, 0xFFFF, file.length, file.length - 1};
        int at = random.nextInt(file.length - 3);
        var order = random.nextBoolean() ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        ByteBuffer.wrap(file).order(order).putInt(at, numbers[random.nextInt(numbers.length)]);
        return file;
    }

    private static void mendChecksums(ByteBuffer png) {
        int at = 8;
        while (at + 12 <= png.capacity()) {
            int length = png.getInt(at);
            if (length < 0 || length > png.capacity() - at - 12) {
                return;
            }
            var checksum = new CRC32();
            checksum.update(png.array(), at + 4, length + 4);
            png.putInt(at + 8 + length, (int) checksum.getValue());
            at += length + 12;
        }
    }
}
