package link.box.itests.real;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import link.box.lab.Conversation;

/** A visitor who asks a Box again and again, on one connection that stays open; it begins at once, on a thread of its own. */
final class Regular implements AutoCloseable {
    private static final int PONG = 204;
    private static final long PAUSE_MILLIS = 50;

    private final Conversation conversation;
    private final byte[] ping;
    private final List<String> troubles = new CopyOnWriteArrayList<>();
    private final Thread thread = new Thread(this::visit, "visitor");
    private volatile int answers;

    Regular(UpdatedBox box) throws IOException {
        conversation = box.connect();
        ping = box.request("/ping");
        thread.start();
    }

    private void visit() {
        try {
            while (!Thread.interrupted()) {
                int status = conversation.ask(ping).status();
                answers++;
                if (status != PONG || conversation.over()) {
                    troubles.add(status + (conversation.over() ? ", and it is the end" : ""));
                }
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (IOException e) {
            troubles.add(e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** All was answered so far, and the connection lives. */
    void hadNoTrouble() {
        assertEquals(List.of(), troubles, "after " + answers + " answers");
        assertTrue(thread.isAlive() && answers > 0, answers + " answers");
    }

    @Override
    public void close() throws IOException, InterruptedException {
        thread.interrupt();
        conversation.close();
        thread.join();
        Labs.say("%d answers on one connection while bundles were replaced, with %d troubles", answers, troubles.size());
    }
}
