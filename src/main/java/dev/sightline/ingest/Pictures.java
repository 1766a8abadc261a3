package dev.sightline.ingest;

import dev.sightline.ingest.DecodingMemory.Admission;
import dev.sightline.picture.Picture;
import dev.sightline.picture.PictureDecoder;
import dev.sightline.picture.PictureHeader;
import dev.sightline.picture.PictureMetadata;
import dev.sightline.picture.PictureReading;
import dev.sightline.picture.external.ExternalDecoders;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Supplier;

/// Picture files in memory, never more of them at once than the budget for decoding holds.
@ApplicationScoped
public class Pictures {

    private final DecodingMemory memory;
    private final long maxPixels;
    private final ExternalDecoders decoders;

    Pictures(IngestConfig config, ExternalDecoders decoders) {
        this.decoders = decoders;
        this.memory = new DecodingMemory(config.memory().asLongValue());
        this.maxPixels = config.maxMegapixels() * 1_000_000L;
    }

    /// A file that can be decoded in this process.
    private record Readable(byte[] bytes, PictureHeader header) {}

    /// A file whose decoding there is memory for, until it is closed.
    public final class OpenPicture implements AutoCloseable {

        private final byte[] bytes;
        private final PictureHeader header;
        private final Admission admission;

        private OpenPicture(byte[] bytes, PictureHeader header, Admission admission) {
            this.bytes = bytes;
            this.header = header;
            this.admission = admission;
        }

        byte[] bytes() {
            return bytes;
        }

        /// All pixels.
        ///
        /// @throws dev.sightline.picture.PictureException if the file turns out to be damaged
        public Picture decode() throws InterruptedException {
            var readable = readable();
            return PictureDecoder.decode(readable.bytes(), readable.header());
        }

        /// The pixels that the vector of an image is made from.
        ///
        /// @throws dev.sightline.picture.PictureException if the file turns out to be damaged
        public Picture preview() throws InterruptedException {
            var readable = readable();
            return PictureDecoder.preview(readable.bytes(), readable.header());
        }

        /// @throws dev.sightline.picture.PictureException if the file turns out to be damaged
        PictureReading read() throws InterruptedException {
            var readable = readable();
            return PictureReading.of(readable.bytes(), readable.header());
        }

        private Readable readable() throws InterruptedException {
            if (!header.type().isForeign()) {
                return new Readable(bytes, header);
            }
            var converted = decoders.decode(bytes, header);
            return new Readable(converted, PictureDecoder.converted(converted, header));
        }

        @Override
        public void close() {
            admission.close();
        }
    }

    /// What a file says about its picture; its pixels are not decoded. Waits until there is memory for the file.
    ///
    /// @param source gives the file's bytes
    /// @param size   of the file
    PictureMetadata metadata(Supplier<byte[]> source, long size) throws InterruptedException {
        try (var _ = memory.admit(size)) {
            return PictureMetadata.read(source.get());
        }
    }

    /// Waits until there is memory for the file and its pixels. How much that is, only its header tells: where it turns
    /// out to be more than is free, the file is given back and read again when its turn has come, so that nobody
    /// waits for memory while holding some.
    ///
    /// @param source gives the file's bytes, each time anew
    /// @param size   of the file
    /// @throws dev.sightline.picture.PictureException if it is not a picture that can be read
    public OpenPicture open(Supplier<byte[]> source, long size) throws InterruptedException {
        long need = size;
        while (true) {
            var admission = memory.admit(need);
            OpenPicture opened = null;
            try {
                var bytes = source.get();
                var header = PictureDecoder.header(bytes, maxPixels);
                need = bytes.length + header.decodingBytes();
                if (admission.tryGrow(need)) {
                    opened = new OpenPicture(bytes, header, admission);
                    return opened;
                }
            } finally {
                if (opened == null) {
                    admission.close();
                }
            }
        }
    }
}
