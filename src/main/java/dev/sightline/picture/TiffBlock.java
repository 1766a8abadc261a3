package dev.sightline.picture;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The structure of a TIFF, of 32 or 64 bits, which camera raw files have as well: directories of entries, some of
/// which lead to more directories. Nothing is copied, and nothing counts that lies outside the file.
final class TiffBlock {

    static final int SUB_DIRECTORIES = 330;

    /// Raw files have about ten.
    private static final int MOST_DIRECTORIES = 64;

    private static final int MOST_DEPTH = 3;
    private static final int BIG = 43;
    private static final int[] TYPE_BYTES = {0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8, 8, 8};

    private final Bytes file;
    private final boolean little;
    private final boolean big;

    private TiffBlock(Bytes file) {
        this.file = file;
        this.little = file.u8(0) == 'I';
        this.big = u16(2) == BIG;
    }

    static boolean isStart(Bytes file) {
        return file.startsWith(0, "II*\0")
                || file.startsWith(0, "MM\0*")
                || file.startsWith(0, 'I', 'I', BIG, 0, 8, 0)
                || file.startsWith(0, 'M', 'M', 0, BIG, 0, 8);
    }

    /// @param file that [#isStart]
    static TiffBlock of(Bytes file) {
        return new TiffBlock(file);
    }

    boolean isLittle() {
        return little;
    }

    Bytes file() {
        return file;
    }

    /// One page, one size of the same picture, or what is known about it.
    final class Directory {

        private final long start;
        private final int count;

        private Directory(long start) {
            this.start = start;
            // An entry that the file does not reach is not there.
            long first = start + (big ? 8 : 2);
            long there = Math.max(0, (file.length() - first) / entryBytes());
            count = first > file.length() ? 0 : (int) Math.min(there, big ? u64(start) : u16(start));
        }

        private int entry(int index) {
            return Math.toIntExact(start + (big ? 8 : 2) + (long) index * entryBytes());
        }

        Optional<Entry> find(int tag) {
            for (int i = 0; i < count; i++) {
                if (u16(entry(i)) == tag) {
                    return Optional.of(new Entry(entry(i)));
                }
            }
            return Optional.empty();
        }

        /// The first number of an entry, or what it is if there is none.
        long number(int tag, long otherwise) {
            return find(tag)
                    .filter(entry -> entry.count() > 0 && entry.isWhole())
                    .map(entry -> entry.number(0))
                    .orElse(otherwise);
        }

        /// The bytes of an entry, not more than `most`.
        Optional<byte[]> bytes(int tag, int most) {
            return find(tag)
                    .filter(entry -> entry.isThere() && entry.bytes() <= most)
                    .map(entry -> file.slice(entry.place(), (int) entry.bytes()));
        }

        boolean startsWith(int tag, String ascii) {
            return find(tag)
                    .filter(Entry::isThere)
                    .filter(entry -> file.startsWith(entry.place(), ascii))
                    .isPresent();
        }

        /// Where the next directory is, or 0.
        private long next() {
            long at = start + (big ? 8 : 2) + (long) count * entryBytes();
            return file.has(at, big ? 8 : 4) ? offset(at) : 0;
        }
    }

    /// An entry of a directory: some numbers or bytes.
    final class Entry {

        private final int at;

        private Entry(int at) {
            this.at = at;
        }

        private int type() {
            return u16(at + 2);
        }

        long count() {
            return big ? Math.max(0, u64(at + 4)) : u32(at + 4);
        }

        private int itemBytes() {
            return type() < TYPE_BYTES.length ? TYPE_BYTES[type()] : 0;
        }

        long bytes() {
            return count() > file.length() ? Long.MAX_VALUE : count() * itemBytes();
        }

        /// Whether all of it is in the file.
        boolean isThere() {
            return itemBytes() > 0 && (isInside() || file.has(offset(at + (big ? 12 : 8)), bytes()));
        }

        private boolean isInside() {
            return bytes() <= (big ? 8 : 4);
        }

        boolean isWhole() {
            return isThere() && (itemBytes() <= 4 || type() == 16 || type() == 18) && type() != 11;
        }

        int place() {
            return isInside() ? at + (big ? 12 : 8) : Math.toIntExact(offset(at + (big ? 12 : 8)));
        }

        /// @throws PictureException if it is not in the file
        long number(long index) {
            if (index >= count() || !isWhole()) {
                throw PictureException.truncated();
            }
            long where = place() + index * itemBytes();
            return switch (itemBytes()) {
                case 1 -> file.u8((int) where);
                case 2 -> u16(where);
                case 4 -> u32(where);
                default -> u64(where);
            };
        }
    }

    /// The directories of the chain, without those that hang on them.
    List<Directory> pages() {
        var pages = new ArrayList<Directory>();
        walk(offset(big ? 8 : 4), pages, new HashSet<>());
        return pages;
    }

    /// All directories with pictures, in any depth; the first is the first of the chain.
    List<Directory> all() {
        var all = new ArrayList<Directory>();
        var seen = new HashSet<Long>();
        walk(offset(big ? 8 : 4), all, seen);
        int from = 0;
        for (int depth = 0; depth < MOST_DEPTH; depth++) {
            int to = all.size();
            for (int i = from; i < to; i++) {
                addSubDirectories(all.get(i), all, seen);
            }
            from = to;
        }
        return all;
    }

    private void addSubDirectories(Directory directory, List<Directory> all, Set<Long> seen) {
        var entry = directory.find(SUB_DIRECTORIES).filter(Entry::isWhole);
        for (int i = 0;
                entry.isPresent() && i < Math.min(MOST_DIRECTORIES, entry.get().count());
                i++) {
            walk(entry.get().number(i), all, seen);
        }
    }

    private void walk(long start, List<Directory> found, Set<Long> seen) {
        long at = start;
        while (isDirectory(at) && found.size() < MOST_DIRECTORIES && seen.add(at)) {
            var directory = new Directory(at);
            found.add(directory);
            at = directory.next();
        }
    }

    private boolean isDirectory(long at) {
        return at > 0 && file.has(at, big ? 8 : 2);
    }

    private int entryBytes() {
        return big ? 20 : 12;
    }

    private long offset(long at) {
        return big ? u64(at) : u32(at);
    }

    int u16(long at) {
        int place = Math.toIntExact(at);
        return little ? file.u16le(place) : file.u16(place);
    }

    private long u32(long at) {
        int place = Math.toIntExact(at);
        return little ? file.u32le(place) : file.u32(place);
    }

    private long u64(long at) {
        return little ? u32(at) | u32(at + 4) << 32 : u32(at) << 32 | u32(at + 4);
    }
}
