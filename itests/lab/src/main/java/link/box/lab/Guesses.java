package link.box.lab;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/**
 * Somebody tries many passwords while the owner logs in from elsewhere.
 *
 * @param statuses what the guesses were answered, and how often
 * @param millis how long they took
 * @param slowest the owner's slowest login, in milliseconds
 */
public record Guesses(Map<Integer, Integer> statuses, long millis, long slowest) {
    private static final int AT_ONCE = 8;
    private static final int OK = 200;

    /** Logs in with a password. */
    public interface Login {
        /** @return the status of the answer */
        int with(String password) throws Exception;
    }

    /**
     * @param guesser who guesses
     * @param guesses how many
     * @param owner who knows the password, and logs in one time after the other while guesses are made
     * @param logins how often at least
     */
    public static Guesses run(Login guesser, int guesses, Login owner, int logins) throws Exception {
        ExecutorService guessers = Executors.newFixedThreadPool(AT_ONCE);
        try {
            long begin = System.nanoTime();
            List<Future<Integer>> running = IntStream.range(0, guesses)
                    .mapToObj(i -> guessers.submit((Callable<Integer>) () -> guesser.with("guess number " + i))).toList();
            long slowest = 0;
            for (int i = 0; i < logins || running.stream().anyMatch(each -> !each.isDone()); i++) {
                slowest = Math.max(slowest, logIn(owner));
            }
            Map<Integer, Integer> statuses = new TreeMap<>();
            for (Future<Integer> each : running) {
                statuses.merge(each.get(), 1, Integer::sum);
            }
            return new Guesses(statuses, millisSince(begin), slowest);
        } finally {
            guessers.shutdownNow();
        }
    }

    private static long logIn(Login owner) throws Exception {
        long begin = System.nanoTime();
        int status = owner.with(Owner.PASSWORD);
        if (status != OK) {
            throw new IOException("the owner was answered " + status);
        }
        return millisSince(begin);
    }

    private static long millisSince(long nanos) {
        return (System.nanoTime() - nanos) / 1_000_000;
    }
}
