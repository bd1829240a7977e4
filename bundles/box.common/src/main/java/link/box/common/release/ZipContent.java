package link.box.common.release;

import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** What is in a zip file that may be hostile; bounded in memory and time. */
final class ZipContent implements AutoCloseable {
    static final long UNCOMPRESSED = 64L << 20;
    static final int ENTRIES = 20_000;
    static final int RATIO = 200;

    private static final int DIRECTORY = 4 << 20;
    private static final int END = 22;
    private static final int END_SIGNATURE = 0x06054b50;
    private static final int FILE_SIGNATURE = 0x04034b50;
    private static final int COMMENT = 1 << 10;
    private static final int SMALL = 1 << 20;

    private static final Pattern LEADS_OUT = Pattern.compile("^$|^/|[\\\\:\\p{Cntrl}]|(^|/)\\.\\.?(/|$)");

    private final ZipFile zip;
    private final List<ZipEntry> entries = new ArrayList<>();

    /** @throws IOException it is no zip file, or its list of entries is hostile */
    ZipContent(Path file) throws IOException {
        checkEnds(file);
        zip = new ZipFile(file.toFile());
        try {
            entries.addAll(Collections.list(zip.entries()));
            checkNames();
        } catch (IOException | RuntimeException e) {
            zip.close();
            throw e;
        }
    }

    /** @throws IOException it is more than a bundle may be, once it is uncompressed */
    void checkSizes() throws IOException {
        byte[] buffer = new byte[1 << 16];
        long all = 0;
        for (ZipEntry entry : entries) {
            long size = 0;
            try (InputStream stream = zip.getInputStream(entry)) {
                for (int read = stream.read(buffer); read >= 0 && all <= UNCOMPRESSED; read = stream.read(buffer)) {
                    size += read;
                    all += read;
                }
            }
            if (all > UNCOMPRESSED || size > SMALL && size / RATIO > entry.getCompressedSize()) {
                throw new IOException("uncompressed, it is larger than a bundle may be (" + Fields.shown(entry.getName()) + ")");
            }
        }
    }

    /** @return the file's first bytes, at most as many as the limit */
    byte[] read(String name, int limit) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            throw new IOException("it has no " + name);
        }
        try (InputStream stream = zip.getInputStream(entry)) {
            return stream.readNBytes(limit);
        }
    }

    long named(String name) {
        return entries.stream().filter(entry -> entry.getName().equalsIgnoreCase(name)).count();
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    private void checkNames() throws IOException {
        Set<String> names = new HashSet<>();
        for (ZipEntry entry : entries) {
            String name = entry.getName();
            if (LEADS_OUT.matcher(name).find()) {
                throw new IOException("it has an entry whose name leads out of it: " + Fields.shown(name));
            }
            if (!names.add(name.replaceFirst("/$", ""))) {
                throw new IOException("it has two entries named " + Fields.shown(name));
            }
        }
    }

    /** The JDK reads the list into memory, as large as it says it is; and it looks for the list where somebody else may find another. */
    private static void checkEnds(Path file) throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "r")) {
            if (bytes.length() < END || Integer.reverseBytes(bytes.readInt()) != FILE_SIGNATURE) {
                throw new IOException("it does not begin as a zip file");
            }
            ByteBuffer tail = ByteBuffer.allocate((int) Math.min(bytes.length(), END + COMMENT)).order(ByteOrder.LITTLE_ENDIAN);
            bytes.seek(bytes.length() - tail.capacity());
            bytes.readFully(tail.array());
            checkEnd(tail, tail.capacity() - END);
        }
    }

    private static void checkEnd(ByteBuffer tail, int from) throws IOException {
        int end = from;
        while (end >= 0 && tail.getInt(end) != END_SIGNATURE) {
            end--;
        }
        if (end < 0 || end + END + Short.toUnsignedInt(tail.getShort(end + 20)) != tail.capacity()) {
            throw new IOException("it does not end as a zip file: it is cut off, or something was added to it");
        }
        int entries = Short.toUnsignedInt(tail.getShort(end + 10));
        long directory = Integer.toUnsignedLong(tail.getInt(end + 12));
        if (entries > ENTRIES || directory > DIRECTORY) {
            throw new IOException("it lists " + entries + " files in " + directory + " bytes, more than a bundle may have");
        }
    }
}
