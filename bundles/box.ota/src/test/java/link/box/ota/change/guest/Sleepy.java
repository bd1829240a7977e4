package link.box.ota.change.guest;

/** A component that takes an hour to be activated. */
public class Sleepy {
    public Sleepy() throws InterruptedException {
        Thread.sleep(3_600_000);
    }
}
