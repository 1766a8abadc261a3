package dev.sightline.picture;

import java.util.Arrays;

/// The tables of a JPEG, as far as its segments have been read: a later one may replace an earlier one.
final class JpegTables {

    /// Where the coefficients of a block are, in the order in which they are stored. Whatever comes after the last is
    /// put in its place: a block that is over reads no further.
    static final byte[] PLACES = places();

    private static final int COUNT = 4;
    private static final int LENGTHS = 16;

    private final int[][] quantisation = new int[COUNT][];
    private final JpegCodes[] direct = new JpegCodes[COUNT];
    private final JpegCodes[] alternating = new JpegCodes[COUNT];
    private int restartInterval;

    private static byte[] places() {
        var places = new byte[JpegComponent.AREA + 256];
        Arrays.fill(places, (byte) (JpegComponent.AREA - 1));
        int at = 0;
        for (int diagonal = 0; diagonal < 2 * JpegComponent.BLOCK - 1; diagonal++) {
            for (int step = 0; step <= diagonal; step++) {
                int row = diagonal % 2 == 0 ? diagonal - step : step;
                int column = diagonal - row;
                if (row < JpegComponent.BLOCK && column < JpegComponent.BLOCK) {
                    places[at++] = (byte) (row * JpegComponent.BLOCK + column);
                }
            }
        }
        return places;
    }

    /// @param at the start of a segment, at its length
    void read(Bytes file, int marker, int at) {
        int end = at + file.u16(at);
        switch (marker) {
            case JpegMarkers.QUANTISATION_TABLES -> readQuantisation(file, at + 2, end);
            case JpegMarkers.HUFFMAN_TABLES -> readCodes(file, at + 2, end);
            case JpegMarkers.RESTART_INTERVAL -> restartInterval = file.u16(at + 2);
            default -> {}
        }
    }

    private void readQuantisation(Bytes file, int at, int end) {
        while (at < end) {
            int size = (file.u8(at) >> 4) + 1;
            int number = file.u8(at) & 15;
            at++;
            if (size > 2 || number >= COUNT) {
                throw PictureException.corrupt(null);
            }
            var table = new int[JpegComponent.AREA];
            for (int i = 0; i < table.length; i++) {
                table[PLACES[i]] = size == 1 ? file.u8(at + i) : file.u16(at + 2 * i);
            }
            quantisation[number] = table;
            at += table.length * size;
        }
    }

    private void readCodes(Bytes file, int at, int end) {
        while (at < end) {
            int kind = file.u8(at) >> 4;
            int number = file.u8(at) & 15;
            byte[] counts = file.slice(at + 1, LENGTHS);
            int symbols = 0;
            for (byte count : counts) {
                symbols += count & 0xFF;
            }
            at += 1 + LENGTHS;
            if (kind > 1 || number >= COUNT || symbols > 256) {
                throw PictureException.corrupt(null);
            }
            (kind == 0 ? direct : alternating)[number] = new JpegCodes(counts, file.slice(at, symbols));
            at += symbols;
        }
    }

    /// The steps of the coefficients, in rows of eight.
    int[] quantisation(int number) {
        return existing(quantisation, number);
    }

    /// The codes of the first coefficients.
    JpegCodes direct(int number) {
        return existing(direct, number);
    }

    /// The codes of all other coefficients.
    JpegCodes alternating(int number) {
        return existing(alternating, number);
    }

    private static <T> T existing(T[] tables, int number) {
        if (number >= COUNT || tables[number] == null) {
            throw PictureException.corrupt(null);
        }
        return tables[number];
    }

    /// Units between two restarts of the codes; 0 if there are none.
    int restartInterval() {
        return restartInterval;
    }
}
