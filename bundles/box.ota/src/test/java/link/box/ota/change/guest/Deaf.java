package link.box.ota.change.guest;

import java.util.concurrent.CountDownLatch;

/** A component that never comes back from its activation, and does not let itself be interrupted. */
public class Deaf {
    /** Set free by {@link java.lang.System#getProperty}, since no object is shared with a bundle. */
    static final String FREE = "guest.free";

    public Deaf() {
        CountDownLatch never = new CountDownLatch(1);
        while (System.getProperty(FREE) == null) {
            try {
                never.await(10, java.util.concurrent.TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.interrupted();
            }
        }
    }
}
