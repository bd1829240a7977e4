package link.box.bench.tunnel;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** How many bytes a second come through. */
final class Transfers {
    private static final long FIRST = 1 << 20;
    private static final long MOST = 4L << 30;
    private static final double SECONDS = 2;
    private static final double MEGA = 1e6;

    private Transfers() {
    }

    /** @return megabytes a second from the origin, in so many streams together */
    static double down(Way way, int streams) throws Exception {
        return grown(count -> each(streams, () -> down(way, count / streams)));
    }

    /** @return megabytes a second to the origin */
    static double up(Way way) throws Exception {
        return grown(count -> each(1, () -> up(way, count)));
    }

    private interface Run {
        void of(long count) throws Exception;
    }

    /** With more and more bytes, until they take long enough for a figure. */
    private static double grown(Run run) throws Exception {
        long count = FIRST;
        while (true) {
            long begin = System.nanoTime();
            run.of(count);
            double seconds = (System.nanoTime() - begin) / 1e9;
            if (seconds >= SECONDS || count >= MOST) {
                return count / MEGA / seconds;
            }
            count = Math.min(MOST, (long) (count * Math.min(8, 1.3 * SECONDS / seconds)));
        }
    }

    private static void each(int streams, Callable<Void> one) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(streams);
        try {
            List<Future<Void>> running = new ArrayList<>();
            for (int i = 0; i < streams; i++) {
                running.add(threads.submit(one));
            }
            for (Future<Void> each : running) {
                each.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static Void down(Way way, long count) throws IOException {
        try (Way.Line line = way.open()) {
            line.ask(way.head("GET", String.valueOf(count), 0));
            line.answered();
            Content.compare(line.in(), count);
        }
        return null;
    }

    private static Void up(Way way, long count) throws IOException {
        try (Way.Line line = way.open()) {
            line.ask(way.head("PUT", "", count));
            Content.send(line.socket().getOutputStream(), count);
            line.answered();
        }
        return null;
    }
}
