package dev.sightline.picture;

import java.util.Comparator;
import java.util.stream.IntStream;

/// The pixels of a lossless WebP stream (RFC 9649, section 3). Decoded here because the library that decodes the lossy
/// ones mistakes the transparent pixels of pictures of few colours for others, and refuses pictures of one colour.
final class WebpLossless {

    private static final int LITERALS = 256;
    private static final int LENGTHS = 24;
    private static final int DISTANCES = 40;

    /// The most that all prefix codes of a picture may take, in ints. Encoders use a tenth of it; the format would
    /// allow a small file to ask for hundreds of megabytes.
    private static final int MOST_CODES = 8 << 20;

    /// The bytes that are held besides the pixels.
    static final long WORKING_BYTES = 4L * MOST_CODES;

    /// The short distances, of which there are 120, mean neighbours: the nearest first.
    private static final int[][] NEIGHBOURS = IntStream.range(0, 8)
            .boxed()
            .flatMap(up -> IntStream.rangeClosed(-7, 8).mapToObj(left -> new int[] {left, up}))
            .filter(place -> place[1] > 0 || place[0] > 0)
            .sorted(Comparator.<int[]>comparingInt(place -> place[0] * place[0] + place[1] * place[1])
                    .thenComparingInt(place -> Math.abs(place[0]))
                    .thenComparingInt(place -> -place[0]))
            .toArray(int[][]::new);

    private final WebpBits bits;
    private int codeSize;

    private WebpLossless(WebpBits bits) {
        this.bits = bits;
    }

    /// @param bits behind the header of the stream
    /// @return the pixels as alpha, red, green and blue from the highest byte down
    static int[] decode(WebpBits bits, int width, int height) {
        return new WebpLossless(bits).picture(width, height);
    }

    private int[] picture(int width, int height) {
        var transforms = new WebpTransforms(width, height);
        while (bits.flag()) {
            transforms.read(bits, this);
        }
        int colours = colours();
        Codes codes = codes(transforms.storedWidth(), height, colours);
        var pixels = new int[width * height];
        decode(pixels, transforms.storedWidth(), height, codes, colours);
        transforms.undo(pixels);
        return pixels;
    }

    /// A picture that is a part of the stream: a table, or the settings of a transform for each tile.
    int[] part(int width, int height) {
        int colours = colours();
        var pixels = new int[width * height];
        decode(pixels, width, height, new Codes(new Group[] {group(colours)}, null, 0, 0), colours);
        return pixels;
    }

    /// The number of colours in the cache.
    private int colours() {
        if (!bits.flag()) {
            return 0;
        }
        int width = bits.read(4);
        if (width < 1 || width > 11) {
            throw PictureException.corrupt(null);
        }
        return 1 << width;
    }

    /// The codes of one kind of pixel.
    private record Group(WebpCode green, WebpCode red, WebpCode blue, WebpCode alpha, WebpCode distance) {}

    /// @param tiles     which group holds for each tile, in the second and third byte; null if there is one for all
    /// @param tileBits  of the length of a tile's side
    /// @param perRow    tiles in a row
    private record Codes(Group[] groups, int[] tiles, int tileBits, int perRow) {

        Group at(int x, int y) {
            return tiles == null ? groups[0] : groups[tiles[(y >> tileBits) * perRow + (x >> tileBits)] >> 8 & 0xFFFF];
        }

        /// The first column after `x` for which another group may hold.
        int until(int x, int width) {
            return tiles == null ? width : Math.min(width, (x >> tileBits) + 1 << tileBits);
        }
    }

    private Codes codes(int width, int height, int colours) {
        if (!bits.flag()) {
            return new Codes(new Group[] {group(colours)}, null, 0, 0);
        }
        int tileBits = bits.read(3) + 2;
        int perRow = tiles(width, tileBits);
        int[] tiles = part(perRow, tiles(height, tileBits));
        int last = 0;
        for (int tile : tiles) {
            last = Math.max(last, tile >> 8 & 0xFFFF);
        }
        var groups = new Group[last + 1];
        for (int i = 0; i < groups.length; i++) {
            groups[i] = group(colours);
        }
        return new Codes(groups, tiles, tileBits, perRow);
    }

    static int tiles(int length, int tileBits) {
        return Math.ceilDiv(length, 1 << tileBits);
    }

    private Group group(int colours) {
        return new Group(
                code(LITERALS + LENGTHS + colours), code(LITERALS), code(LITERALS), code(LITERALS), code(DISTANCES));
    }

    private WebpCode code(int symbols) {
        WebpCode code = WebpCode.read(bits, symbols);
        codeSize += code.size();
        if (codeSize > MOST_CODES) {
            throw PictureException.corrupt(null);
        }
        return code;
    }

    /// Fills the first `width * height` pixels.
    private void decode(int[] pixels, int width, int height, Codes codes, int colours) {
        var cache = new Cache(colours);
        int total = width * height;
        int at = 0;
        while (at < total) {
            int x = at % width;
            Group group = codes.at(x, at / width);
            int until = at - x + codes.until(x, width);
            while (at < until) {
                int symbol = group.green().symbol(bits);
                if (symbol < LITERALS) {
                    pixels[at] = literal(group, symbol);
                    cache.add(pixels[at++]);
                } else if (symbol < LITERALS + LENGTHS) {
                    int length = number(symbol - LITERALS);
                    int distance = distance(number(group.distance().symbol(bits)), width);
                    copy(pixels, at, distance, length, total);
                    for (int end = at + length; at < end; at++) {
                        cache.add(pixels[at]);
                    }
                    break;
                } else {
                    pixels[at] = cache.get(symbol - LITERALS - LENGTHS);
                    cache.add(pixels[at++]);
                }
            }
        }
    }

    private int literal(Group group, int green) {
        int red = group.red().symbol(bits);
        int blue = group.blue().symbol(bits);
        int alpha = group.alpha().symbol(bits);
        return alpha << 24 | red << 16 | green << 8 | blue;
    }

    /// A length or a distance: small ones are symbols, of large ones the lower bits follow.
    private int number(int symbol) {
        if (symbol < 4) {
            return symbol + 1;
        }
        int extra = symbol - 2 >> 1;
        return (2 + (symbol & 1) << extra) + bits.read(extra) + 1;
    }

    private static int distance(int number, int width) {
        if (number > NEIGHBOURS.length) {
            return number - NEIGHBOURS.length;
        }
        int[] place = NEIGHBOURS[number - 1];
        return Math.max(1, place[0] + place[1] * width);
    }

    /// What is copied may be what this very copy has just written.
    private static void copy(int[] pixels, int at, int distance, int length, int total) {
        if (distance > at || length > total - at) {
            throw PictureException.corrupt(null);
        }
        for (int i = at; i < at + length; i++) {
            pixels[i] = pixels[i - distance];
        }
    }

    /// Colours that were seen lately, at places that follow from their values.
    private static final class Cache {

        private final int[] colours;
        private final int shift;

        Cache(int size) {
            colours = new int[size];
            shift = 32 - Integer.numberOfTrailingZeros(Math.max(1, size));
        }

        void add(int colour) {
            if (colours.length > 0) {
                colours[colour * 0x1E35A7BD >>> shift] = colour;
            }
        }

        int get(int place) {
            return colours[place];
        }
    }
}
