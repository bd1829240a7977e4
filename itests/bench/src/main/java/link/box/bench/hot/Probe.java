package link.box.bench.hot;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import link.box.lab.Conversation;

/**
 * One request to the Box again and again, on a thread of its own. A visitor who gets no right answer within 5 s has failed. As browsers do,
 * it asks once more on a new connection if the open one turns out to have been closed.
 */
final class Probe implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final double MILLI = 1e6;

    private final Way way;
    private volatile boolean over;
    private volatile boolean resting;
    private Conversation open;
    private int asked;
    private int failed;
    private double slowest;
    private String wrong = "";

    /**
     * What is asked.
     *
     * @param title for people
     * @param servers bundles that serve it; while one of them is updated nothing else is to blame
     * @param port on this machine
     * @param host name in the handshake and in the request
     * @param request lines of the head, without {@code Host} and the empty line
     * @param status of the right answer
     * @param keep whether one connection stays open; else each request has its own
     * @param pause milliseconds between two requests
     */
    record Way(String title, Set<String> servers, int port, String host, String request, int status, boolean keep, long pause) {
        byte[] bytes() {
            return (request + "\r\nHost: " + host + ":" + port + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
        }
    }

    /**
     * What was seen since the last look.
     *
     * @param slowest milliseconds of the slowest answer
     * @param wrong the last failure, in words
     */
    record Seen(Way way, int asked, int failed, double slowest, String wrong) {
    }

    private Probe(Way way) {
        this.way = way;
    }

    /** Begins. */
    static Probe of(Way way) {
        Probe probe = new Probe(way);
        Thread thread = new Thread(probe::run, "probe: " + way.title());
        thread.setDaemon(true);
        thread.start();
        return probe;
    }

    /** @return what it saw since it was asked last */
    synchronized Seen look() {
        Seen seen = new Seen(way, asked, failed, slowest, wrong);
        asked = 0;
        failed = 0;
        slowest = 0;
        wrong = "";
        return seen;
    }

    /** Whether it pauses. */
    void rest(boolean now) {
        resting = now;
    }

    private void run() {
        try {
            while (!over) {
                if (!resting) {
                    once();
                }
                Thread.sleep(way.pause());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            end();
        }
    }

    private void once() {
        long begin = System.nanoTime();
        String why = ask();
        note((System.nanoTime() - begin) / MILLI, why);
    }

    /** @return what was wrong; empty if nothing was */
    private String ask() {
        try {
            int status = status();
            if (!way.keep() || open.over()) {
                end();
            }
            return status == way.status() ? "" : "answered " + status;
        } catch (IOException e) {
            end();
            return e.toString();
        }
    }

    private int status() throws IOException {
        try {
            open = open == null ? new Conversation(way.port(), way.host(), PATIENCE) : open;
            return open.ask(way.bytes()).status();
        } catch (SocketTimeoutException e) {
            throw e;
        } catch (IOException e) {
            if (open == null || !open.wasStale()) {
                throw e;
            }
            end();
            open = new Conversation(way.port(), way.host(), PATIENCE);
            return open.ask(way.bytes()).status();
        }
    }

    private synchronized void note(double millis, String why) {
        asked++;
        failed += why.isEmpty() ? 0 : 1;
        slowest = Math.max(slowest, millis);
        wrong = why.isEmpty() ? wrong : why;
    }

    private void end() {
        try {
            if (open != null) {
                open.close();
            }
        } catch (IOException e) {
            // it was no use any more
        } finally {
            open = null;
        }
    }

    @Override
    public void close() {
        over = true;
    }
}
