package link.box.ota.change.guest;

/** A component that fails, and leaves threads behind that never end. */
public class Leaking {
    public Leaking() {
        for (int i = 0; i < 20; i++) {
            Thread thread = new Thread(() -> {
                while (true) {
                    try {
                        Thread.sleep(1000);
                    } catch (InterruptedException e) {
                        Thread.interrupted();
                    }
                }
            }, "leaked");
            thread.setDaemon(true);
            thread.start();
        }
        throw new IllegalStateException("and now?");
    }
}
