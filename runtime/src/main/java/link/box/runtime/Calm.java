package link.box.runtime;

import java.util.concurrent.TimeUnit;
import org.osgi.framework.BundleException;

/** Waits until what was just started has shown whether it eats the memory. */
@FunctionalInterface
interface Calm {
    /** What eats the memory when it is started has done so by then. */
    int SECONDS = 3;
    /** What fills most of it and goes on is not one that eats it. */
    int MOST_SECONDS = 30;

    /** @throws BundleException interrupted */
    void await() throws BundleException;

    /** @return some seconds; longer while most of the memory is taken, so that nobody is blamed for the one before */
    static Calm ofTheHeap() {
        return () -> {
            long begin = System.nanoTime();
            long seconds = 0;
            while (seconds < SECONDS || seconds < MOST_SECONDS && full()) {
                pause();
                seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin);
            }
        };
    }

    private static boolean full() {
        System.gc(); // what nobody holds is not taken
        Runtime memory = Runtime.getRuntime();
        return memory.totalMemory() - memory.freeMemory() > memory.maxMemory() / 4 * 3;
    }

    private static void pause() throws BundleException {
        try {
            Thread.sleep(500);
        } catch (InterruptedException e) {
            throw new BundleException("the start was interrupted", e);
        }
    }
}
