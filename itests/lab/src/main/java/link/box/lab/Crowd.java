package link.box.lab;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Many who log in with the right password again and again, at once.
 *
 * @param statuses what they were answered, and how often; 0: nothing in time
 * @param rude how many were refused without being told when to come again, or not answered
 * @param seconds how long it took
 * @param rssMb the most resident memory of the Box that was seen
 * @param hashing the most threads that were seen hashing a password at the same moment
 */
public record Crowd(Map<Integer, Integer> statuses, int rude, double seconds, long rssMb, int hashing) {
    /** As it stands in the stack of who hashes, not of who waits for it or compiles it. */
    private static final String HASHING = "\tat org.bouncycastle.crypto.generators.Argon2BytesGenerator.";
    /** To look costs processor time, which the Box has less of then. */
    private static final long LOOK_MILLIS = 2_000;

    /** @param time for which they go on; the Box is looked at meanwhile */
    public static Crowd run(Web client, String origin, int people, Duration time, long pid) throws Exception {
        ExecutorService crowd = Executors.newFixedThreadPool(people);
        AtomicInteger rude = new AtomicInteger();
        try {
            long begin = System.nanoTime();
            long end = begin + time.toNanos();
            List<Future<Map<Integer, Integer>>> all = new ArrayList<>();
            for (int i = 0; i < people; i++) {
                all.add(crowd.submit((Callable<Map<Integer, Integer>>) () -> logIn(client, origin, end, rude)));
            }
            long rss = 0;
            int hashing = 0;
            while (System.nanoTime() < end) {
                Thread.sleep(LOOK_MILLIS);
                rss = Math.max(rss, ImageProcess.rssMb(pid));
                hashing = Math.max(hashing, (int) Stacks.of(pid).stream().filter(each -> each.contains(HASHING)).count());
            }
            Map<Integer, Integer> statuses = new TreeMap<>();
            for (Future<Map<Integer, Integer>> each : all) {
                each.get().forEach((status, count) -> statuses.merge(status, count, Integer::sum));
            }
            return new Crowd(statuses, rude.get(), (System.nanoTime() - begin) / 1e9, Math.max(rss, ImageProcess.rssMb(pid)), hashing);
        } finally {
            crowd.shutdownNow();
        }
    }

    private static Map<Integer, Integer> logIn(Web client, String origin, long end, AtomicInteger rude) throws Exception {
        Map<Integer, Integer> statuses = new TreeMap<>();
        while (System.nanoTime() < end) {
            try {
                HttpResponse<String> answer = Owner.logIn(client, origin, Owner.PASSWORD);
                statuses.merge(answer.statusCode(), 1, Integer::sum);
                if (answer.statusCode() != 200 && answer.headers().firstValue("Retry-After").isEmpty()) {
                    rude.incrementAndGet();
                }
            } catch (IOException e) {
                statuses.merge(0, 1, Integer::sum);
                rude.incrementAndGet();
            }
        }
        return statuses;
    }
}
