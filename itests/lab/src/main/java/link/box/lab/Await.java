package link.box.lab;

import java.time.Duration;
import java.util.concurrent.Callable;

/** Waits until something is so; looks again and again, since what is watched is another process. */
public final class Await {
    private static final long LOOK_MILLIS = 40;

    private Await() {
    }

    /**
     * @param what in words, for the error
     * @param fact null or an exception while it is not so
     * @return what the fact returned at last
     * @throws AssertionError it did not come true in time; the cause is the last exception
     */
    public static <T> T until(Duration patience, String what, Callable<T> fact) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        Exception last = null;
        while (true) {
            try {
                T value = fact.call();
                if (value != null) {
                    return value;
                }
            } catch (InterruptedException e) {
                throw e;
            } catch (Exception e) {
                last = e;
            }
            if (System.nanoTime() > end) {
                throw new AssertionError("not within " + patience.toSeconds() + " s: " + what
                        + (last == null ? "" : " (" + last.getMessage() + ")"), last);
            }
            Thread.sleep(LOOK_MILLIS);
        }
    }

    /** As {@link #until}, for something that is true or false. */
    public static void isTrue(Duration patience, String what, Callable<Boolean> fact) throws InterruptedException {
        until(patience, what, () -> fact.call() ? Boolean.TRUE : null);
    }
}
