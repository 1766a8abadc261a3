package dev.sightline.download;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sightline.download.DownloadRepository.Content;
import dev.sightline.storage.MissingObjectException;
import dev.sightline.storage.ObjectStore;
import dev.sightline.storage.StorageException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jboss.logging.Logger;

/// Pictures as one ZIP file, written while they are read: there is never more of them in memory than a buffer.
///
/// The format wants the checksum of what is merely stored before its bytes, which would take reading everything twice.
/// So entries are deflated at level 0, which copies the bytes, ends by itself, and is followed by the checksum.
final class Archive {

    static final String MISSING = "missing.txt";

    private static final Logger LOG = Logger.getLogger(Archive.class);
    private static final int BUFFER = 64 * 1024;

    /// So often reading goes on where it broke off.
    private static final int ATTEMPTS = 3;

    private final ObjectStore objects;
    private final EntryNames names = new EntryNames(MISSING);
    private final List<String> missing = new ArrayList<>();
    private final byte[] buffer = new byte[BUFFER];

    Archive(ObjectStore objects) {
        this.objects = objects;
    }

    /// What cannot be read is named in a file of its own, with the reason.
    ///
    /// @throws IOException if nobody takes the bytes any more
    void write(List<Content> contents, OutputStream out) throws IOException {
        var zip = new ZipOutputStream(out, UTF_8);
        zip.setLevel(Deflater.NO_COMPRESSION);
        for (var content : contents) {
            add(content, zip);
        }
        if (!missing.isEmpty()) {
            zip.putNextEntry(new ZipEntry(MISSING));
            zip.write(String.join("\n", missing).concat("\n").getBytes(UTF_8));
            zip.closeEntry();
        }
        zip.finish();
    }

    private void add(Content content, ZipOutputStream zip) throws IOException {
        var source = opened(content);
        if (source == null) {
            return;
        }
        var name = names.unique(content.name());
        var entry = new ZipEntry(name);
        entry.setLastModifiedTime(FileTime.from(content.date()));
        zip.putNextEntry(entry);
        long copied = copy(content, source, zip);
        zip.closeEntry();
        if (copied < content.size()) {
            missing.add("%s: only its first %,d of %,d bytes could be read. Download it again."
                    .formatted(name, copied, content.size()));
        }
    }

    private InputStream opened(Content content) {
        if (content.object() == null) {
            missing.add("%s: there is no such image any more.".formatted(content.name()));
            return null;
        }
        try {
            return objects.open(content.object());
        } catch (MissingObjectException e) {
            missing.add("%s: the file is not in the storage any more.".formatted(content.name()));
        } catch (StorageException e) {
            missing.add("%s: %s".formatted(content.name(), e.getMessage()));
        }
        return null;
    }

    /// @return how many bytes
    private long copy(Content content, InputStream opened, OutputStream out) throws IOException {
        long copied = 0;
        var source = opened;
        for (int attempt = 1; source != null; attempt++) {
            copied += copyUntilBroken(source, out);
            boolean again = copied < content.size() && attempt < ATTEMPTS;
            source = again ? reopened(content, copied) : null;
        }
        return copied;
    }

    private long copyUntilBroken(InputStream source, OutputStream out) throws IOException {
        long copied = 0;
        try (source) {
            int read = read(source);
            while (read >= 0) {
                out.write(buffer, 0, read);
                copied += read;
                read = read(source);
            }
        }
        return copied;
    }

    /// What the storage breaks off counts as its end: the size tells whether it was.
    private int read(InputStream source) {
        try {
            return source.read(buffer);
        } catch (IOException e) {
            LOG.warnf("The storage broke off while a picture was read: %s", e.getMessage());
            return -1;
        }
    }

    private InputStream reopened(Content content, long from) {
        try {
            return objects.open(content.object(), from);
        } catch (MissingObjectException | StorageException e) {
            LOG.warnf("%s could not be read on: %s", content.image(), e.getMessage());
            return null;
        }
    }
}
