package dev.daypass.adapters.store.audit;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads lines from the ends of files that may be long. A line counts once its line end is there. */
final class Lines {
    private static final int BLOCK = 8192;

    private Lines() {}

    /** Where the last whole line ends. */
    static long endOfLast(RandomAccessFile file) throws IOException {
        return lineEndBefore(file, file.length()) + 1;
    }

    static Optional<String> last(RandomAccessFile file) throws IOException {
        long end = lineEndBefore(file, file.length());
        if (end < 0) {
            return Optional.empty();
        }
        long begin = lineEndBefore(file, end) + 1;
        return Optional.of(read(file, begin, end));
    }

    static String first(RandomAccessFile file) throws IOException {
        file.seek(0);
        byte[] block = new byte[BLOCK];
        long end = 0;
        for (int read = file.read(block); read > 0; read = file.read(block)) {
            for (int i = 0; i < read; i++) {
                if (block[i] == '\n') {
                    return read(file, 0, end + i);
                }
            }
            end += read;
        }
        return "";
    }

    /** Whole lines, oldest first; what follows the last line end is left out. */
    static void forEach(InputStream stream, Consumer<String> lines) throws IOException {
        var in = new BufferedInputStream(stream, BLOCK);
        var line = new ByteArrayOutputStream();
        for (int read = in.read(); read >= 0; read = in.read()) {
            if (read == '\n') {
                lines.accept(line.toString(StandardCharsets.UTF_8));
                line.reset();
            } else {
                line.write(read);
            }
        }
    }

    /** The newest lines of several files, oldest first. */
    static List<String> tail(List<Path> files, int most) throws IOException {
        Deque<String> lines = new ArrayDeque<>();
        for (int i = files.size() - 1; i >= 0 && lines.size() < most; i--) {
            try (var file = new RandomAccessFile(files.get(i).toFile(), "r")) {
                long end = lineEndBefore(file, file.length());
                while (end >= 0 && lines.size() < most) {
                    long before = lineEndBefore(file, end);
                    lines.addFirst(read(file, before + 1, end));
                    end = before;
                }
            }
        }
        return new ArrayList<>(lines);
    }

    /** The place of the last line end in front of a place, or -1. */
    private static long lineEndBefore(RandomAccessFile file, long place) throws IOException {
        byte[] block = new byte[BLOCK];
        long end = place;
        while (end > 0) {
            int size = (int) Math.min(BLOCK, end);
            file.seek(end - size);
            file.readFully(block, 0, size);
            for (int i = size - 1; i >= 0; i--) {
                if (block[i] == '\n') {
                    return end - size + i;
                }
            }
            end -= size;
        }
        return -1;
    }

    private static String read(RandomAccessFile file, long begin, long end) throws IOException {
        byte[] bytes = new byte[(int) (end - begin)];
        file.seek(begin);
        file.readFully(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
