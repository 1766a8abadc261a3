package dev.sightline.picture;

import javax.imageio.stream.ImageInputStreamImpl;

/// A file in memory for an [javax.imageio.ImageReader], not copied: the JDK's own stream would copy it to a temporary
/// file.
final class MemoryStream extends ImageInputStreamImpl {

    private final byte[] data;

    MemoryStream(byte[] data) {
        this.data = data;
    }

    @Override
    public int read() {
        bitOffset = 0;
        if (streamPos >= data.length) {
            return -1;
        }
        return data[(int) streamPos++] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        bitOffset = 0;
        if (streamPos >= data.length) {
            return -1;
        }
        int count = (int) Math.min(length, data.length - streamPos);
        System.arraycopy(data, (int) streamPos, target, offset, count);
        streamPos += count;
        return count;
    }

    @Override
    public long length() {
        return data.length;
    }
}
