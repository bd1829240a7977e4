package link.box.itests.real;

/** A component of an integrator's whose constructor does not return. It runs in the Box, not in the test. */
public final class BlockingComponent {
    /** As no component may. */
    public BlockingComponent() throws InterruptedException {
        Thread.sleep(Long.MAX_VALUE);
    }
}
