package link.box.ota.change.guest;

/** A component that is well. */
public class Good implements Runnable {
    @Override
    public void run() {
        // nothing: it is there to be there
    }
}
