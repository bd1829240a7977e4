package link.box.itests.real;

/** A component of an integrator's whose constructor throws. It runs in the Box, not in the test. */
public final class ThrowingComponent {
    /** As a component may that finds no bulb. */
    public ThrowingComponent() {
        throw new IllegalStateException("the bulb is broken");
    }
}
