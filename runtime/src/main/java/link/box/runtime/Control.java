package link.box.runtime;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Asks a running Box through its control socket. */
final class Control {
    /** unix(7): sun_path has 108 bytes, the last one zero. */
    private static final int LONGEST_PATH = 107;

    private Control() {
    }

    /**
     * @param question a command that the Box knows
     * @return its answer
     * @throws IOException no Box answers there; the message says what to do
     */
    static String ask(Path data, String question) throws IOException {
        Path socket = data.resolve("control");
        if (Files.notExists(socket)) {
            throw new IOException("no Box runs with the data directory " + data + " (there is no " + socket + ")");
        }
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            channel.write(ByteBuffer.wrap((question + "\n").getBytes(StandardCharsets.UTF_8)));
            return read(channel);
        } catch (IOException e) {
            throw new IOException("the Box with the data directory " + data + " does not answer: " + e.getMessage(), e);
        }
    }

    /**
     * @throws IllegalArgumentException the kernel takes no socket there; better said at the start than a Box without a status
     */
    static void checkLength(Path data) {
        int length = data.resolve("control").toString().getBytes(StandardCharsets.UTF_8).length;
        if (length > LONGEST_PATH) {
            throw new IllegalArgumentException("the path of the data directory is too long: " + data + "/control has " + length
                    + " bytes, and a socket's path may have " + LONGEST_PATH + "; choose a shorter one with --data");
        }
    }

    private static String read(SocketChannel channel) throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        ByteBuffer buffer = ByteBuffer.allocate(8192);
        while (channel.read(buffer) >= 0) {
            answer.write(buffer.array(), 0, buffer.position());
            buffer.clear();
        }
        return answer.toString(StandardCharsets.UTF_8);
    }
}
