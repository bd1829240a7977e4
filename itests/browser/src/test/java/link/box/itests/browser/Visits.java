package link.box.itests.browser;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import link.box.lab.Web;

/** Visitors who ask for pages of a Box again and again, each on a thread of his own, until they are sent home. */
final class Visits implements AutoCloseable {
    private static final int OK = 200;
    private static final long PAUSE_MILLIS = 50;

    private final List<Thread> threads = new ArrayList<>();
    private final List<String> troubles = new CopyOnWriteArrayList<>();
    private final AtomicInteger answers = new AtomicInteger();

    /** Adds one, who begins at once. */
    void add(Web client, String url) {
        Thread thread = new Thread(() -> visit(client, url), "visitor of " + url);
        threads.add(thread);
        thread.start();
    }

    private void visit(Web client, String url) {
        try {
            while (!Thread.interrupted()) {
                ask(client, url);
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void ask(Web client, String url) throws InterruptedException {
        try {
            int status = client.get(url).statusCode();
            answers.incrementAndGet();
            if (status != OK) {
                troubles.add(url + " answers " + status);
            }
        } catch (IOException e) {
            troubles.add(url + " does not answer: " + e);
        }
    }

    /** @return how many answers there were so far */
    int answers() {
        return answers.get();
    }

    /** @return what was no answer, or another one */
    List<String> troubles() {
        return List.copyOf(troubles);
    }

    @Override
    public void close() throws InterruptedException {
        threads.forEach(Thread::interrupt);
        for (Thread each : threads) {
            each.join();
        }
    }
}
