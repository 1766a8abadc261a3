package dev.sightline.picture;

/// A conversion of three or four samples to red, green and blue, known at the nodes of a grid; between them it is
/// interpolated from the corners of the simplex around the colour. For what the library cannot simplify itself: it goes
/// through all tables of a profile for each pixel, which takes ten times as long.
final class ColourGrid {

    private static final int ONE = 256;
    private static final int OFFSET_BITS = 20;

    private final int channels;
    /// Red, green and blue of a node; the last channel is the one that changes from one to the next.
    private final byte[] nodes;
    /// For each channel and value, the offset of the node below, and how far it is from there.
    private final int[][] below = new int[4][256];
    private final int[] between = new int[256];
    private final int[] steps = new int[4];

    /// How all nodes are converted at once.
    interface Conversion {
        void toSrgb(byte[] samples, byte[] rgb);
    }

    ColourGrid(int channels, Conversion conversion) {
        this.channels = channels;
        int size = channels == 3 ? 33 : 17;
        int count = (int) Math.pow(size, channels);
        nodes = new byte[count * 3];
        var samples = new byte[count * channels];
        int[] values = values(size);
        for (int channel = channels - 1, step = 1; channel >= 0; channel--, step *= size) {
            steps[channel] = step * 3;
            for (int node = 0; node < count; node++) {
                samples[node * channels + channel] = (byte) values[node / step % size];
            }
        }
        conversion.toSrgb(samples, nodes);
        for (int value = 0, cell = 0; value < 256; value++) {
            while (cell < size - 2 && value >= values[cell + 1]) {
                cell++;
            }
            int wide = values[cell + 1] - values[cell];
            between[value] = ((value - values[cell]) * ONE + wide / 2) / wide;
            for (int channel = 0; channel < channels; channel++) {
                below[channel][value] = cell * steps[channel];
            }
        }
    }

    private static int[] values(int size) {
        var values = new int[size];
        for (int i = 0; i < size; i++) {
            values[i] = i * 255 / (size - 1);
        }
        return values;
    }

    /// As [ColourProfile#toSrgb(byte[], int, byte[], int, int)].
    void toSrgb(byte[] samples, int from, byte[] rgb, int to, int pixels) {
        int in = from;
        for (int out = to; out < to + pixels * 3; out += 3) {
            int a = samples[in] & 0xFF;
            int b = samples[in + 1] & 0xFF;
            int c = samples[in + 2] & 0xFF;
            int node = below[0][a] + below[1][b] + below[2][c];
            int first = between[a] << OFFSET_BITS | steps[0];
            int second = between[b] << OFFSET_BITS | steps[1];
            int third = between[c] << OFFSET_BITS | steps[2];
            int fourth = 0;
            if (channels == 4) {
                int d = samples[in + 3] & 0xFF;
                node += below[3][d];
                fourth = between[d] << OFFSET_BITS | steps[3];
            }
            in += channels;
            interpolate(node, first, second, third, fourth, rgb, out);
        }
    }

    /// Goes from the node below to the one above along the edges, along the longest way first.
    private void interpolate(int node, int first, int second, int third, int fourth, byte[] rgb, int out) {
        int a = Math.max(first, second);
        int b = Math.min(first, second);
        int c = Math.max(third, fourth);
        int d = Math.min(third, fourth);
        int longest = Math.max(a, c);
        int middle = Math.min(a, c);
        int other = Math.max(b, d);
        int shortest = Math.min(b, d);
        int longer = Math.max(middle, other);
        int shorter = Math.min(middle, other);

        int red = ONE / 2;
        int green = ONE / 2;
        int blue = ONE / 2;
        int left = ONE;
        for (int i = 0; i < 5; i++) {
            int edge =
                    switch (i) {
                        case 0 -> longest;
                        case 1 -> longer;
                        case 2 -> shorter;
                        case 3 -> shortest;
                        default -> 0;
                    };
            int next = edge >> OFFSET_BITS;
            int weight = left - next;
            red += weight * (nodes[node] & 0xFF);
            green += weight * (nodes[node + 1] & 0xFF);
            blue += weight * (nodes[node + 2] & 0xFF);
            left = next;
            node += edge & (1 << OFFSET_BITS) - 1;
        }
        rgb[out] = (byte) (red / ONE);
        rgb[out + 1] = (byte) (green / ONE);
        rgb[out + 2] = (byte) (blue / ONE);
    }
}
