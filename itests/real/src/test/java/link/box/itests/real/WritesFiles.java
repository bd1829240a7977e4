package link.box.itests.real;

import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import link.box.common.file.AtomicFile;
import link.box.common.file.KeptFile;

/** A program that changes files as the Box does, for a disk that dies. */
final class WritesFiles {
    private WritesFiles() {
    }

    /** Words: {@code keep FILE TEXT}, or {@code all DIRECTORY}: every kind of change once. */
    public static void main(String[] words) throws Exception {
        Path path = Path.of(words[1]);
        if (words[0].equals("keep")) {
            new KeptFile(path, 1 << 16).write(words[2]);
        } else {
            all(path);
        }
        System.out.println("done");
    }

    private static void all(Path directory) throws Exception {
        Path below = Files.createDirectory(directory.resolve("below"));
        try (FileChannel channel = FileChannel.open(below.resolve("a"), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.allocate(10));
            channel.write(ByteBuffer.allocate(10), 10);
            channel.write(new ByteBuffer[] {ByteBuffer.allocate(10), ByteBuffer.allocate(10)});
            channel.truncate(5);
            channel.force(false);
            channel.force(true);
        }
        Files.move(below.resolve("a"), below.resolve("b"));
        AtomicFile.syncDirectory(below);
        Files.delete(below.resolve("b"));
        Files.delete(below);
        new ProcessBuilder("sh", "-c", "echo child > " + directory.resolve("child")).start().waitFor();
    }
}
