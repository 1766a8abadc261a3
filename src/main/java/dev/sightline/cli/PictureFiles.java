package dev.sightline.cli;

import dev.sightline.picture.MediaType;
import dev.sightline.picture.PictureException;
import dev.sightline.picture.Refusal;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The files under some paths: pictures, and what is left out and why. Hidden files and folders are left out, unless
/// they are named themselves.
final class PictureFiles {

    /// @param path as the person will recognise it
    record Found(Path path, MediaType type) {}

    /// @param why empty for what nobody will miss
    record Skipped(Path path, String why) {}

    /// As much as it takes to tell what a file is.
    private static final int HEAD = 16 * 1024;

    private static final Set<String> EXTENSIONS = Stream.concat(
                    Stream.of("jpeg", "tiff", "heif"),
                    Arrays.stream(MediaType.values()).map(MediaType::extension))
            .collect(Collectors.toUnmodifiableSet());

    private final List<Found> pictures = new ArrayList<>();
    private final List<Skipped> skipped = new ArrayList<>();
    private final List<Outcome> unreadable = new ArrayList<>();

    private PictureFiles() {}

    /// @throws FileNotFoundException if one of the paths is not there
    static PictureFiles under(List<Path> paths) throws IOException {
        PictureFiles files = new PictureFiles();
        for (Path path : paths) {
            if (!Files.exists(path)) {
                throw new FileNotFoundException(path + " does not exist");
            }
            Files.walkFileTree(
                    path, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, files.new Visitor(path));
        }
        files.pictures.sort(Comparator.comparing(Found::path));
        return files;
    }

    List<Found> pictures() {
        return pictures;
    }

    List<Skipped> skipped() {
        return skipped;
    }

    /// Files and folders that could not be read.
    List<Outcome> unreadable() {
        return unreadable;
    }

    private void add(Path file, boolean isNamed) throws IOException {
        try (InputStream bytes = Files.newInputStream(file)) {
            pictures.add(new Found(file, MediaType.of(bytes.readNBytes(HEAD))));
        } catch (PictureException e) {
            boolean isMissed = isNamed || isPicture(e.refusal()) || isPicture(file.toString());
            skip(file, isMissed ? e.getMessage() : "");
        }
    }

    private void skip(Path file, String why) {
        skipped.add(new Skipped(file, why));
    }

    private static boolean isPicture(Refusal refusal) {
        return refusal == Refusal.FORMAT_UNSUPPORTED || refusal == Refusal.SVG_REFUSED;
    }

    private static boolean isPicture(String name) {
        int dot = name.lastIndexOf('.');
        return EXTENSIONS.contains(name.substring(dot + 1).toLowerCase(Locale.ROOT));
    }

    private final class Visitor extends SimpleFileVisitor<Path> {

        private final Path start;

        Visitor(Path start) {
            this.start = start;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
            return isHidden(directory) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (isHidden(file) || !attributes.isRegularFile()) {
                skip(file, "");
                return FileVisitResult.CONTINUE;
            }
            try {
                add(file, file.equals(start));
            } catch (IOException e) {
                unreadable.add(Outcome.unreadable(file, e));
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) {
            if (failure instanceof FileSystemLoopException || isHidden(file)) {
                return FileVisitResult.CONTINUE;
            }
            unreadable.add(Outcome.unreadable(file, failure));
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path directory, IOException failure) {
            if (failure != null) {
                unreadable.add(Outcome.unreadable(directory, failure));
            }
            return FileVisitResult.CONTINUE;
        }

        private boolean isHidden(Path path) {
            return !path.equals(start) && path.getFileName().toString().startsWith(".");
        }
    }
}
