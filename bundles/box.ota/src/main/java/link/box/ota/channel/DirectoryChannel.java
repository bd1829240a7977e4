package link.box.ota.channel;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import link.box.common.file.AtomicFile;
import link.box.common.file.DiskWords;
import link.box.common.release.NamedBundle;

/** A channel in a directory, for example on a stick. Nothing is read that lies outside of it. */
public final class DirectoryChannel implements Channel {
    private final Path directory;
    private volatile boolean stopped;

    /** @param directory need not be there */
    public DirectoryChannel(Path directory) {
        this.directory = directory;
    }

    @Override
    public Optional<byte[]> release() throws IOException {
        return document("release.json");
    }

    @Override
    public Optional<byte[]> keys(int number) throws IOException {
        return document("keys/" + number + ".json");
    }

    @Override
    public void fetch(NamedBundle bundle, Path part) throws IOException {
        String name = "bundles/" + bundle.sha256() + ".jar";
        Path file = find(name).orElseThrow(() -> new IOException(directory.resolve(name) + ", the release's " + bundle.name()
                + ", is not there: has all of the channel been copied?"));
        if (Files.size(file) != bundle.size()) {
            throw new IOException(file + " has " + Files.size(file) + " bytes, and the release names " + bundle.size() + " for "
                    + bundle.name());
        }
        try (InputStream in = Files.newInputStream(file); Part to = new Part(part, 0, bundle.size())) {
            byte[] piece = new byte[1 << 16];
            for (int count = in.read(piece); count >= 0; count = in.read(piece)) {
                if (stopped) {
                    throw new IOException(file + " is not read on: " + STOPPED);
                }
                to.add(ByteBuffer.wrap(piece, 0, count));
            }
            to.end();
        }
    }

    @Override
    public void stop() {
        stopped = true;
    }

    @Override
    public String toString() {
        return directory.toString();
    }

    private Optional<byte[]> document(String name) throws IOException {
        Optional<Path> file = find(name);
        return file.isEmpty() ? Optional.empty() : Optional.of(AtomicFile.read(file.get(), DOCUMENT));
    }

    private Optional<Path> find(String name) throws IOException {
        Path file = directory.resolve(name);
        if (Files.notExists(file)) {
            return Optional.empty();
        }
        try {
            Path real = file.toRealPath();
            if (!real.startsWith(directory.toRealPath())) {
                throw new IOException(file + " is a link that leads out of " + directory + ", and is not followed");
            }
            if (!Files.isRegularFile(real)) {
                throw new IOException(file + " is no file");
            }
            return Optional.of(real);
        } catch (FileSystemException e) {
            throw new IOException("cannot read the channel: " + DiskWords.of(e), e);
        }
    }
}
