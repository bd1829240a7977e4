package link.box.bench.login;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import link.box.lab.Conversation;

/** The same request again and again over a few TLS connections that stay open, as browsers keep them. */
final class Load implements AutoCloseable {
    private static final int CONNECTIONS = 4;
    private static final int OK = 200;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private final List<Conversation> connections = new ArrayList<>();
    private final ExecutorService clients = Executors.newFixedThreadPool(CONNECTIONS);
    private final byte[] request;

    /**
     * @param name that the handshake asks for
     * @param request whole, with the empty line at its end
     */
    Load(int port, String name, String request) throws IOException {
        this.request = request.getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < CONNECTIONS; i++) {
            connections.add(new Conversation(port, name, PATIENCE));
        }
    }

    /** @return how many were answered in that time; each answer has to be 200 */
    int answers(long millis) throws Exception {
        long end = System.nanoTime() + millis * 1_000_000;
        List<Future<Integer>> running = new ArrayList<>();
        for (Conversation connection : connections) {
            running.add(clients.submit((Callable<Integer>) () -> ask(connection, end)));
        }
        int answers = 0;
        for (Future<Integer> each : running) {
            answers += each.get();
        }
        return answers;
    }

    private int ask(Conversation connection, long end) throws IOException {
        int answers = 0;
        while (System.nanoTime() < end) {
            Conversation.Answer answer = connection.ask(request);
            if (answer.status() != OK) {
                throw new IOException("no page, but " + answer);
            }
            answers++;
        }
        return answers;
    }

    @Override
    public void close() throws IOException {
        clients.shutdownNow();
        for (Conversation each : connections) {
            each.close();
        }
    }
}
