package link.box.itests.real;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import link.box.lab.Conversation;

/** Asks on the connection there is, as long as it lasts; on a new one there has to be an answer. */
final class FuzzedPort implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final int port;
    private final String name;
    private Conversation conversation;
    private long slowest;

    /** @param name that handshakes ask for */
    FuzzedPort(int port, String name) {
        this.port = port;
        this.name = name;
    }

    Conversation.Answer ask(byte[] request) throws IOException {
        boolean reused = conversation != null;
        if (!reused) {
            conversation = new Conversation(port, name, PATIENCE);
        }
        try {
            long begin = System.nanoTime();
            Conversation.Answer answer = conversation.ask(request);
            slowest = Math.max(slowest, Watch.millisSince(begin));
            if (conversation.over()) {
                close();
            }
            return answer;
        } catch (SocketTimeoutException e) {
            throw noAnswer(request, e);
        } catch (IOException e) {
            close();
            if (!reused) {
                throw noAnswer(request, e);
            }
            return ask(request);
        }
    }

    /** @return milliseconds that the slowest answer took */
    long slowest() {
        return slowest;
    }

    private static AssertionError noAnswer(byte[] request, IOException cause) {
        return new AssertionError("no answer to\n" + new String(request, StandardCharsets.ISO_8859_1), cause);
    }

    @Override
    public void close() throws IOException {
        if (conversation != null) {
            conversation.close();
            conversation = null;
        }
    }
}
